"""A street of 马村区 with one person per duty of the grids, and grid cases moved by their verbs."""

import datetime as dt
import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from grids import reporting
from grids.models import Grid, GridCase, Term
from jiaozuo_social.cases import dictionary, uploads
from jiaozuo_social.cases.models import Category, Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from tests import factories

COMMUNITY = "410804001006"
GRID = f"{COMMUNITY}001"
LONG_AGO = dt.date(2026, 1, 1)
DIVISIONS = (
    ("41", "河南省", 1, None),
    ("4108", "焦作市", 2, "41"),
    ("410804", "马村区", 3, "4108"),
    ("410804001", "马村街道", 4, "410804"),
    (COMMUNITY, "丽景社区居民委员会", 5, "410804001"),
    (GRID, "丽景社区第一网格", 6, COMMUNITY),
    (f"{COMMUNITY}002", "丽景社区第二网格", 6, COMMUNITY),
    ("410804001007", "东韩王村村民委员会", 5, "410804001"),
)


def photo(name: str = "现场.jpg") -> uploads.CleanUpload:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return uploads.clean_upload(SimpleUploadedFile(name, file.getvalue(), "image/jpeg"))


class GridTown:
    """Platforms of four levels and two departments of the district, with people in every duty."""

    def __init__(self) -> None:
        factories.rules()
        dictionary.load()
        for code, name, level, parent in DIVISIONS:
            Division.objects.get_or_create(
                code=code, defaults={"name": name, "full_name": name, "level": level, "parent_id": parent}
            )
        places.refresh()
        kind = Department.Kind
        self.city = factories.department("jz", name="焦作市", kind=kind.GOVERNMENT, place_code="4108")
        self.centre = factories.department("jzwg", parent=self.city, name="市网格中心", kind=kind.GRID_CENTRE)
        self.county = factories.department(
            "mc", parent=self.city, name="马村区", place_code="410804", kind=kind.GOVERNMENT
        )
        self.county_centre = factories.department(
            "mcwg", parent=self.county, name="马村区网格中心", kind=kind.GRID_CENTRE
        )
        self.street = factories.department(
            "mcjd", parent=self.county, name="马村街道", place_code="410804001", kind=kind.STREET
        )
        self.community = factories.department(
            "ljsq", parent=self.street, name="丽景社区", place_code=COMMUNITY, kind=kind.COMMUNITY
        )
        self.other_community = factories.department(
            "dhwc", parent=self.street, name="东韩王村", place_code="410804001007", kind=kind.COMMUNITY
        )
        self.cleaning = factories.department(
            "mccg", parent=self.county, name="马村区城管局", kind=kind.FUNCTIONAL
        )
        self.housing = factories.department(
            "mczj", parent=self.county, name="马村区住建局", kind=kind.FUNCTIONAL
        )
        self.grid, _ = Grid.objects.get_or_create(division_id=GRID)
        self.people = self._people()

    def _people(self) -> SimpleNamespace:
        member = factories.member
        people = SimpleNamespace(
            city=member(self.centre, Duty.DISPATCHER, name="市调度"),
            county=member(self.county_centre, Duty.DISPATCHER, name="区调度"),
            street=member(self.street, Duty.DISPATCHER, name="街道调度"),
            leader=member(self.community, Duty.GRID_LEADER, name="网格长"),
            worker=member(self.community, Duty.GRID_WORKER, name="网格员"),
            other_leader=member(self.other_community, Duty.GRID_LEADER, name="邻村网格长"),
            other_worker=member(self.other_community, Duty.GRID_WORKER, name="邻村网格员"),
            handler=member(self.cleaning, Duty.HANDLER, name="城管经办"),
            head=member(self.cleaning, Duty.HEAD, name="城管负责人"),
            co_handler=member(self.housing, Duty.HANDLER, name="住建经办"),
            co_head=member(self.housing, Duty.HEAD, name="住建负责人"),
            checker=member(self.street, Duty.CHECKER, name="核查员"),
        )
        Membership.objects.filter(user__in=vars(people).values()).update(started_on=LONG_AGO)
        Term.objects.create(grid=self.grid, user=people.worker, role=Term.Role.WORKER, started_on=LONG_AGO)
        return people

    def by(self, name: str) -> Actor:
        return Actor.staff(getattr(self.people, name))


def event(code: str = "06010") -> Category:
    return Category.objects.get(kind="grid", code=code)


def report(by: Actor | None = None, **fields: Any) -> GridCase:
    """A report, by a citizen who left a phone number unless said otherwise."""
    who = by or Actor.petitioner()
    if who.is_petitioner and "parties" not in fields:
        party = Party(role=Party.Role.PETITIONER)
        party.set_contact(name="张三丰", phone="13800001234")
        fields["parties"] = [party]
    given: dict[str, Any] = {
        "event": event(fields.pop("code", "06010")), "urgency": "ordinary", "body": "楼下垃圾堆了三天没人清理。",
        "place_code": GRID, "channel": "qr" if who.is_petitioner else "grid", "photos": [photo()],
    }  # fmt: skip
    receipt = reporting.report(by=who, **{**given, **fields})
    case = GridCase.objects.get(pk=receipt.case.pk)
    case.code = receipt.code  # type: ignore[attr-defined]
    return case


class GridWalk:
    """Moves a case along the usual way up to a state."""

    PATH = ("reported", "filed", "dispatched", "handling", "checking", "closed")

    def __init__(self, town: GridTown) -> None:
        self.town = town

    def to(self, state: str, *, by: str = "street", co: bool = False, **fields: Any) -> GridCase:
        """``by`` is the reporter: officials need no verification, and the street's report lies with the street."""
        case = report(self.town.by(by), **fields)
        for step in self.PATH[1 : self.PATH.index(state) + 1]:
            getattr(self, f"_{step}")(case, co)
        return case

    def _filed(self, case: GridCase, co: bool) -> None:
        case.file_case(by=self.town.by("street"))

    def _dispatched(self, case: GridCase, co: bool) -> None:
        others = [self.town.housing] if co else []
        case.dispatch(by=self.town.by("street"), lead=self.town.cleaning, co=others)

    def _handling(self, case: GridCase, co: bool) -> None:
        case.sign_in(by=self.town.by("handler"))

    def _checking(self, case: GridCase, co: bool) -> None:
        if co:
            case.co_answer(by=self.town.by("co_handler"), note="已配合清理。")
        case.feedback(by=self.town.by("handler"), note="已清理干净。", photos=[photo("清理后.jpg")])

    def _closed(self, case: GridCase, co: bool) -> None:
        case.close(by=self.town.by("checker"))


@pytest.fixture
def grid_town(db: None) -> GridTown:
    return GridTown()


@pytest.fixture
def grid_walk(grid_town: GridTown) -> GridWalk:
    return GridWalk(grid_town)

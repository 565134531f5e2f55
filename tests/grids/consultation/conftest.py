"""A community of twelve households with its secretary and worker, and a consultation brought to any state."""

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from grids.consultation import acts, households, voting
from grids.consultation.models import Consultation, Household
from jiaozuo_social.cases import uploads
from jiaozuo_social.orgs.models import Department, Duty
from tests import factories

Kind = Department.Kind
PLACE = "410802009012"
NUMBERS = [f"1号楼1单元{floor}0{door}" for floor in range(1, 7) for door in (1, 2)]


def photo(name: str = "现场.jpg") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "green").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


class Yard(factories.Town):
    def __init__(self) -> None:
        super().__init__()
        self.street = factories.department("jfwc", parent=self.county, kind=Kind.STREET, place_code=PLACE[:9])
        self.community = factories.department(
            "jfjx", parent=self.street, kind=Kind.COMMUNITY, place_code=PLACE
        )
        self.next_door = factories.department(
            "jfnx", parent=self.street, kind=Kind.COMMUNITY, place_code="410802009011"
        )
        self.secretary = factories.member(self.community, Duty.GRID_LEADER)
        self.worker = factories.member(self.community, Duty.GRID_WORKER)
        self.neighbour = factories.member(self.next_door, Duty.GRID_LEADER)
        self.onlooker = factories.member(self.street, Duty.DISPATCHER)
        self.leader = factories.member(self.county, Duty.LEADER)
        self.unit = factories.member(self.housing, Duty.HANDLER)
        lines = [households.Line(number, Decimal(50 + index)) for index, number in enumerate(NUMBERS)]
        households.enter(PLACE, lines, by=self.secretary)

    @property
    def households(self) -> list[Household]:
        return list(Household.objects.within(PLACE))

    def draft(
        self, costs: tuple[tuple[str, str], ...] = (("换管道", "1000"),), **fields: Any
    ) -> Consultation:
        values: dict[str, Any] = {
            "title": "换下水管", "problem": "堵", "plan": "换", "place_code": PLACE, "department": self.community, **fields,
        }  # fmt: skip
        return acts.create(
            Consultation(**values), costs=[(name, Decimal(amount)) for name, amount in costs], by=self.worker
        )

    def at(self, state: str, *, votes: int = 12, against: int = 0, **fields: Any) -> Consultation:
        one = self.draft(**fields)
        if state == "draft":
            return one
        acts.announce(one, by=self.secretary)
        if state == "announced":
            return one
        Consultation.objects.filter(pk=one.pk).update(announced_until=timezone.now())
        acts.open_voting(one, by=self.secretary, until=timezone.now() + dt.timedelta(days=3))
        self.vote(one, votes if state != "voting" else 0, against)
        if state == "voting":
            return one
        return self.after(one, state)

    def after(self, one: Consultation, state: str) -> Consultation:
        acts.take_minutes(one, by=self.worker, minutes="到会住户逐项商量")
        Consultation.objects.filter(pk=one.pk).update(voting_until=timezone.now())
        acts.count(one, by=self.secretary)
        if state in ("carrying", "done"):
            acts.begin(one, by=self.secretary)
        if state == "done":
            for kind in ("before", "after"):
                acts.add_files(
                    one, by=self.worker, kind=kind, is_public=True, files=[uploads.clean_upload(photo())]
                )
            acts.finish(one, by=self.secretary, result="管道已换")
        assert one.state == state
        return one

    def vote(self, one: Consultation, votes: int, against: int = 0) -> None:
        for index, household in enumerate(self.households[:votes]):
            choice = "against" if index < against else "for"
            voting.by_staff(one, household, by=self.worker, choice=choice, name="王小明", phone="13800001111")


@pytest.fixture
def yard(db: None) -> Yard:
    return Yard()

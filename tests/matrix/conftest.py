"""The whole cast and one object of each sort: the same set-up serves who may and who may not."""

import datetime as dt
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from grids import keptfiles, reporting
from grids.burden import acts, fieldnames
from grids.burden.models import BurdenCategory, BurdenItem, BurdenTask, InventoryRow
from grids.consultation.models import Consultation, Household
from grids.models import OrderSource, Proposal
from jiaozuo_social.api.models import ApiToken
from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.models import Attachment, Category, Document, SavedView
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.outbox import services as outbox
from jiaozuo_social.outbox.models import Notice
from petitions.models import Campaign
from tests import factories, gridmaps
from tests.casework import Walk, login, staff, town, walk


@pytest.fixture
def cast(town: factories.Town, staff: SimpleNamespace) -> dict[str, Any]:
    """One person per role of the matrix; None is nobody logged in."""
    former = factories.member(town.county_bureau, Duty.APPROVER)
    Membership.objects.filter(user=former).update(ended_on=timezone.localdate())
    admin = factories.member(town.city, Duty.ADMIN)
    admin.is_staff = True
    admin.save()
    community = factories.department(
        "jfjx", parent=town.county, name="锦祥社区", kind=Department.Kind.COMMUNITY, place_code="410802001001"
    )
    centre = factories.department(
        "jfwg", parent=town.county, name="区网格中心", kind=Department.Kind.GRID_CENTRE
    )
    return {
        **vars(staff),
        "dispatcher": factories.member(centre, Duty.DISPATCHER),
        "checker": factories.member(centre, Duty.CHECKER),
        "grid_worker": factories.member(community, Duty.GRID_WORKER),
        "other_worker": factories.member(
            factories.department("jfjt", parent=town.county, name="区交通局"), Duty.HANDLER
        ),
        "accused_officer": factories.member(town.housing, Duty.CONFIDENTIAL),
        "city_officer": factories.member(town.bureau, Duty.CONFIDENTIAL),
        "solicitor": factories.member(town.county_bureau, Duty.SOLICITOR),
        "admin": admin,
        "burden": factories.member(town.county, Duty.BURDEN),
        "secretary": factories.member(community, Duty.GRID_LEADER),
        "former": former,
        "citizen": factories.user("群众"),
        "nobody": None,
    }


def give_photo(case: Any) -> Attachment:
    """With a preview that is a picture; by itself, as a browser's loop lets no setting be read."""
    content = BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "JPEG")
    clean = uploads.CleanUpload("a.jpg", "image/jpeg", "jpg", content, preview=content.getvalue())
    return uploads.attach(case, clean, origin=Attachment.Origin.STAFF)


def give_files(case: Any) -> tuple[Attachment, Document]:
    file = Attachment(
        case_id=case.pk, name="a.pdf", content_type="application/pdf", size=1, origin="staff", sha256=""
    )
    file.file.save("a.pdf", ContentFile(b"%PDF-1.4"), save=True)
    paper = Document.objects.create(
        case_id=case.pk, kind="accepted", number=f"试〔2026〕{case.pk}号", title="受理告知书", body="正文"
    )
    return file, paper


@pytest.fixture
def world(walk: Walk, town: factories.Town, staff: SimpleNamespace, cast: dict[str, Any]) -> dict[str, Any]:
    case = walk.to("dispatched", co=True)
    secret = walk.to("registered", purpose="accusation", title="反映审批收受礼金", accused_name="住建局")
    suggestion = factories.suggestion()
    now = timezone.now()
    campaign = Campaign.objects.create(
        title="征集", explanation="说明", starts_at=now, ends_at=now + dt.timedelta(days=3),
        state="published", place_code="410802", department=town.county_bureau,
    )  # fmt: skip
    outbox.notify(user=cast["clerk"], kind="t", subject="通知", dedupe_key="t:clerk")
    api_token = ApiToken.objects.create(
        user=cast["clerk"], label="t", digest="d", expires_at=now + dt.timedelta(days=1)
    )
    burden = burden_objects(town, cast)
    grid = gridmaps.grid("410802001001001")
    term = gridmaps.term(grid, cast["worker"])
    consultation = consultation_objects(cast)
    file, paper = give_files(case)
    secret_file, secret_paper = give_files(secret)
    return {
        "case": {"pk": case.pk},
        "secret": {"pk": secret.pk},
        "suggestion": {"pk": suggestion.pk},
        "case accept": {"pk": case.pk, "name": "accept"},
        "case urge": {"pk": case.pk, "name": "urge"},
        "case contact": {"pk": case.pk, "name": "contact"},
        "secret dispatch": {"pk": secret.pk, "name": "dispatch"},
        "suggestion screen": {"pk": suggestion.pk, "name": "screen"},
        "case file": {"pk": case.pk, "token": file.token},
        "case photo": {"pk": case.pk, "token": give_photo(case).token},
        "secret file": {"pk": secret.pk, "token": secret_file.token},
        "crossed file": {"pk": case.pk, "token": secret_file.token},
        "case paper": {"pk": case.pk, "document_pk": paper.pk},
        "secret paper": {"pk": secret.pk, "document_pk": secret_paper.pk},
        "crossed paper": {"pk": case.pk, "document_pk": secret_paper.pk},
        "case number": {"number": case.number},
        "case number supplement": {"number": case.number, "name": "supplement"},
        "case number file": {"number": case.number, "token": file.token},
        "case number paper": {"number": case.number, "pk": paper.pk},
        "secret number": {"number": secret.number},
        "campaign": {"pk": campaign.pk},
        "campaign close": {"pk": campaign.pk, "name": "close"},
        "notice": {"pk": Notice.objects.get(dedupe_key="t:clerk").pk},
        "view": {"pk": SavedView.objects.create(user=cast["clerk"], name="v", query="tab=all").pk},
        "bulk": {"kind": "petition", "name": "urge"},
        "token form": {"form": "csv", "token": file.token},
        "token": {"token": file.token},
        "token mapping": {"token": file.token, "pk": 1},
        "api token": {"pk": api_token.pk},
        "suggestion number": {"number": suggestion.number},
        "case number accept": {"number": case.number, "name": "accept"},
        "case number crossed file": {"number": case.number, "token": secret_file.token},
        "case number crossed paper": {"number": case.number, "pk": secret_paper.pk},
        "missing": {"pk": 0},
        "icon": {"size": 192},
        "community": {"code": "410802001001"},
        "grid": {"code": grid.code},
        "grid close": {"code": grid.code, "act": "close"},
        "grid term": {"code": grid.code, "pk": term.pk},
        "month": {"month": "2026-10"},
        "month json": {"month": "2026-10", "form": "json"},
        **burden,
        **consultation,
        **order_objects(cast),
        **grid_objects(cast),
        "": {},
        "objects": SimpleNamespace(case=case, secret=secret, suggestion=suggestion),
    }


def consultation_objects(cast: dict[str, Any]) -> dict[str, Any]:
    """A consultation of the community that was passed, with a file that is not public."""
    secretary, now = cast["secretary"], timezone.now()
    place = secretary.memberships.get().department.place_code
    one = Consultation.objects.create(
        title="换管道", problem="堵", plan="换", place_code=place, created_by=secretary, state="passed",
        department=secretary.memberships.get().department, announced_at=now, announced_until=now,
    )  # fmt: skip
    pdf = uploads.CleanUpload("a.pdf", "application/pdf", "pdf", BytesIO(b"%PDF-1.4"))
    file = keptfiles.keep(one.files, [pdf], by=secretary, kind="minutes")[0]
    return {
        "consultation": {"pk": one.pk},
        "consultation begin": {"pk": one.pk, "name": "begin"},
        "consultation file": {"pk": one.pk, "token": file.token},
        "consultation line": {"pk": one.pk, "line_pk": 1},
        "consultation vote": {"pk": one.pk, "turnout_pk": 1},
        "consultation share": {"pk": one.pk, "share_pk": 1},
        "household": {"pk": Household.objects.create(place_code=place, number="1号楼101").pk},
    }


def order_objects(cast: dict[str, Any]) -> dict[str, Any]:
    """A source whose orders the platform takes in."""
    desk = Membership.objects.get(user=cast["dispatcher"]).department
    source = OrderSource.objects.create(code="12345", name="12345热线", department=desk)
    return {"order source": {"pk": source.pk}}


def grid_objects(cast: dict[str, Any]) -> dict[str, Any]:
    """A report of the 网格员 that lies with the community, and a proposed 类问题 of it."""
    group = Category.objects.create(kind="grid", code="06", name="市容环境")
    event = Category.objects.create(kind="grid", code="06010", name="暴露垃圾", parent=group)
    receipt = reporting.report(
        by=Actor.staff(cast["grid_worker"]), event=event, urgency="ordinary", body="垃圾堆了三天",
        place_code="410802001001", channel="grid",
    )  # fmt: skip
    proposal = Proposal.objects.create(community="410802001001", event=event, ground="event")
    return {
        "grid case": {"pk": receipt.case.pk},
        "grid case escalate": {"pk": receipt.case.pk, "name": "escalate"},
        "grid case file": {"pk": receipt.case.pk, "name": "file_case"},
        "proposal": {"pk": proposal.pk},
    }


def burden_objects(town: factories.Town, cast: dict[str, Any]) -> dict[str, Any]:
    """A task that the first unit leads, a return that it demands, each with a file."""
    item = BurdenItem.objects.create(number=1, name="第1项")
    today = timezone.localdate()
    task = acts.create(
        BurdenTask(
            item=item, department=town.county, problem="要数太多", measure="统一", standard="减少",
            lead=town.housing, started_on=today, due_on=today,
        ),
        by=cast["burden"],
    )  # fmt: skip
    acts.start(task, by=cast["burden"])
    row = InventoryRow.objects.create(
        kind="return", name="人口表", place_code="410802", department=town.housing, reported_by=town.county
    )
    pdf = uploads.CleanUpload("a.pdf", "application/pdf", "pdf", BytesIO(b"%PDF-1.4"))
    files = [keptfiles.keep(thing.files, [pdf], by=cast["burden"])[0] for thing in (task, row)]
    synonym = fieldnames.add_synonym("手机号", "联系电话")
    return {
        "task": {"pk": task.pk},
        "task progress": {"pk": task.pk, "name": "progress"},
        "task rate": {"pk": task.pk, "name": "rate"},
        "task check": {"pk": task.pk, "check_pk": 1},
        "task file": {"pk": task.pk, "token": files[0].token},
        "burden category": {"pk": BurdenCategory.objects.create(number=1, name="第1类").pk},
        "burden item": {"pk": item.pk},
        "inventory row": {"pk": row.pk},
        "inventory file": {"pk": row.pk, "token": files[1].token},
        "synonym": {"pk": synonym.pk},
        "burden export": {"what": "twice", "form": "csv"},
    }


@pytest.fixture
def everybody(town: factories.Town, cast: dict[str, Any]) -> Any:
    """One person with every duty at the desk and in the lead unit: refusals are never for want of a right."""
    person = factories.member(town.county_bureau, *Duty, name="身兼数职")
    for duty in (Duty.HANDLER, Duty.HEAD):
        Membership.objects.create(user=person, department=town.housing, duty=duty)
    Membership.objects.create(user=person, department=town.city, duty=Duty.BURDEN)
    community = Department.objects.get(code="jfjx")
    Membership.objects.create(user=person, department=community, duty=Duty.GRID_LEADER)
    centre = Department.objects.get(code="jfwg")
    Membership.objects.create(user=person, department=centre, duty=Duty.DISPATCHER)
    return person


@pytest.fixture
def clients(cast: dict[str, Any]) -> dict[str, Client]:
    """Each has just been here: what a page notes about its reader is undone with the rest of it."""
    return {role: Client() if user is None else client_of(user) for role, user in cast.items()}


@pytest.fixture
def holder(world: dict[str, Any]) -> Client:
    """Somebody without an account who opened the ordinary case with its receipt."""
    case, client = world["objects"].case, Client()
    answer = client.post(reverse("status:open"), {"number": case.number, "code": case.code})
    assert answer.status_code == 302
    return client


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    client.get(reverse("account_me"))
    return client


__all__ = ["login", "staff", "town", "walk"]

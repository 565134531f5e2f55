"""联系信访人: by the unit in charge, before the answer, and nobody outside learns of it."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.cases.models import Entry
from jiaozuo_social.cases.moves import Actor, MoveRefused
from petitions.models import Contact, Petition
from petitions.moves import MOVES
from petitions.states import PetitionState as S
from tests.casework import Walk

from .test_move_forms import Login, post, press

pytestmark = pytest.mark.django_db


def told(**changes: Any) -> dict[str, Any]:
    now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    return {"contacted_at": now, "means": "phone", "reached": "yes", "note": "核实了时间地点", **changes}


def minutes_ago(minutes: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(minutes=minutes)


def test_a_contact_is_kept_and_shown_to_staff_only(walk: Walk, staff: SimpleNamespace, login: Login) -> None:
    case = walk.to("dispatched")
    press(login(staff.worker), case, "contact", **told())
    case.refresh_from_db()
    contact = case.contacts.get()
    assert (contact.means, contact.is_reached, contact.department, contact.made_by, case.state) == (
        "phone", True, walk.town.housing, staff.worker, "dispatched",
    )  # fmt: skip
    entry = Entry.objects.get(case=case, move="contact")
    assert entry.note == "核实了时间地点" and not entry.is_public
    page = login(staff.head).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "联系上了" in page and "核实了时间地点" in page
    citizen = Client()
    citizen.post("/status/", {"number": case.number, "code": case.code})
    status = citizen.get(f"/status/{case.number}/").content.decode()
    assert case.title in status and "联系信访人" not in status and "核实了时间地点" not in status


def test_it_is_made_from_dispatch_to_the_answer_and_again_after_revocation(
    walk: Walk, staff: SimpleNamespace
) -> None:
    assert MOVES["contact"].frm == (S.DISPATCHED, S.ACCEPTED, S.HANDLING) and MOVES["contact"].to is None
    assert not MOVES["contact"].bulk
    case = walk.to("review")
    with pytest.raises(MoveRefused):
        contact(case, staff.worker)
    case.revoke(by=Actor.staff(staff.reviewer), body="撤销")
    contact(case, staff.head)
    assert case.contacts.count() == 1


def contact(case: Petition, user: Any, *, when: dt.datetime | None = None) -> None:
    case.contact(by=Actor.staff(user), contacted_at=when or timezone.now(), means="home", reached=True)


@pytest.mark.parametrize("who", ["clerk", "approver", "co_worker", "reviewer"])
def test_only_the_unit_in_charge_makes_it(walk: Walk, staff: SimpleNamespace, who: str) -> None:
    case = walk.to("handling", co=True)
    with pytest.raises(MoveRefused):
        contact(case, getattr(staff, who))
    assert not Contact.objects.exists()


def test_nobody_can_be_sought_in_an_anonymous_matter(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("handling", is_anonymous=True)
    with pytest.raises(MoveRefused, match="匿名"):
        contact(case, staff.worker)


def test_not_in_the_future_and_not_before_the_unit_had_it(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("dispatched")
    for when, words in ((minutes_ago(-5), "不能晚于现在"), (minutes_ago(5), "不能早于本单位收到")):
        with pytest.raises(MoveRefused, match=words):
            contact(case, staff.worker, when=when)
    case.assignments.update(assigned_at=minutes_ago(10))
    contact(case, staff.worker, when=minutes_ago(5))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"contacted_at": ""}, "contacted_at"),
        ({"contacted_at": "2099-01-01T00:00"}, "contacted_at"),
        ({"contacted_at": "2001-01-01T00:00"}, "contacted_at"),
        ({"means": "telepathy"}, "means"),
        ({"reached": ""}, "reached"),
        ({"reached": "no", "note": ""}, "note"),
        ({"note": "字" * 501}, "note"),
    ],
)
def test_bad_input_is_told_at_the_field(
    walk: Walk, staff: SimpleNamespace, login: Login, changes: dict[str, Any], field: str
) -> None:
    case = walk.to("dispatched")
    answer = post(login(staff.worker), case, "contact", **told(**changes))
    assert answer.status_code == 200 and list(answer.context["form"].errors) == [field]
    assert not Contact.objects.exists()


def test_a_contact_of_tomorrow_is_refused_by_the_database(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("dispatched")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(
            case=case, contacted_at=minutes_ago(-1), means="phone", is_reached=True, made_by=staff.worker,
            department=walk.town.housing,
        )  # fmt: skip

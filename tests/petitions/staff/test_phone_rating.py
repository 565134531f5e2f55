"""电话回访: the desk writes down what was said, once, and is seen to have done so."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from jiaozuo_social.cases.models import Clock, Entry, Rating, Supervision
from jiaozuo_social.cases.moves import Actor, MoveRefused
from petitions.moves import MOVES
from tests import factories
from tests.casework import Walk

pytestmark = pytest.mark.django_db


def said(**changes: Any) -> dict[str, Any]:
    data = {
        "bureau": "satisfied",
        "unit": "dissatisfied",
        "word_of": "self",
        "called_on": timezone.localdate(),
    }
    return {**data, **changes}


def sent(client: Client, case: Any, **changes: Any) -> Any:
    address = f"/cases/{case.pk}/moves/rate_by_phone/"
    seen = client.get(address).context["form"].fields["seen"].initial
    return client.post(address, {**said(**changes), "seen": seen, "note": "慢"})


def test_who_when_and_on_whose_word_is_kept_and_shown(walk: Walk, staff: SimpleNamespace, login: Any) -> None:
    case, client = walk.to("replied"), login(staff.clerk)
    assert sent(client, case, word_of="").status_code == 200 and not Rating.objects.exists()
    assert sent(client, case).status_code == 302
    rows = Rating.objects.filter(case=case).order_by("about")
    assert [(row.about, row.level, row.via, row.recorded_by, row.word_of) for row in rows] == [
        ("bureau", "satisfied", "phone", staff.clerk, "self"),
        ("unit", "dissatisfied", "phone", staff.clerk, "self"),
    ]
    assert Supervision.objects.filter(case=case, trigger="dissatisfied").exists()
    assert not Clock.objects.filter(case=case, rule="R1", stopped_at=None).exists()
    assert Entry.objects.get(case=case, move="rate_by_phone").user == staff.clerk
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "电话回访" in page and "答话人：信访人本人" in page and str(staff.clerk) in page
    citizen = Client()
    citizen.post("/status/", {"number": case.number, "code": case.code})  # type: ignore[attr-defined]
    assert "电话回访，信访部门登记" in citizen.get(f"/status/{case.number}/").content.decode()


def test_it_is_the_one_rating(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("replied")
    case.rate_by_phone(by=Actor.staff(staff.approver), **said())
    for again in (
        lambda: case.rate(by=Actor.petitioner(), bureau="fair", unit="fair"),
        lambda: case.rate_by_phone(by=Actor.staff(staff.approver), **said()),
    ):
        with pytest.raises(MoveRefused, match="已评价过"):
            again()


def test_only_the_desk_and_only_while_the_right_to_rate_runs(
    walk: Walk, staff: SimpleNamespace, town: factories.Town
) -> None:
    case, move = walk.to("replied"), MOVES["rate_by_phone"]
    for person in (staff.worker, staff.head, staff.stranger):
        assert not move.check(case, Actor.staff(person))
    assert not move.check(case, Actor.petitioner())
    assert move.check(case, Actor.staff(staff.clerk))
    Clock.objects.filter(case=case, rule="R1").update(stopped_at=timezone.now())
    assert not move.check(case, Actor.staff(staff.clerk))
    assert not move.check(walk.to("handling"), Actor.staff(staff.clerk))


@pytest.mark.parametrize("days", [-1, 1])
def test_the_call_was_after_the_answer_and_not_tomorrow(
    walk: Walk, staff: SimpleNamespace, days: int
) -> None:
    case = walk.to("replied")
    with pytest.raises(MoveRefused, match="回访日期"):
        case.rate_by_phone(
            by=Actor.staff(staff.clerk), **said(called_on=timezone.localdate() + dt.timedelta(days=days))
        )


def test_the_database_knows_no_phoned_rating_without_its_source(walk: Walk) -> None:
    case = walk.to("replied")
    with pytest.raises(IntegrityError, match="a_phoned_rating"), transaction.atomic():
        Rating.objects.create(case_id=case.pk, about="unit", level="fair", via="phone")

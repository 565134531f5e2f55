"""Pages of 居民议事 and of the 减负 ledger: see ``looking``."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from grids.consultation import acts, households, money, relief, voting
from grids.consultation.models import Consultation, Household
from tests.e2e.browsing import Desk, off_loop
from tests.e2e.looking import visit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def to_voting(by: Any) -> Consultation:
    """Two households voted, one of them by mistake."""
    community = by.memberships.get().department
    households.enter(community.place_code, [households.Line(f"1号楼10{n}", None) for n in range(1, 4)], by=by)
    draft = Consultation(
        title="换下水管",
        problem="下水管堵了。",
        plan="换新管。",
        place_code=community.place_code,
        department=community,
    )
    one = acts.create(draft, costs=[("管道", Decimal("900"))], by=by)
    acts.announce(one, by=by)
    Consultation.objects.filter(pk=one.pk).update(announced_until=timezone.now())
    acts.open_voting(one, by=by, until=timezone.now() + dt.timedelta(days=3))
    for household in Household.objects.within(community.place_code)[:2]:
        vote = voting.by_staff(one, household, by=by, choice="for", name="王小明")
    voting.void(one, vote, by=by, reason="登记时选错门牌")
    return one


def to_carrying(one: Consultation, by: Any) -> int:
    """The rest agreed, one household is relieved, some money has come; returns a share."""
    for household in one.not_voted():
        voting.by_staff(one, household, by=by, choice="for", name="王小明")
    acts.take_minutes(one, by=by, minutes="逐项商量过。")
    acts.count(one, by=by)
    acts.begin(one, by=by)
    first, second = one.shares.order_by("pk")[:2]
    relief.relieve(
        one,
        first,
        by=by,
        relieved=Decimal("100"),
        relief="hardship",
        borne_by="社区公益金",
        note="已核对低保证",
    )
    money.receive(one, by=by, kind="share", amount=second.amount, purpose="分摊", household=second.household)
    return int(second.pk)


def test_rooms_beside_the_cases(desk: Desk, world: dict[str, Any], cast: dict[str, Any]) -> None:
    """Each kind of page once: the staff's in usual print, the public's in large."""
    one = off_loop(lambda: to_voting(cast["secretary"]))
    secretary, everybody, own = desk.open(cast["secretary"]), desk.open(large=True), {"pk": one.pk}
    visit(desk, everybody, reverse("grids:consultation-vote", kwargs=own), "consultation-vote-large")
    share = off_loop(lambda: to_carrying(one, cast["secretary"]))
    visit(desk, secretary, reverse("grids:consultation", kwargs=own), "consultation")
    relieve = reverse("grids:consultation-relieve", kwargs={**own, "share_pk": share})
    visit(desk, secretary, relieve, "consultation-relieve")
    visit(desk, everybody, reverse("grids:consultation-public", kwargs=own), "consultation-public-large")
    visit(desk, desk.open(cast["burden"]), reverse("grids:burden-task", kwargs=world["task"]), "burden-task")

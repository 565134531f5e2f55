"""A mistaken vote counts no more but stays; a household is relieved of its share and the books stay whole."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from grids.consultation import acts, money, relief, selectors, voting
from grids.consultation.models import Ballot, Consultation, Share, Turnout
from jiaozuo_social.cases.moves import MoveRefused
from tests.grids.consultation.conftest import Yard
from tests.grids.consultation.test_pages import client_of, url
from tests.gridwork import COMMUNITY, GridTown, grid_town, report
from tests.threads import at_once

__all__ = ["grid_town"]

D = Decimal
RELIEF = {"relief": "hardship", "borne_by": "社区公益金", "note": "低保证已核对"}


def test_a_void_vote_is_kept_and_counts_for_nothing(yard: Yard) -> None:
    one = yard.at("voting")
    yard.vote(one, 12, against=1)
    wrong = one.turnouts.get(ballot__choice="against")
    with pytest.raises(MoveRefused, match="职责"):
        voting.void(one, wrong, by=yard.worker, reason="登记时选错门牌")
    voting.void(one, wrong, by=yard.secretary, reason="登记时选错门牌")
    assert not one.all_have_voted() and list(one.not_voted()) == [wrong.household]
    voting.by_staff(one, wrong.household, by=yard.worker, choice="abstain", name="王小明")
    entry = one.entries.get(step="void_vote")
    assert (entry.user, entry.note) == (yard.secretary, "登记时选错门牌")
    yard.after(one, "passed")
    counted = [one.tally[name] for name in ("voted", "agreed", "against", "abstained", "void")]
    assert counted == [12, 11, 0, 1, 1]
    assert (Turnout.objects.count(), Ballot.objects.count()) == (13, 13)
    with pytest.raises(MoveRefused, match="不能作废"):
        voting.void(one, one.turnouts.valid()[0], by=yard.secretary, reason="已经计过票")


def test_a_secret_vote_cannot_be_void(yard: Yard) -> None:
    one = yard.at("voting", is_secret=True)
    yard.vote(one, 1)
    with pytest.raises(MoveRefused, match="不记名"):
        voting.void(one, one.turnouts.get(), by=yard.secretary, reason="登记时选错门牌")
    with pytest.raises(IntegrityError), transaction.atomic():
        one.turnouts.update(voided_at=one.announced_at, voided_by=yard.secretary, void_reason="选错门牌")


def _votes_at_once(yard: Yard) -> None:
    one = yard.at("voting")
    yard.vote(one, 1)
    first = one.turnouts.get()

    def act(n: int) -> Any:
        fresh = Consultation.objects.get(pk=one.pk)
        if n % 2:
            return voting.void(fresh, first, by=yard.secretary, reason=f"登记错误 {n}")
        return voting.by_staff(fresh, first.household, by=yard.worker, choice="against", name="王五")

    outcome = at_once([lambda n=n: act(n) for n in range(8)], threads=8)
    assert not [got for got in outcome if got is not None and not isinstance(got, Turnout | MoveRefused)]
    assert sum(got is None for got in outcome) == one.entries.filter(step="void_vote").count() == 1
    assert one.turnouts.valid().count() == sum(isinstance(got, Turnout) for got in outcome) <= 1


def _money_at_once(yard: Yard) -> None:
    one = yard.at("carrying")
    share = one.shares.order_by("pk")[0]

    def act(n: int) -> Any:
        fresh = Consultation.objects.get(pk=one.pk)
        if n % 2:
            half = share.amount - D(n * 10)
            return relief.relieve(
                fresh, Share.objects.get(pk=share.pk), by=yard.secretary, relieved=half, **RELIEF
            )
        return money.receive(
            fresh, by=yard.worker, kind="share", amount=D("30"), purpose="分摊", household=share.household
        )

    outcome = at_once([lambda n=n: act(n) for n in range(8)], threads=8)
    assert not [got for got in outcome if isinstance(got, Exception) and not isinstance(got, MoveRefused)]
    left = Share.objects.get(pk=share.pk)
    assert relief.paid_by(one, share.household) <= left.due


@pytest.mark.django_db(transaction=True)
def test_at_once_one_vote_counts_at_most_and_nobody_pays_more_than_owed() -> None:
    yard = Yard()
    _votes_at_once(yard)
    _money_at_once(yard)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE grids_turnout SET voided_at = NULL, voided_by_id = NULL, void_reason = '' WHERE voided_at IS NOT NULL",
        "UPDATE grids_turnout SET voided_at = now() WHERE voided_at IS NULL",
        "UPDATE grids_share SET amount = amount + 1",
        "UPDATE grids_share SET relieved = amount + 1, relief = 'other', borne_by = '社区'",
        "UPDATE grids_share SET relieved = 1",
        "DELETE FROM grids_share",
    ],
)
def test_the_database_keeps_votes_and_shares(yard: Yard, sql: str) -> None:
    yard.at("carrying")
    other = yard.at("voting")
    yard.vote(other, 2)
    voting.void(other, other.turnouts.all()[0], by=yard.secretary, reason="登记时选错门牌")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_what_one_household_is_relieved_of_another_bears_and_all_may_read_the_sum(yard: Yard) -> None:
    one = yard.at("carrying")
    share, other = one.shares.order_by("pk")[:2]
    relief.relieve(one, share, by=yard.secretary, relieved=share.amount, **RELIEF)
    money.receive(
        one, by=yard.worker, kind="share", amount=D("80"), purpose="分摊", household=other.household
    )
    for relieved, match in (("999", "不能超过"), ("80", "先退还")):
        with pytest.raises(MoveRefused, match=match):
            relief.relieve(one, other, by=yard.secretary, relieved=D(relieved), **RELIEF)
    with pytest.raises(MoveRefused, match="捐助"):
        money.receive(
            one, by=yard.worker, kind="share", amount=D("1"), purpose="分摊", household=share.household
        )
    with pytest.raises(MoveRefused, match="职责"):
        relief.relieve(one, other, by=yard.worker, relieved=D("1"), **RELIEF)
    shares = selectors.shares(one)
    assert sum(row.due + row.relieved for row in shares) == one.total_cost()
    entry = one.entries.get(step="relieve")
    assert entry.facts["after"] == str(share.amount) and entry.note == RELIEF["note"]
    page = client_of(yard.unit).get(url("consultation-public", one)).content.decode()
    assert f"减免 1 户共 {share.amount} 元，由社区公益金承担" in page and "低保" not in page
    relief.relieve(one, share, by=yard.secretary, relieved=D("0"), **RELIEF | {"note": "改为自愿承担"})
    assert Share.objects.get(pk=share.pk).borne_by == ""


def test_the_secretary_does_both_by_the_pages(yard: Yard) -> None:
    voting_one = yard.at("voting")
    yard.vote(voting_one, 1)
    vote = voting_one.turnouts.get()
    client, address = client_of(yard.secretary), url("consultation-void", voting_one, turnout_pk=vote.pk)
    assert "作废" in client.get(url("consultation", voting_one)).content.decode()
    assert client.post(address, {"reason": "错"}).status_code == 200
    assert client.post(address, {"reason": "登记时选错门牌"}).status_code == 302
    assert client.post(address, {"reason": "登记时选错门牌"}).status_code == 409
    assert client_of(yard.worker).get(address).status_code == 403
    one = yard.at("carrying")
    share = one.shares.order_by("pk")[0]
    address = url("consultation-relieve", one, share_pk=share.pk)
    answer = client.post(address, {**RELIEF, "relieved": "500"})
    assert "不能超过" in answer.content.decode() and 'value="500"' in answer.content.decode()
    assert client.post(address, {**RELIEF, "relieved": "20"}).status_code == 302
    assert "困难家庭" in client.get(url("consultation", one)).content.decode()


def test_the_page_of_a_case_leads_to_its_consultation_and_to_a_new_one(grid_town: GridTown) -> None:
    case = report()
    page, client = reverse("cases:case", args=[case.pk]), client_of(grid_town.people.leader)
    assert f"?case={case.number}" in client.get(page).content.decode()
    form = client.get(reverse("grids:consultation-new"), {"case": case.number}).content.decode()
    assert f'value="{case.number}"' in form
    draft = Consultation(
        title="换下水管",
        problem="堵",
        plan="换",
        place_code=COMMUNITY,
        department=grid_town.community,
        case=case,
    )
    one = acts.create(draft, costs=[("换管道", D("1000"))], by=grid_town.people.leader)
    assert url("consultation", one) in client.get(page).content.decode()
    away = client_of(grid_town.people.city).get(page).content.decode()
    assert url("consultation", one) not in away

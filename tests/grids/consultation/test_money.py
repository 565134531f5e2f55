"""Money: no cent is lost, the balance is never below zero, wrong lines get a counter-entry."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from grids.consultation import acts, clearing, money, selectors
from grids.consultation.models import Consultation, LedgerLine, Turnout
from jiaozuo_social.cases.moves import MoveRefused
from tests.grids.consultation.conftest import Yard
from tests.threads import at_once

D = Decimal


@given(
    st.decimals(min_value=D("0.01"), max_value=D("1000000"), places=2),
    st.lists(st.decimals(min_value=D("0.01"), max_value=D("999"), places=2), min_size=1, max_size=60),
)
def test_parts_add_up_to_the_cent_and_are_nearly_fair(total: Decimal, weights: list[Decimal]) -> None:
    parts = money.split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < D("0.02")


@pytest.mark.parametrize("sharing", ["equal", "area"])
def test_shares_are_the_costs(yard: Yard, sharing: str) -> None:
    one = yard.at("carrying", sharing=sharing)
    assert sum(share.amount for share in one.shares.all()) == one.total_cost() == D("1000.00")
    assert len({share.amount for share in one.shares.all()}) == (2 if sharing == "equal" else 12)


def test_received_spent_and_left(yard: Yard) -> None:
    one = yard.at("carrying")
    first = yard.households[0]
    money.receive(one, by=yard.worker, kind="grant", amount=D("600"), purpose="补助", party="街道办")
    share = money.receive(
        one, by=yard.worker, kind="share", amount=D("83.34"), purpose="分摊", household=first
    )
    money.pay(one, by=yard.secretary, amount=D("500.10"), purpose="材料", party="市政公司")
    money.reverse(one, share, by=yard.secretary, note="登错了住户")
    assert [line.balance for line in one.lines.all()] == [D("600"), D("683.34"), D("183.24"), D("99.90")]
    assert selectors.sums(one) == {"received": D("600.00"), "spent": D("500.10")}
    assert selectors.shares(one).get(household=first).paid == 0
    with pytest.raises(MoveRefused, match="已经冲正"):
        money.reverse(one, share, by=yard.secretary, note="再来一次")
    with pytest.raises(MoveRefused, match="不够支出"):
        money.pay(one, by=yard.secretary, amount=D("99.91"), purpose="超支", party="市政公司")
    with pytest.raises(MoveRefused, match="职责"):
        money.pay(one, by=yard.worker, amount=D("1"), purpose="不该他付", party="市政公司")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE grids_ledgerline SET amount = 1",
        "DELETE FROM grids_ledgerline",
        "INSERT INTO grids_ledgerline (consultation_id, seq, kind, amount, balance, party, is_person, purpose, "
        "happened_on, entered_by_id, entered_at) SELECT consultation_id, seq + 1, kind, 5, 5, '', false, 'x', "
        "happened_on, entered_by_id, now() FROM grids_ledgerline",
        "INSERT INTO grids_ledgerline (consultation_id, seq, kind, amount, balance, party, is_person, purpose, "
        "happened_on, entered_by_id, entered_at) SELECT consultation_id, seq + 1, 'expense', -11, -1, '', false, "
        "'x', happened_on, entered_by_id, now() FROM grids_ledgerline",
        "INSERT INTO grids_ledgerline (consultation_id, seq, kind, amount, balance, party, is_person, purpose, "
        "happened_on, entered_by_id, entered_at, reverses_id) SELECT consultation_id, seq + 1, 'reversal', -9, 1, "
        "'', false, 'x', happened_on, entered_by_id, now(), id FROM grids_ledgerline",
    ],
)
def test_the_database_keeps_the_books(yard: Yard, sql: str) -> None:
    one = yard.at("carrying")
    money.receive(one, by=yard.worker, kind="grant", amount=D("10"), purpose="补助", party="街道办")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db(transaction=True)
def test_money_at_once_adds_up_and_never_runs_out() -> None:
    yard = Yard()
    one = yard.at("carrying")
    money.receive(one, by=yard.worker, kind="grant", amount=D("100"), purpose="补助", party="街道办")

    def act(n: int) -> Any:
        fresh = Consultation.objects.get(pk=one.pk)
        if n % 2:
            return money.pay(fresh, by=yard.secretary, amount=D("40"), purpose="材料", party="市政公司")
        return money.receive(
            fresh, by=yard.worker, kind="grant", amount=D("0.01"), purpose="补助", party="街道办"
        )

    outcome = at_once([lambda n=n: act(n) for n in range(16)], threads=8)
    paid = sum(isinstance(got, LedgerLine) and got.amount < 0 for got in outcome)
    assert paid == 2 and not [got for got in outcome if not isinstance(got, LedgerLine | MoveRefused)]
    lines = list(one.lines.all())
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1)) and len(lines) == 11
    assert one.balance() == sum(line.amount for line in lines) == D("20.08")


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_eight_times_books_once() -> None:
    yard = Yard()
    one, mark = yard.at("carrying"), uuid.uuid4()

    def act() -> Any:
        fresh = Consultation.objects.get(pk=one.pk)
        return money.receive(
            fresh,
            by=yard.worker,
            kind="grant",
            amount=D("5"),
            purpose="补助",
            party="街道办",
            client_uuid=mark,
        )

    outcome = at_once([act for _ in range(8)], threads=8)
    assert sum(isinstance(got, money.AlreadyBooked) for got in outcome) == 7
    assert one.balance() == D("5.00")


def test_it_is_closed_only_when_settled_and_photographed(yard: Yard) -> None:
    one = yard.at("carrying")
    with pytest.raises(MoveRefused, match="照片"):
        acts.finish(one, by=yard.secretary, result="好了")
    done = yard.at("done")
    with pytest.raises(MoveRefused, match="不能登记收入"):
        money.receive(done, by=yard.worker, kind="grant", amount=D("5"), purpose="补助", party="街道办")
    money.receive(one, by=yard.worker, kind="grant", amount=D("5"), purpose="补助", party="街道办")
    with pytest.raises(MoveRefused, match="账上还有"):
        acts.cancel(one, by=yard.secretary, note="不做了")
    money.pay(one, by=yard.secretary, kind="refund", amount=D("5"), purpose="退还", party="街道办")
    acts.cancel(one, by=yard.secretary, note="不做了")
    acts.close(done, by=yard.secretary)
    assert (one.state, done.state) == ("cancelled", "closed")


def test_voters_are_forgotten_in_time_and_votes_stay(yard: Yard) -> None:
    from datetime import timedelta

    import time_machine
    from django.utils import timezone

    one = yard.at("done")
    acts.close(one, by=yard.secretary)
    for days, kept in ((179, 12), (181, 0)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            clearing.run()
        assert sum(bool(vote.voter_name) for vote in Turnout.objects.all()) == kept
    assert one.ballots.count() == 12 and clearing.run() == 0

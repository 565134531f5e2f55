"""Rows of a sheet together come to what they come to one by one, in statements that do not grow with them."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from grids.exchange import batches, orders
from grids.exchange.orders import Order
from grids.models import GridCase, OrderSource, WorkOrder
from jiaozuo_social.cases.models import Case, Clock
from tests import factories
from tests.gridwork import COMMUNITY, event

pytestmark = pytest.mark.django_db


def order(number: str, body: str = "3号楼东侧垃圾堆了三天，请派人清理。", **fields: Any) -> Order:
    return Order(
        number=number, title="", body=body, event=event(), urgency="ordinary", place_code=COMMUNITY, **fields
    )


def take(source: OrderSource, *sent: Order) -> list[orders.Taken]:
    with transaction.atomic():
        return batches.Batch(source, sent).take_in()


def facts(number: str) -> Any:
    case = GridCase.objects.get(source_number=number)
    entry = case.entries.get()
    clocks = [(clock.rule_id, clock.due_at - clock.started_at) for clock in case.clocks.all()]
    return (
        case.title, case.body, case.channel, case.holder_code, case.state, case.due_at is None, clocks,
        entry.move, entry.label, entry.after, [party.phone for party in case.parties.all()],
        WorkOrder.objects.values("outcome", "is_mapped", "category_words", "changes").get(case=case),
    )  # fmt: skip


def test_together_they_are_as_one_by_one(source: OrderSource) -> None:
    moment = Case._meta.get_field("received_at").default()
    orders.take_in(order("ONE", phone="13900001111", received_at=moment), source=source)
    take(source, order("TWO", phone="13900001111", received_at=moment), order("THREE"))
    assert facts("ONE") == facts("TWO")
    assert not Clock.objects.filter(due_at=None).exists()


def test_known_doubled_and_petitioned_rows_go_by_the_ordinary_door(source: OrderSource) -> None:
    petition = factories.petition(
        place_code=COMMUNITY, title="下水管堵了", body="化粪池外溢已有半月，无人处理。"
    )
    take(source, order("A"))
    sheet = (
        order("A"), order("A", "又多了一堆"), order("B"), order("B"), order("B", "再多一堆"),
        order("C", petition.body, phone="13800001234"), order("D"),
    )  # fmt: skip
    taken = take(source, *sheet)
    assert [(one.created, one.changed) for one in taken] == [
        (False, ()), (False, ("body",)), (True, ()), (False, ()), (False, ("body",)), (True, ()), (True, ()),
    ]  # fmt: skip
    assert taken[5].order.case_id == petition.pk and taken[5].order.result_at is not None
    assert GridCase.objects.count() == 3 and WorkOrder.objects.count() == 4


def test_a_program_that_was_faster_is_no_failure(source: OrderSource) -> None:
    batch = batches.Batch(source, [order("A"), order("B")])
    orders.take_in(order("B"), source=source)
    with transaction.atomic():
        assert [one.created for one in batch.take_in()] == [True, False]
    assert GridCase.objects.count() == 2


def test_one_more_row_costs_no_statement(source: OrderSource) -> None:
    counts = []
    for sheet in ([order(f"N{n}") for n in range(3)], [order(f"M{n}") for n in range(12)]):
        with CaptureQueriesContext(connection) as seen:
            take(source, *sheet)
        counts.append(len(seen))
    assert counts[0] >= counts[1]

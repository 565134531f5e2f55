"""What is returned to a source: the result of each finished order, until the source acknowledges it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from jiaozuo_social.cases.models import Case, Entry, Rating
from jiaozuo_social.cases.moves import Move

from ..models import GridCase
from ..states import GridState
from .models import OrderSource, WorkOrder
from .selectors import orders_of

ENDED = (GridState.VOID, GridState.CLOSED, GridState.EVALUATED)
SETTLED = dt.timedelta(minutes=1)  # longer than any transaction: nothing older appears later
IN_PROCEDURE = "该事项已进入信访程序，由信访部门依法办理并答复当事人。"


def note_move(case: Case, move: Move) -> None:
    """After each move of a grid case: an ending and a rating are news to the source, a reopening takes them back."""
    if not case.source_number:
        return
    ends = case.state in ENDED and (move.name == "rate" or (move.to in ENDED and move.name != "lapse"))
    if ends:
        WorkOrder.objects.filter(case_id=case.pk).update(result_at=timezone.now())
    elif case.state not in ENDED:
        WorkOrder.objects.filter(case_id=case.pk, result_at__isnull=False).update(result_at=None)


@dataclass(frozen=True)
class Result:
    """One line of the list. Nothing in it names a person."""

    number: str
    case_number: str
    outcome: str
    outcome_label: str
    result: str
    department: str
    received_at: dt.datetime
    finished_at: dt.datetime | None
    satisfaction: str
    result_at: dt.datetime
    returned_at: dt.datetime | None


def horizon() -> dt.datetime:
    """Up to when the list is complete, whatever is being saved at this moment."""
    return timezone.now() - SETTLED


def since(
    source: OrderSource, moment: dt.datetime | None, *, until: dt.datetime, only_owed: bool
) -> QuerySet[WorkOrder]:
    rows = orders_of(source).filter(result_at__isnull=False, result_at__lte=until)
    if moment is not None:
        rows = rows.filter(result_at__gte=moment)
    return rows.filter(WorkOrder.owed()) if only_owed else rows


def read(orders: Iterable[WorkOrder]) -> list[Result]:
    """The results of a page of orders: three queries, however many they are."""
    rows = list(orders)
    pks = [row.case_id for row in rows if row.outcome == WorkOrder.Outcome.TAKEN]
    grid = {case.pk: case for case in GridCase.objects.filter(pk__in=pks).select_related("department")}
    ratings = dict(Rating.objects.filter(case__in=pks, about="unit").values_list("case_id", "level"))
    reasons = _reasons([pk for pk in pks if grid[pk].state == GridState.VOID])
    return [_result(row, grid.get(row.case_id), ratings, reasons) for row in rows]


def _reasons(pks: list[int]) -> dict[int, str]:
    """Why a case was not filed, as the reporter was told."""
    rows = Entry.objects.filter(case__in=pks, move="void").order_by("seq")
    return {entry.case_id: entry.public_note or entry.note for entry in rows}


def _result(
    order: WorkOrder, case: GridCase | None, ratings: dict[int, str], reasons: dict[int, str]
) -> Result:
    assert order.result_at is not None
    satisfaction = ratings.get(order.case_id, "")
    outcome, label, text = _told(order, case, reasons)
    return Result(
        number=order.number,
        case_number=case.number if case else "",
        outcome=outcome,
        outcome_label=label,
        result=text,
        department=case.department.name if case and case.department else "",
        received_at=order.taken_at,
        finished_at=case.closed_at if case else order.result_at,
        satisfaction=str(Rating.Level(satisfaction).label) if satisfaction else "",
        result_at=order.result_at,
        returned_at=None if order.is_owed else order.returned_at,
    )


def _told(order: WorkOrder, case: GridCase | None, reasons: dict[int, str]) -> tuple[str, str, str]:
    if case is None:
        return "in_procedure", "已进入信访程序", IN_PROCEDURE
    if case.state == GridState.VOID:
        text = reasons.get(case.pk, "") or case.get_void_reason_display()
        return "void", "不予立案", text
    return "handled", "已办结", case.result_text


def acknowledge(source: OrderSource, numbers: Iterable[str], *, read_at: dt.datetime, by: Any) -> int:
    """The source has these results as they stood at ``read_at``; again changes nothing. Returns how many were new."""
    rows = WorkOrder.objects.filter(WorkOrder.owed(), source=source, number__in=list(numbers))
    return rows.filter(result_at__lte=read_at).update(
        returned_result_at=F("result_at"), returned_at=timezone.now(), returned_by=by
    )


def acknowledge_all(source: OrderSource, *, read_at: dt.datetime, by: Any) -> int:
    """All that stood in the sheet written at that moment."""
    rows = WorkOrder.objects.filter(WorkOrder.owed(), source=source, result_at__lte=read_at)
    return rows.update(returned_result_at=F("result_at"), returned_at=timezone.now(), returned_by=by)

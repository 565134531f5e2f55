"""Every figure of the grid section, each defined once (rules §5.5)."""

from django.db.models import F, Q

from jiaozuo_social.reports import obligations
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Measure

from ..states import GridState
from . import bases


def _void(frame: Frame) -> Q:
    return Q(state=GridState.VOID, closed_at__lt=frame.until)


def _valid(frame: Frame) -> Q:
    return ~Q(state=GridState.VOID) | Q(closed_at__gte=frame.until)


def _self_handled(frame: Frame) -> Q:
    return Q(is_self_handled=True, closed_at__lt=frame.until)


def _to_dispatch(frame: Frame) -> Q:
    """Filed and not waiting for the answer of a 类问题 instead of a dispatch of its own."""
    return Q(is_grouped=False) | Q(first_dispatched_at__lt=frame.until)


def _well_dispatched(frame: Frame) -> Q:
    return Q(first_dispatched_at__lt=frame.until, was_returned=False)


def _closed(frame: Frame) -> Q:
    return Q(case__closed_at__lt=frame.until)


REPORTED = Measure("g-reported", "上报", bases.REPORTED)
VALID = Measure("g-valid", "有效上报", bases.REPORTED, _valid)
VOID = Measure("g-void", "不予立案", bases.REPORTED, _void)
TAKEN_UP = Measure("g-taken-up", "上报后立案", bases.REPORTED, lambda frame: Q(filed_at__lt=frame.until))
SELF_HANDLED = Measure("g-self-handled", "自行处置结案", bases.REPORTED, _self_handled)

FILED = Measure("g-filed", "立案", bases.FILED)
FILED_TIMELY = Measure("g-filed-timely", "按时立案", bases.FILED, lambda frame: Q(was_late=False))
TO_DISPATCH = Measure("g-to-dispatch", "应派遣", bases.FILED, _to_dispatch)
WELL_DISPATCHED = Measure("g-well-dispatched", "准确派遣", bases.FILED, _well_dispatched)

TO_VERIFY = Measure("g-to-verify", "应核实", bases.VERIFICATIONS)
VERIFIED_TIMELY = Measure("g-verified", "按期核实", bases.VERIFICATIONS, obligations.met_in_time)
TO_CHECK = Measure("g-to-check", "应核查", bases.CHECKS)
CHECKED_TIMELY = Measure("g-checked", "按期核查", bases.CHECKS, obligations.met_in_time)

DUE = Measure("g-due", "应处置", bases.HANDLINGS)
HANDLED = Measure("g-handled", "处置", bases.HANDLINGS, obligations.met)
HANDLED_TIMELY = Measure("g-handled-timely", "按期处置", bases.HANDLINGS, obligations.met_in_time)
OVERDUE = Measure("g-overdue", "超期待处置", bases.HANDLINGS, obligations.overdue)
EXTENDED = Measure("g-extended", "延期", bases.HANDLINGS, lambda frame: Q(extended_at__lt=frame.until))
CLOSED = Measure("g-closed", "结案", bases.HANDLINGS, _closed)
CLOSED_TIMELY = Measure(
    "g-closed-timely", "按期结案", bases.HANDLINGS, lambda frame: _closed(frame) & Q(was_late=False)
)
REWORKED = Measure("g-reworked", "返工", bases.HANDLINGS, lambda frame: Q(is_reworked=True))
POINTS = Measure("g-points", "得分合计", bases.HANDLINGS, amount=F("points"), unit="分")

MEASURES = (
    REPORTED, VALID, VOID, TAKEN_UP, SELF_HANDLED, FILED, FILED_TIMELY, TO_DISPATCH, WELL_DISPATCHED, TO_VERIFY,
    VERIFIED_TIMELY, TO_CHECK, CHECKED_TIMELY, DUE, HANDLED, HANDLED_TIMELY, OVERDUE, EXTENDED, CLOSED,
    CLOSED_TIMELY, REWORKED, POINTS,
)  # fmt: skip

"""The section on people's suggestions (rules §2 ⑨, §3)."""

from typing import Any

from django.db.models import Case as If
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from jiaozuo_social.cases.models import Entry, Rating
from jiaozuo_social.reports import obligations, picking
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Basis, Dimension, Measure, Reckoning
from jiaozuo_social.reports.rates import rates
from jiaozuo_social.reports.sections import Content, Section
from jiaozuo_social.reports.tables import Spec, counted, ratio
from jiaozuo_social.web.dates import date_cn

from .choices import AdoptionResult, ConversionTarget
from .models import Suggestion
from .report_measures import CONTENT

WAYS = (("daily", "日常征集"), ("campaign", "专项征集"))
ADOPTED = Q(result__in=[AdoptionResult.ADOPTED, AdoptionResult.PARTLY])


def _way(path: str) -> Dimension:
    """日常 or 专项."""
    return lambda frame: If(
        When(**{f"{path}campaign__isnull": True}, then=Value("daily")),
        default=Value("campaign"),
        output_field=CharField(),
    )


def _unit(path: str) -> Dimension:
    return lambda frame: F(path)


def _made(frame: Frame, move: str) -> Exists:
    return Exists(Entry.objects.filter(case=OuterRef("pk"), move=move, at__lt=frame.until))


def _in_area(frame: Frame) -> "QuerySet[Suggestion]":
    found: QuerySet[Suggestion] = Suggestion.objects.filter(
        place_code__startswith=frame.scope, is_confidential=False, received_unknown=False
    )
    return found


def _received(frame: Frame) -> "QuerySet[Suggestion]":
    return (
        _in_area(frame).filter(**frame.in_period("received_at")).annotate(is_screened=_made(frame, "screen"))
    )


def _replied(frame: Frame) -> "QuerySet[Suggestion]":
    found = _in_area(frame).filter(**frame.in_period("replied_at"))
    return found.annotate(is_transformed=_made(frame, "transform"))


def _due(frame: Frame) -> "QuerySet[Any]":
    return obligations.due_in(frame, "J4").filter(case__kind=Suggestion.KIND)


def _rated(frame: Frame) -> "QuerySet[Rating]":
    return Rating.objects.filter(
        case__kind=Suggestion.KIND,
        case__place_code__startswith=frame.scope,
        case__is_confidential=False,
        case__received_unknown=False,
        **frame.in_period("created_at"),
    )


def _facts_of_reply(row: Any) -> list[tuple[str, Any]]:
    return [("答复", date_cn(row.replied_at)), ("结果", row.get_result_display())]


def _facts_of_rating(row: Any) -> list[tuple[str, Any]]:
    return [("评价", row.get_level_display()), ("时间", date_cn(row.created_at))]


RECEIVED_ROWS = Basis("s-received", _received, {"way": _way(""), "unit": _unit("department")})
REPLIED_ROWS = Basis(
    "s-replied", _replied, {"way": _way(""), "unit": _unit("department")}, "", _facts_of_reply
)
DUE_ROWS = Basis(
    "s-due", _due, {"way": _way("case__suggestion__"), "unit": _unit("department")}, "case", obligations.facts
)
RATED_ROWS = Basis(
    "s-rated", _rated, {"way": _way("case__suggestion__"), "unit": _unit("case__department")}, "case",
    _facts_of_rating,
)  # fmt: skip

RECEIVED = Measure("s-received", "征集数", RECEIVED_ROWS)
SCREENED = Measure("s-screened", "受理数", RECEIVED_ROWS, lambda frame: Q(is_screened=True))
CONVERTED = Measure(
    "s-converted", "转信访或热线", RECEIVED_ROWS, lambda frame: Q(converted_to__in=ConversionTarget.values)
)
REPLIED = Measure("s-replied", "已答复", REPLIED_ROWS)
ADOPTED_FULLY = Measure(
    "s-adopted-fully", "采纳", REPLIED_ROWS, lambda frame: Q(result=AdoptionResult.ADOPTED)
)
ADOPTED_PARTLY = Measure(
    "s-adopted-partly", "部分采纳", REPLIED_ROWS, lambda frame: Q(result=AdoptionResult.PARTLY)
)
ADOPTED_ALL = Measure("s-adopted", "采纳和部分采纳", REPLIED_ROWS, lambda frame: ADOPTED)
TRANSFORMED = Measure(
    "s-transformed", "转化实施", REPLIED_ROWS, lambda frame: ADOPTED & Q(is_transformed=True)
)
DUE = Measure("s-due", "应答复", DUE_ROWS)
TIMELY = Measure("s-timely", "按期答复", DUE_ROWS, obligations.met_in_time)
MISSED = Measure(
    "s-missed", "超期", DUE_ROWS, lambda frame: obligations.met_late(frame) | obligations.overdue(frame)
)
RATED = Measure("s-rated", "已评价", RATED_ROWS)
SATISFIED = Measure("s-content", "满意", RATED_ROWS, lambda frame: Q(level__in=CONTENT))

MEASURES = (
    RECEIVED, SCREENED, CONVERTED, REPLIED, ADOPTED_FULLY, ADOPTED_PARTLY, ADOPTED_ALL, TRANSFORMED, DUE,
    TIMELY, MISSED, RATED, SATISFIED,
)  # fmt: skip

BY_WAY = Spec(
    "suggestions", "征集和办理情况", ("way",),
    (
        counted("received", "征集数", RECEIVED),
        counted("screened", "受理数", SCREENED),
        counted("converted", "转信访或热线", CONVERTED),
        counted("replied", "已答复", REPLIED),
        counted("fully", "采纳", ADOPTED_FULLY),
        counted("partly", "部分采纳", ADOPTED_PARTLY),
        counted("transformed", "转化实施", TRANSFORMED),
    ),
    picking.choices(WAYS), chart=("received", "screened", "replied"),
)  # fmt: skip

BY_UNIT = Spec(
    "suggestion-units", "承办单位答复情况", ("unit",),
    (
        counted("due", "应答复", DUE),
        counted("timely", "按期", TIMELY),
        counted("missed", "超期", MISSED),
        counted("replied", "已答复", REPLIED),
        ratio("adopted", "采纳率", ADOPTED_ALL, REPLIED),
        ratio("content", "满意率", SATISFIED, RATED),
    ),
    picking.units, head="单位",
)  # fmt: skip

RATES: tuple[tuple[str, Measure, Measure], ...] = (
    ("采纳率", ADOPTED_ALL, REPLIED),
    ("转化率", TRANSFORMED, ADOPTED_ALL),
    ("按期答复率", TIMELY, DUE),
    ("满意率", SATISFIED, RATED),
)

DEFINITIONS = [
    ("征集数、受理数", "本月收到的建议；其中筛选通过的。"),
    ("采纳率", "本月答复的建议中，（采纳+部分采纳）÷已答复。"),
    ("转化率", "本月答复并采纳、部分采纳的建议中，已转化实施的÷全部。"),
    ("按期答复率", "答复期限（参数，默认60日，含延期）在本月届满的建议中，按期答复÷全部；退回征集办的不计。"),
    ("满意率", "本月作出的评价中，（满意+基本满意）÷已评价。"),
]


def build(reckoning: Reckoning) -> Content:
    received, screened = reckoning.total(RECEIVED), reckoning.total(SCREENED)
    return Content(
        tables=[
            BY_WAY.build(reckoning),
            rates("suggestion-rates", "主要指标", reckoning, RATES),
            BY_UNIT.build(reckoning),
        ],
        summary=[f"{reckoning.frame.period.label}共收到人民建议{received}件，受理{screened}件。"],
        notes=[],
        definitions=DEFINITIONS,
    )


SECTION = Section("suggestions", "人民建议征集情况", 20, MEASURES, build)

"""Every figure of the petition section, each defined once (rules §2)."""

from collections.abc import Callable

from django.db.models import F, Q

from jiaozuo_social.cases.models import Case, Rating
from jiaozuo_social.reports import obligations
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Measure

from . import report_bases as bases
from .choices import VisitLevel

Condition = Callable[[Frame], Q]
CONTENT = (Rating.Level.SATISFIED, Rating.Level.FAIR)


def _visit(frame: Frame) -> Q:
    return Q(channel=Case.Channel.VISIT)


def _group(frame: Frame) -> Q:
    return _visit(frame) & Q(is_group=True)


def _single(frame: Frame) -> Q:
    return _visit(frame) & Q(is_group=False)


RECEIVED = Measure("received", "收到", bases.RECEIVED)
REPEATED = Measure("repeated", "重复件次", bases.RECEIVED, lambda frame: Q(is_repeat=True))


def _visits(key: str, word: str, condition: Condition, level: str = "") -> tuple[Measure, Measure]:
    """批次 and 人次 of one sort of visit, as a whole or to one level."""

    def where(frame: Frame) -> Q:
        return condition(frame) & Q(visit_level=level) if level else condition(frame)

    return (
        Measure(f"{key}-times", f"{word}批次", bases.RECEIVED, where, unit="批次"),
        Measure(f"{key}-people", f"{word}人次", bases.RECEIVED, where, F("people"), unit="人次"),
    )


VISITS: dict[tuple[str, str], tuple[Measure, Measure]] = {
    (key, level): _visits(f"{key}{level and '-'}{level}", f"{word}{name}", condition, level)
    for key, word, condition in (
        ("single", "个访", _single),
        ("group", "集访", _group),
        ("visit", "来访", _visit),
    )
    for level, name in (("", ""), *((str(value), str(label)) for value, label in VisitLevel.choices))
}


def _is(**conditions: bool) -> Condition:
    return lambda frame: Q(**conditions)


NOTICE_DUE = Measure("notice-due", "应受理", bases.NOTICES)
NOTICE_TIMELY = Measure("notice-timely", "及时受理", bases.NOTICES, obligations.met_in_time)
NOTICE_LATE = Measure("notice-late", "超期受理", bases.NOTICES, obligations.met_late)
NOTICE_PENDING = Measure("notice-pending", "未受理（未到期）", bases.NOTICES, obligations.pending)
NOTICE_OVERDUE = Measure("notice-overdue", "超期未受理", bases.NOTICES, obligations.overdue)
NOTICE_DONE = Measure("notice-done", "已受理", bases.NOTICES, obligations.met)
NOTICE_TIME = Measure("notice-time", "受理用时", bases.NOTICES, obligations.met, obligations.SPENT, "秒")

ANSWER_DUE = Measure("answer-due", "应办结", bases.ANSWERS)
ANSWER_TIMELY = Measure("answer-timely", "按期答复", bases.ANSWERS, obligations.met_in_time)
ANSWER_LATE = Measure("answer-late", "超期答复", bases.ANSWERS, obligations.met_late)
ANSWER_PENDING = Measure("answer-pending", "未答复（未到期）", bases.ANSWERS, obligations.pending)
ANSWER_OVERDUE = Measure("answer-overdue", "超期未答复", bases.ANSWERS, obligations.overdue)
ANSWER_MISSED = Measure(
    "answer-missed",
    "超期",
    bases.ANSWERS,
    lambda frame: obligations.met_late(frame) | obligations.overdue(frame),
)
ANSWER_DONE = Measure("answer-done", "已答复", bases.ANSWERS, obligations.met)
ANSWER_TIME = Measure("answer-time", "答复用时", bases.ANSWERS, obligations.met, obligations.SPENT, "秒")

ROUTING_DUE = Measure("routing-due", "应登记转送", bases.ROUTINGS)
ROUTING_TIMELY = Measure("routing-timely", "按期登记转送", bases.ROUTINGS, obligations.met_in_time)
ROUTING_LATE = Measure("routing-late", "超期登记转送", bases.ROUTINGS, obligations.met_late)
ROUTING_PENDING = Measure("routing-pending", "未登记转送（未到期）", bases.ROUTINGS, obligations.pending)
ROUTING_OVERDUE = Measure("routing-overdue", "超期未登记转送", bases.ROUTINGS, obligations.overdue)

PARTS = (
    ("routing", "登记转送", (ROUTING_DUE, ROUTING_TIMELY, ROUTING_LATE, ROUTING_PENDING, ROUTING_OVERDUE)),
    ("notice", "受理告知", (NOTICE_DUE, NOTICE_TIMELY, NOTICE_LATE, NOTICE_PENDING, NOTICE_OVERDUE)),
    ("answer", "办结答复", (ANSWER_DUE, ANSWER_TIMELY, ANSWER_LATE, ANSWER_PENDING, ANSWER_OVERDUE)),
)

EVALUABLE = Measure("evaluable", "应评价", bases.EVALUATIONS)
RATED = Measure("rated", "已评价", bases.EVALUATIONS, bases.rated)
BUREAU_RATED = Measure(
    "bureau-rated",
    "评价信访部门",
    bases.EVALUATIONS,
    lambda frame: bases.rated(frame) & Q(bureau__isnull=False),
)
BUREAU_CONTENT = Measure(
    "bureau-content", "对信访部门满意", bases.EVALUATIONS,
    lambda frame: bases.rated(frame) & Q(bureau__in=CONTENT),
)  # fmt: skip
UNIT_RATED = Measure(
    "unit-rated", "评价责任单位", bases.EVALUATIONS, lambda frame: bases.rated(frame) & Q(unit__isnull=False)
)
UNIT_CONTENT = Measure(
    "unit-content",
    "对责任单位满意",
    bases.EVALUATIONS,
    lambda frame: bases.rated(frame) & Q(unit__in=CONTENT),
)

SETTLED = Measure("settled", "办结初件", bases.SETTLED)
RESOLVED = Measure("resolved", "一次性化解", bases.SETTLED, _is(came_again=False, went_up=False))
CAME_AGAIN = Measure("came-again", "答复后重复信访", bases.SETTLED, _is(came_again=True))
WENT_UP = Measure("went-up", "答复后复查", bases.SETTLED, _is(went_up=True))

SUPERVISED = Measure("supervised", "督办", bases.SUPERVISED)
SUPERVISED_OVERDUE = Measure("supervised-overdue", "督办超期", bases.SUPERVISED_OVERDUE)

MEASURES = (
    RECEIVED, REPEATED, *(measure for pair in VISITS.values() for measure in pair),
    NOTICE_DUE, NOTICE_TIMELY, NOTICE_LATE, NOTICE_PENDING, NOTICE_OVERDUE, NOTICE_DONE, NOTICE_TIME,
    ANSWER_DUE, ANSWER_TIMELY, ANSWER_LATE, ANSWER_PENDING, ANSWER_OVERDUE, ANSWER_MISSED, ANSWER_DONE, ANSWER_TIME,
    ROUTING_DUE, ROUTING_TIMELY, ROUTING_LATE, ROUTING_PENDING, ROUTING_OVERDUE, EVALUABLE, RATED, BUREAU_RATED, BUREAU_CONTENT, UNIT_RATED, UNIT_CONTENT,
    SETTLED, RESOLVED, CAME_AGAIN, WENT_UP, SUPERVISED, SUPERVISED_OVERDUE,
)  # fmt: skip

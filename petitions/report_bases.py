"""The sets of rows from which the petition section counts (rules §2). 检举控告 is in none but its own.

Rows whose date of receipt is unknown are left out of all of them; the section says how many they are.
"""

import datetime as dt
from typing import Any

from constance import config
from django.db.models import Case as If
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Left
from django.utils import timezone

from jiaozuo_social.cases.models import Assignment, Case, Clock, Rating, Supervision
from jiaozuo_social.reports import obligations
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Basis, Dimension
from jiaozuo_social.web.dates import date_cn

from .choices import Purpose
from .models import Petition
from .states import PetitionState

RULES_NOTICE = ("P2", "P3")
RULES_ANSWER = ("P5", "P5D", "S3")
RULES_ROUTING = ("P1", "S1")
ONE_DAY = dt.timedelta(days=1)


def _area(path: str) -> Dimension:
    return lambda frame: Left(path, frame.area_digits)


def _column(path: str) -> Dimension:
    return lambda frame: F(path)


def _form(frame: Frame) -> Any:
    """Art 21 reports 网上、来信、来访、来电: a fax is a letter that came by wire."""
    fax = When(channel=Case.Channel.FAX, then=Value(Case.Channel.LETTER.value))
    return If(fax, default=F("channel"), output_field=CharField())


def _of_case(unit: str) -> dict[str, Dimension]:
    return {"unit": _column(unit), "area": _area("case__place_code")}


def confidential() -> Q:
    return Q(is_confidential=True) | Q(purpose=Purpose.ACCUSATION)


def known(frame: Frame) -> "QuerySet[Petition]":
    """Petitions of the area received in the period, confidential ones among them."""
    found: QuerySet[Petition] = Petition.objects.filter(
        received_unknown=False, place_code__startswith=frame.scope, **frame.in_period("received_at")
    )
    return found


def _received(frame: Frame) -> "QuerySet[Petition]":
    """``people`` came, one where nobody wrote how many; from a number on they are a 集体访."""
    found = known(frame).exclude(confidential()).annotate(people=Coalesce("visitors", Value(1)))
    return found.annotate(is_group=Q(people__gte=config.GROUP_VISIT_PEOPLE))


def _clocks(frame: Frame, *rules: str) -> "QuerySet[Clock]":
    """What a withdrawal ended was nobody's to meet any more."""
    ordinary = obligations.due_in(frame, *rules).filter(case__kind=Petition.KIND)
    withdrawn = Q(case__state=PetitionState.WITHDRAWN, stopped_at__gte=F("case__closed_at"))
    return ordinary.exclude(case__petition__purpose=Purpose.ACCUSATION).exclude(withdrawn)


def _notices(frame: Frame) -> "QuerySet[Clock]":
    return _clocks(frame, *RULES_NOTICE)


def _answers(frame: Frame) -> "QuerySet[Clock]":
    """A simple matter that became an ordinary one is due by the ordinary limit only."""
    return _clocks(frame, *RULES_ANSWER).exclude(rule="S3", case__petition__is_simple=False)


def _routings(frame: Frame) -> "QuerySet[Clock]":
    return _clocks(frame, *RULES_ROUTING)


def rated(frame: Frame) -> Q:
    return Q(**frame.in_period("rated_at"))


def _evaluations(frame: Frame) -> "QuerySet[Clock]":
    """Rights to evaluate that ended in the period: used in it, or lapsed in it unused (超期未评价)."""
    ratings = Rating.objects.filter(case=OuterRef("case")).order_by("pk")
    unused = Q(rated_at=None) | Q(rated_at__gte=frame.until)
    # Else 撤销重办 ended it before it was used or over, and the answer after it opens another.
    ran_to_its_end = Q(stopped_at=None) | Q(stopped_at__gte=F("due_at")) | Q(rated_at__lte=F("stopped_at"))
    return (
        Clock.objects.filter(
            rule="R1",
            due_at__gte=frame.start,
            started_at__lt=frame.until + ONE_DAY,
            case__place_code__startswith=frame.scope,
            case__is_confidential=False,
            case__received_unknown=False,
        )
        .exclude(case__petition__purpose=Purpose.ACCUSATION)
        .annotate(
            rated_at=Subquery(ratings.values("created_at")[:1]),
            bureau=Subquery(ratings.filter(about=Rating.About.BUREAU).values("level")[:1]),
            unit=Subquery(ratings.filter(about=Rating.About.UNIT).values("level")[:1]),
            via=Subquery(ratings.values("via")[:1]),
        )
        .filter(rated(frame) | (unused & Q(due_at__lt=frame.until)))
        # Not the window of a second answer, when the matter was evaluated after the first.
        .filter(Q(rated_at=None) | Q(rated_at__gte=F("started_at") - ONE_DAY))
        .filter(ran_to_its_end)
    )


def _settled(frame: Frame) -> "QuerySet[Petition]":
    """First petitions that were answered so long ago that the waiting time ended in the period."""
    wait = dt.timedelta(days=config.ONE_TIME_RESOLUTION_DAYS)
    again = Petition.objects.filter(
        repeat_of=OuterRef("pk"),
        is_repeat=True,
        received_at__gte=OuterRef("replied_at"),
        received_at__lt=OuterRef("replied_at") + wait,
    )
    review = Assignment.objects.filter(
        case=OuterRef("pk"), role=Assignment.Role.REVIEW, assigned_at__lt=OuterRef("replied_at") + wait
    )
    found: QuerySet[Petition] = Petition.objects.filter(
        is_repeat=False,
        received_unknown=False,
        place_code__startswith=frame.scope,
        replied_at__gte=frame.start - wait,
        replied_at__lt=frame.until - wait,
    )
    return found.exclude(confidential()).annotate(came_again=Exists(again), went_up=Exists(review))


def _of_supervision(rows: "QuerySet[Supervision]", frame: Frame) -> "QuerySet[Supervision]":
    return rows.filter(
        case__kind=Petition.KIND,
        case__place_code__startswith=frame.scope,
        case__is_confidential=False,
        case__received_unknown=False,
    ).exclude(case__petition__purpose=Purpose.ACCUSATION)


def _supervised(frame: Frame) -> "QuerySet[Supervision]":
    return _of_supervision(Supervision.objects.filter(**frame.in_period("issued_at")), frame)


def _supervised_overdue(frame: Frame) -> "QuerySet[Supervision]":
    """督办 in force at the end whose answer is overdue, or whose matter has an overdue limit."""
    until = frame.until
    limits = Clock.objects.filter(
        Q(stopped_at=None) | Q(stopped_at__gte=until),
        case=OuterRef("case"),
        due_at__lt=until,
        paused_at=None,
        rule__is_window=False,
    )
    in_force = Supervision.objects.filter(
        Q(closed_at=None) | Q(closed_at__gte=until), issued_at__lt=until
    ).annotate(
        is_unanswered=Q(due_on__lt=timezone.localdate(until))
        & (Q(replied_at=None) | Q(replied_at__gte=until)),
        first_due=Subquery(limits.order_by("due_at").values("due_at")[:1]),
    )
    late = in_force.filter(Q(is_unanswered=True) | Q(first_due__isnull=False))
    return _of_supervision(late, frame)


def _facts_of_rating(clock: Any) -> list[tuple[str, Any]]:
    levels = dict(Rating.Level.choices)
    return [
        ("评价截止", date_cn(clock.due_at)),
        ("对信访部门", levels.get(clock.bureau, "未评价")),
        ("对责任单位", levels.get(clock.unit, "未评价")),
        ("评价方式", dict(Rating.Via.choices).get(clock.via, "—")),
    ]


def _facts_of_supervision(row: Any) -> list[tuple[str, Any]]:
    return [("督办", date_cn(row.issued_at)), ("缘由", row.get_trigger_display())]


def _facts_of_settled(row: Any) -> list[tuple[str, Any]]:
    return [("答复", date_cn(row.replied_at))]


RECEIVED = Basis(
    "received",
    _received,
    {
        "form": _form,
        "purpose": _column("purpose"),
        "category": _column("category"),
        "area": _area("place_code"),
        "unit": _column("department"),
    },
    cubes=(("form", "purpose", "category", "area"), ("unit",)),
)
NOTICES = Basis("notices", _notices, _of_case("department"), "case", obligations.facts)
ANSWERS = Basis("answers", _answers, _of_case("department"), "case", obligations.facts)
ROUTINGS = Basis("routings", _routings, _of_case("department"), "case", obligations.facts)
EVALUATIONS = Basis("evaluations", _evaluations, _of_case("case__department"), "case", _facts_of_rating)
SETTLED = Basis(
    "settled", _settled, {"unit": _column("department"), "area": _area("place_code")}, "", _facts_of_settled
)
SUPERVISED = Basis("supervised", _supervised, _of_case("department"), "case", _facts_of_supervision)
SUPERVISED_OVERDUE = Basis(
    "supervised-overdue", _supervised_overdue, _of_case("department"), "case", _facts_of_supervision
)

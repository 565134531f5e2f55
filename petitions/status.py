"""What the petitioner is told about a case: in plain words, without names of staff."""

from typing import Any

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases import kinds, retention
from jiaozuo_social.cases.models import Case, Clock, ClockRule, Entry
from jiaozuo_social.cases.moves import Actor, Move
from jiaozuo_social.cases.views.files import of_petitioner

from . import reviewers
from .forms.public_moves import FORMS
from .public_words import EVENTS, INTERNAL_CLOCKS, plain_basis


def context(case: Case, user: AnyUser) -> dict[str, Any]:
    return {
        "case": case,
        "kind": kinds.get(case.kind),
        "parties": list(case.parties.exclude(role="accused")),
        "reviewer": reviewers.now_reviewing(case),
        "clocks": clocks(case),
        "events": events(case),
        "documents": list(case.documents.select_related("department")),
        "attachments": list(of_petitioner(case)),
        "ratings": list(case.ratings.all()),
        "moves": available(case, user),
    }


def available(case: Case, user: AnyUser) -> list[Move]:
    """Exactly what the petitioner may do now and has a form for."""
    forms = FORMS.get(case.kind, {})
    offered = kinds.get(case.kind).moves.available(case, Actor.petitioner(user))
    order = list(forms)
    return sorted((move for move in offered if move.name in forms), key=lambda move: order.index(move.name))


def clocks(case: Case) -> list[dict[str, Any]]:
    """Open limits that concern the petitioner: who must do what, or what the petitioner may still do."""
    rows = (
        case.clocks.filter(stopped_at=None)
        .exclude(rule__in=INTERNAL_CLOCKS)
        .select_related("rule", "department")
    )
    return [
        {
            "clock": clock,
            "is_own": clock.rule.holder == ClockRule.Holder.PETITIONER,
            "who": _who(case, clock),
            "basis": plain_basis(clock.rule.article),
        }
        for clock in rows
    ]


def _who(case: Case, clock: Clock) -> str:
    if clock.department:
        return clock.department.name
    if clock.rule.holder == ClockRule.Holder.REVIEWER and (reviewer := reviewers.now_reviewing(case)):
        return reviewer.name
    is_desk = clock.rule.holder == ClockRule.Holder.DESK
    return kinds.get(case.kind).desk if is_desk else clock.rule.get_holder_display()


def events(case: Case) -> list[dict[str, Any]]:
    """Public entries, newest first; the petitioner's own words are shown back."""
    public = case.entries.filter(is_public=True).select_related("department").order_by("-seq")
    rows = retention.veil(case, public)
    return [
        {
            "at": entry.at,
            "words": EVENTS.get(entry.move) or entry.label,
            "who": entry.department.name if entry.department else "",
            "note": entry.public_note or (entry.note if entry.by == Entry.By.PETITIONER else ""),
        }
        for entry in rows
    ]

"""What the petitioner is told about a case: in plain words, without names of staff."""

from typing import Any

from jiaozuo_social.accounts.models import AnyUser

from . import kinds, retention
from .models import Case, Clock, ClockRule, Entry
from .moves import Actor, Move
from .views.files import of_petitioner, pictures_and_others


def context(case: Case, user: AnyUser) -> dict[str, Any]:
    kind = kinds.get(case.kind)
    return {
        "case": case,
        "kind": kind,
        "face": kind.face,
        "parties": list(case.parties.exclude(role="accused")),
        "reviewer": kind.face.reviewer(case),
        "clocks": clocks(case),
        "events": events(case),
        "documents": list(case.documents.select_related("department")),
        **pictures_and_others(case, of_petitioner(case)),
        "ratings": list(case.ratings.all()),
        "moves": available(case, user),
    }


def available(case: Case, user: AnyUser) -> list[Move]:
    """Exactly what the petitioner may do now and has a form for."""
    kind = kinds.get(case.kind)
    forms = kind.face.forms
    offered = kind.moves.available(case, Actor.petitioner(user))
    order = list(forms)
    return sorted((move for move in offered if move.name in forms), key=lambda move: order.index(move.name))


def clocks(case: Case) -> list[dict[str, Any]]:
    """Open limits that concern the petitioner: who must do what, or what the petitioner may still do."""
    rows = (
        case.clocks.filter(stopped_at=None)
        .exclude(rule__in=kinds.get(case.kind).face.hidden_clocks)
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
    kind = kinds.get(case.kind)
    if clock.rule.holder == ClockRule.Holder.REVIEWER and (reviewer := kind.face.reviewer(case)):
        return reviewer.name
    is_desk = clock.rule.holder == ClockRule.Holder.DESK
    return kind.desk if is_desk else clock.rule.get_holder_display()


def events(case: Case) -> list[dict[str, Any]]:
    """Public entries, newest first; the petitioner's own words are shown back."""
    public = case.entries.filter(is_public=True).select_related("department").order_by("-seq")
    rows = retention.veil(case, public)
    words = kinds.get(case.kind).face.words
    return [
        {
            "at": entry.at,
            "words": words.get(entry.move) or entry.label,
            "who": entry.department.name if entry.department else "",
            "note": entry.public_note or (entry.note if entry.by == Entry.By.PETITIONER else ""),
        }
        for entry in rows
    ]


def plain_basis(article: str) -> str:
    """What a limit rests on; one that no law sets is this portal's own."""
    return article.replace("设计时限", "本平台规定的时限")

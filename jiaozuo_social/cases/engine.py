"""What every move does after the caller set the fields: state, clocks, save, entry, message."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from . import clocks, entries, kinds, linking, tellings, webhooks

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Membership

    from .models import Case, Entry
    from .moves import Actor, Move


def finish_move(
    case: "Case",
    move: "Move",
    *,
    by: "Actor",
    before: str,
    note: str,
    facts: dict[str, Any],
    seat: "Membership | None",
) -> "Entry":
    """Called inside the lock of ``Case.moving``; nothing else assigns ``state``."""
    table = kinds.get(case.kind).moves
    was_open = case.is_open
    case.state = move.to or before
    case.is_open = case.state not in table.final
    case.closed_at = None if case.is_open else case.closed_at or timezone.now()
    has_ended = was_open and not case.is_open
    case.__dict__.pop("_open_assignments", None)
    clocks.apply(case, move)
    case.save()
    public_note = facts.pop("public_note", "")
    entry = entries.append(
        case,
        by=by,
        department=seat.department if seat else None,
        move=move.name,
        label=move.label,
        before=before,
        note=note,
        public_note=public_note,
        is_public=move.is_public,
        facts=facts,
    )
    _tell(case, move, entry, by=by, has_ended=has_ended)
    return entry


def _tell(case: "Case", move: "Move", entry: "Entry", *, by: "Actor", has_ended: bool) -> None:
    webhooks.tell(case, entry)
    if has_ended:
        linking.tell_of_end(case)
    if move.tells:
        tellings.tell_petitioners(case, move.name, dedupe=f"entry:{entry.pk}")
        tellings.tell_registrar(case, move, by=by, dedupe=f"entry:{entry.pk}")
    after = kinds.get(case.kind).after
    if after is not None:
        after(case, move)

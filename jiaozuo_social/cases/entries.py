"""Append to the history of a case; the caller holds the case's row lock."""

from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from jiaozuo_social.web.inserting import insert

from .models.entry import Entry

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from .models import Case
    from .moves import Actor


class Words(TypedDict, total=False):
    """What an entry says beside who did what."""

    before: str
    department: "Department | None"
    note: str
    public_note: str
    is_public: bool
    facts: dict[str, Any]


def append(case: "Case", *, by: "Actor", move: str, label: str, **words: Unpack[Words]) -> Entry:
    """Write the next entry with the hash of the one before it in this case."""
    last = Entry.objects.filter(case=case).order_by("-seq").only("seq", "hash").first()
    return _write(case, last, by=by, move=move, label=label, **words)


def begin(case: "Case", *, by: "Actor", move: str, label: str, **words: Unpack[Words]) -> Entry:
    """Write the first entry of a case that this transaction created: there is none to look for."""
    return _write(case, None, by=by, move=move, label=label, **words)


def _write(
    case: "Case", last: Entry | None, *, by: "Actor", move: str, label: str, **words: Unpack[Words]
) -> Entry:
    kind = Entry.By.PETITIONER if by.is_petitioner else Entry.By.SYSTEM if by.is_system else Entry.By.STAFF
    entry = Entry(
        case_id=case.pk,
        seq=last.seq + 1 if last else 1,
        by=kind,
        user=by.user,
        move=move,
        label=label,
        after=case.state,
        prev_hash=last.hash if last else "",
        **words,
    )
    entry.hash = entry.digest()
    insert([entry])
    return entry

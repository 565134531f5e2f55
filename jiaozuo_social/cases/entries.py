"""Append to the history of a case; the caller holds the case's row lock."""

from typing import TYPE_CHECKING, Any

from .models.entry import Entry

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from .models import Case
    from .moves import Actor


def append(
    case: "Case",
    *,
    by: "Actor",
    move: str,
    label: str,
    before: str = "",
    department: "Department | None" = None,
    note: str = "",
    public_note: str = "",
    is_public: bool = False,
    facts: dict[str, Any] | None = None,
) -> Entry:
    """Write the next entry with the hash of the one before it in this case."""
    last = Entry.objects.filter(case=case).order_by("-seq").only("seq", "hash").first()
    kind = Entry.By.PETITIONER if by.is_petitioner else Entry.By.SYSTEM if by.is_system else Entry.By.STAFF
    entry = Entry(
        case_id=case.pk,
        seq=last.seq + 1 if last else 1,
        by=kind,
        user=by.user,
        department=department,
        move=move,
        label=label,
        before=before,
        after=case.state,
        note=note,
        public_note=public_note,
        is_public=is_public,
        facts=facts or {},
        prev_hash=last.hash if last else "",
    )
    entry.hash = entry.digest()
    entry.save(force_insert=True)
    return entry

"""Matters that strangers may be shown as a hint: public, not confidential, past the desk."""

from . import kinds, search
from .models import Case
from .querysets import CaseQuerySet

MIN_TITLE = 4


def public_like(title: str, *, kind: str, limit: int = 3) -> list[Case]:
    """Public cases of a kind with a like title; what nobody at the desk has read yet is never shown."""
    if len(search.normalise(title)) < MIN_TITLE:
        return []
    known: CaseQuerySet = Case.objects.published().of_kind(kind).exclude(state=kinds.get(kind).initial)
    return list(search.similar_titles(known.defer("body"), title.strip(), limit=limit))

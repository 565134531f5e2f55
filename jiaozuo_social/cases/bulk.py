"""Write many new cases of one kind at once, as whole as those that come in one by one.

Django cannot bulk-create children of a concrete parent, so parents and children are inserted apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import kinds, receipts
from .models import Case, Clock, Document, Entry, Party


@dataclass
class NewCase:
    """A case that is not saved yet and what belongs to it."""

    case: Case
    parties: list[Party] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)


def insert(
    new: Sequence[NewCase],
    *,
    label: str,
    document_number: Callable[[], str] = str,
    move: str = "import",
) -> list[Entry]:
    """Insert the cases with their first entry, which is returned. The caller holds a transaction."""
    if not new:
        return []
    kind = kinds.get(new[0].case.KIND)
    model = kind.model_class()
    for item, number in zip(new, kind.next_numbers(len(new)), strict=True):
        case = item.case
        case.kind, case.number = kind.code, number
        case.state = case.state or kind.initial
        case.query_code_digest = receipts.code_digest(number, receipts.new_code())
    _insert_parents(new)
    model._base_manager._insert(  # type: ignore[attr-defined]
        [item.case for item in new], fields=model._meta.local_concrete_fields, using="default"
    )
    return _insert_rest(new, label, document_number, move)


def _insert_parents(new: Sequence[NewCase]) -> None:
    fields = [field.attname for field in Case._meta.local_concrete_fields if not field.primary_key]
    parents = [Case(**{name: getattr(item.case, name) for name in fields}) for item in new]
    Case.objects.bulk_create(parents)
    for item, parent in zip(new, parents, strict=True):
        item.case.pk = item.case.id = item.case.case_ptr_id = parent.pk  # type: ignore[attr-defined]


def _insert_rest(
    new: Sequence[NewCase], label: str, document_number: Callable[[], str], move: str
) -> list[Entry]:
    entries: list[Entry] = []
    for item in new:
        children: list[Any] = [*item.parties, *item.documents, *item.clocks]
        for child in children:
            child.case_id = item.case.pk
        for document in item.documents:
            document.number = document_number()
        entry = Entry(
            case_id=item.case.pk,
            seq=1,
            by=Entry.By.SYSTEM,
            move=move,
            label=label,
            after=item.case.state,
            is_public=True,
            facts=item.facts,
        )
        entry.hash = entry.digest()
        entries.append(entry)
    Entry.objects.bulk_create(entries)
    Party.objects.bulk_create([party for item in new for party in item.parties])
    Document.objects.bulk_create([document for item in new for document in item.documents])
    Clock.objects.bulk_create([clock for item in new for clock in item.clocks])
    return entries

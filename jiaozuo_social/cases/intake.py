"""Take a new case in: number, query code, parties, first entry and clocks in one transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from jiaozuo_social.web.inserting import insert

from . import clocks, entries, kinds, receipts, tellings, webhooks
from .models.case import Case

if TYPE_CHECKING:
    from .models import Party
    from .moves import Actor


@dataclass(frozen=True)
class Receipt:
    """What the citizen gets: the case and the query code in clear (shown once, stored hashed)."""

    case: Case
    code: str
    created: bool


def receive(
    case: Case,
    *,
    by: "Actor",
    parties: "Sequence[Party]" = (),
    client_uuid: uuid.UUID | None = None,
    starts: Sequence[str] = (),
    label: str = "提交",
    attach: Callable[[Any], None] | None = None,
    tell: bool = True,
) -> Receipt:
    """Save an unsaved case. The same client UUID, or number of another system, sent twice, even at once,
    gives one case.

    The unique index decides, not a look beforehand: nearly every form is sent once.
    ``attach`` is called inside the transaction with the saved case, to add files.
    """
    code = receipts.new_code(client_uuid)
    try:
        with transaction.atomic():
            _save_new(
                case, by=by, parties=parties, client_uuid=client_uuid, starts=starts, label=label, code=code
            )
            if attach is not None:
                attach(case)
            if tell:
                tellings.tell_petitioners(
                    case, "received", dedupe=f"received:{case.pk}", code=code, people=parties
                )
    except IntegrityError:
        earlier = _earlier(case, client_uuid)
        if earlier is None:
            raise
        return Receipt(earlier, code, created=False)
    return Receipt(case, code, created=True)


def _earlier(case: Case, client_uuid: uuid.UUID | None) -> Case | None:
    """The form's own case first: the number of a source may have been taken by another form."""
    if client_uuid is not None and (same := Case.objects.filter(client_uuid=client_uuid).first()):
        return same
    if not case.source_number:
        return None
    return Case.objects.filter(source=case.source, source_number=case.source_number).first()


def _save_new(
    case: Case,
    *,
    by: "Actor",
    parties: "Sequence[Party]",
    client_uuid: uuid.UUID | None,
    starts: Sequence[str],
    label: str,
    code: str,
) -> None:
    kind = kinds.get(case.KIND)
    case.number = kind.next_numbers(1)[0]
    case.client_uuid = client_uuid
    case.state = kind.initial
    case.query_code_digest = receipts.code_digest(case.number, code)
    begun = clocks.of_new(case, starts)
    case.due_at = clocks.nearest(begun)
    case.save(force_insert=True)
    for party in parties:
        party.case = case
    for clock in begun:
        clock.case = case
    insert(parties)
    insert(begun)
    webhooks.tell(case, entries.begin(case, by=by, move="receive", label=label, is_public=True))

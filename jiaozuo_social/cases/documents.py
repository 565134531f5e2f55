"""Issue official documents; an issued document is never edited."""

import datetime as dt
from typing import TYPE_CHECKING

from . import numbers
from .models.document import Document

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from .models import Case
    from .moves import Actor

LABELS = {
    Document.Kind.RECEIVED: "焦信接",
    Document.Kind.ACCEPTED: "焦信受",
    Document.Kind.GUIDED: "焦信导",
    Document.Kind.REJECTED: "焦信不受",
    Document.Kind.EXTENDED: "焦信延",
    Document.Kind.REPLY: "焦信处",
    Document.Kind.MEDIATION: "焦信调",
    Document.Kind.REVIEW: "焦信复查",
    Document.Kind.RECHECK: "焦信复核",
    Document.Kind.ANSWER: "焦建复",
}


def issue(
    case: "Case",
    kind: Document.Kind,
    *,
    by: "Actor",
    body: str,
    basis: str = "",
    department: "Department | None" = None,
    delivered_on: dt.date | None = None,
    delivery: str = "",
) -> Document:
    """Write a document under the next number; call it inside ``Case.moving``."""
    return Document.objects.create(
        case_id=case.pk,
        kind=kind,
        number=numbers.next_document_number(LABELS[kind]),
        title=f"{kind.label}",
        body=body,
        basis=basis,
        department=department,
        issued_by=by.user,
        delivered_on=delivered_on,
        delivery=delivery,
    )

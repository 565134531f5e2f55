"""Take a work order in: once per source and number; what comes again changed is recorded, never overwritten."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from jiaozuo_social.cases import entries
from jiaozuo_social.cases.models import Case, Category, Party
from jiaozuo_social.cases.moves import Actor

from .. import reporting
from ..choices import ReporterKind
from ..models import GridCase
from ..photos import Upload
from . import changes, sameness
from .models import OrderSource, WorkOrder

ONCE = "order_once_per_source"
FOUND = "工单与本件为同一事项，不另立网格事项"


@dataclass(frozen=True)
class Order:
    """An order as it was sent, checked: place and event are known."""

    number: str
    title: str
    body: str
    event: Category
    urgency: str
    place_code: str
    place_detail: str = ""
    category_words: str = ""
    is_mapped: bool = True
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    name: str = ""
    phone: str = ""
    received_at: dt.datetime | None = None
    photos: Sequence[Upload] = ()


@dataclass(frozen=True)
class Taken:
    order: WorkOrder
    created: bool
    changed: tuple[str, ...] = ()


def take_in(sent: Order, *, source: OrderSource, user: Any = None) -> Taken:
    """The same order from several programs at once is one case; each of them is told the same number."""
    known = _again(sent, source, user)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _first(sent, source, user)
    except IntegrityError as error:
        if ONCE not in str(error):
            raise
        known = _again(sent, source, user)
        if known is None:
            raise
        return known


def _again(sent: Order, source: OrderSource, user: Any) -> Taken | None:
    with transaction.atomic():
        order = (
            WorkOrder.objects.select_for_update(of=("self",))
            .select_related("case")
            .filter(source=source, number=sent.number)
            .first()
        )
        if order is None:
            return None
        changed = changes.found(order, sent)
        if changed:
            changes.record(order, sent, changed, source=source, user=user)
            order.marks, order.changes = changes.marks_of(sent), order.changes + 1
            order.save(update_fields=["marks", "changes"])
        return Taken(order, created=False, changed=changed)


def _first(sent: Order, source: OrderSource, user: Any) -> Taken:
    case = sameness.petition_of(
        source=source.code, number=sent.number, title=sent.title, body=sent.body, phone=sent.phone
    )
    if case is None:
        case = _report(sent, source)
    order = new_order(sent, source, case, user)
    order.save(force_insert=True)
    if order.outcome == WorkOrder.Outcome.IN_PROCEDURE:
        _tell_petition(case, source, sent.number)
    return Taken(order, created=True)


def new_order(sent: Order, source: OrderSource, case: Case, user: Any = None) -> WorkOrder:
    is_petition = case.kind != GridCase.KIND
    outcome = WorkOrder.Outcome.IN_PROCEDURE if is_petition else WorkOrder.Outcome.TAKEN
    return WorkOrder(
        source=source, number=sent.number, case=case, outcome=outcome, marks=changes.marks_of(sent),
        category_words=sent.category_words[:60], is_mapped=sent.is_mapped, taken_by=user,
        result_at=timezone.now() if is_petition else None,
    )  # fmt: skip


def _report(sent: Order, source: OrderSource) -> Case:
    return reporting.report(**as_report(sent, source), photos=sent.photos, parties=people_of(sent)).case


def as_report(sent: Order, source: OrderSource) -> dict[str, Any]:
    is_hotline = source.channel == OrderSource.Channel.HOTLINE
    return {
        "by": Actor.system(),
        "event": sent.event,
        "urgency": sent.urgency,
        "title": sent.title,
        "body": sent.body,
        "place_code": sent.place_code,
        "place_detail": sent.place_detail,
        "latitude": sent.latitude,
        "longitude": sent.longitude,
        "channel": Case.Channel.HOTLINE if is_hotline else Case.Channel.IMPORT,
        "reporter_kind": ReporterKind.HOTLINE if is_hotline else ReporterKind.SYSTEM,
        "source": source.code,
        "source_number": sent.number,
        "received_at": sent.received_at or timezone.now(),
    }


def people_of(sent: Order) -> list[Party]:
    """The caller, whom the source tells itself: no message goes out from here."""
    if not (sent.name or sent.phone):
        return []
    party = Party(role=Party.Role.PETITIONER, wants_sms=False)
    party.set_contact(name=sent.name, phone=sent.phone)
    return [party]


def _tell_petition(case: Case, source: OrderSource, number: str) -> None:
    """The petition's history says that the hotline has the matter too."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    entries.append(
        locked, by=Actor.system(), move="same_order", label=FOUND, note=f"{source.name}工单 {number}",
        facts={"source": source.code, "number": number},
    )  # fmt: skip

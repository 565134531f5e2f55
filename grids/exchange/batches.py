"""Many orders of one source at once, as one by one but in few statements: for sheets of thousands of rows."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from jiaozuo_social.cases import bulk, clocks, webhooks

from .. import platforms, reporting
from ..models import GridCase
from . import changes, orders, sameness
from .models import OrderSource, WorkOrder
from .orders import Order, Taken


class Batch:
    """Takes orders of one source in. What is known already, is a petition, or comes twice goes by the ordinary door;
    all others are written together."""

    def __init__(self, source: OrderSource, sent: Sequence[Order]) -> None:
        self.source, self.sent = source, sent
        numbers = [one.number for one in sent]
        known = WorkOrder.objects.filter(source=source, number__in=numbers)
        self._known = set(known.values_list("number", flat=True))
        self._petition_of = sameness.Finder(source.code, [(one.number, one.phone) for one in sent])
        self._holders: dict[str, str] = {}

    def take_in(self) -> list[Taken]:
        """In the order of the sheet; the caller holds a transaction."""
        fresh = self._fresh()
        try:
            with transaction.atomic():
                written = self._write([self.sent[n] for n in fresh])
        except IntegrityError:  # a program brought one of them in meanwhile
            written, fresh = [], []
        by_row = dict(zip(fresh, written, strict=True))
        return [
            by_row[n] if n in by_row else orders.take_in(one, source=self.source)
            for n, one in enumerate(self.sent)
        ]

    def _fresh(self) -> list[int]:
        """Rows that are surely new: the first of their number, of no petition."""
        seen, fresh = set(self._known), []
        for n, one in enumerate(self.sent):
            if (
                one.number not in seen
                and self._petition_of(one.number, one.title, one.body, one.phone) is None
            ):
                fresh.append(n)
            seen.add(one.number)
        return fresh

    def _write(self, sent: list[Order]) -> list[Taken]:
        cases = [self._case(one) for one in sent]
        new = []
        for one, case in zip(sent, cases, strict=True):
            begun = clocks.of_new(case, reporting.starts_of(case))
            case.due_at = clocks.nearest(begun)
            new.append(bulk.NewCase(case=case, parties=orders.people_of(one), clocks=begun))
        if not new:
            return []
        entries = bulk.insert(new, label=reporting.label_of(cases[0]), move="receive")
        for case, entry in zip(cases, entries, strict=True):
            webhooks.tell(case, entry)
        rows = [orders.new_order(one, self.source, case) for one, case in zip(sent, cases, strict=True)]
        WorkOrder.objects.bulk_create(rows)
        return [Taken(row, created=True) for row in rows]

    def _case(self, sent: Order) -> GridCase:
        """The platform of a street is looked for once."""
        area = sent.place_code[: platforms.STREET]
        given = orders.as_report(sent, self.source)
        case = reporting.unsaved(**given, holder_code=self._holders.get(area, ""))
        self._holders[area] = case.holder_code
        return case


def unchanged(source: OrderSource, sent: Sequence[Order]) -> dict[str, WorkOrder]:
    """Orders that are in already and of which these say nothing new, by number; nothing is written."""
    rows = WorkOrder.objects.filter(source=source, number__in=[one.number for one in sent])
    known = {row.number: row for row in rows.select_related("case")}
    return {
        one.number: known[one.number]
        for one in sent
        if one.number in known and not changes.found(known[one.number], one)
    }

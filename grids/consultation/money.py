"""Money of a consultation: shares to the cent, lines that are written once, the balance never below zero."""

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.cases.uploads import CleanUpload

from .. import keptfiles
from ..steps import stepping
from . import relief
from .models import Consultation, ConsultationFile, Household, LedgerLine, Share

CENT = Decimal("0.01")
Kind = LedgerLine.Kind


def split(total: Decimal, weights: list[Decimal]) -> list[Decimal]:
    """Parts in proportion to the weights, whose sum is the total to the cent (largest remainders first)."""
    whole = sum(weights)
    if not whole:
        return [Decimal("0.00") for _ in weights]
    exact = [total * weight / whole for weight in weights]
    parts = [one.quantize(CENT, rounding="ROUND_DOWN") for one in exact]
    missing = int((total - sum(parts)) / CENT)
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in order[:missing]:
        parts[n] += CENT
    return parts


def set_shares(consultation: Consultation) -> None:
    """What each household is to pay of the announced costs; called under the lock of the step."""
    if consultation.sharing == Consultation.Sharing.NONE:
        return
    households = list(consultation.households().order_by("pk"))
    by_area = consultation.sharing == Consultation.Sharing.AREA
    weights = [household.area or Decimal(0) if by_area else Decimal(1) for household in households]
    amounts = split(consultation.total_cost(), weights)
    Share.objects.bulk_create(
        Share(consultation=consultation, household=household, amount=amount)
        for household, amount in zip(households, amounts, strict=True)
    )


def receive(
    consultation: Consultation, *, by: Any, kind: str, amount: Decimal, purpose: str, **more: Any
) -> LedgerLine:
    """Money that came in; the same client UUID gives the same line."""
    if kind not in LedgerLine.INCOME:
        raise TypeError(f"not an income: {kind}")
    return _book(consultation, "receive", kind, amount, purpose, by=by, **more)


def pay(
    consultation: Consultation,
    *,
    by: Any,
    amount: Decimal,
    purpose: str,
    kind: str = Kind.EXPENSE,
    **more: Any,
) -> LedgerLine:
    """Money that went out, or back to who gave it."""
    if kind not in (Kind.EXPENSE, Kind.REFUND):
        raise TypeError(f"not a payment: {kind}")
    return _book(consultation, "pay", kind, -amount, purpose, by=by, **more)


def reverse(consultation: Consultation, line: LedgerLine, *, by: Any, note: str) -> LedgerLine:
    """A counter-entry for a wrong line: both stay, the public sees both."""
    if line.consultation_id != consultation.pk:
        raise TypeError("a line of another consultation")
    if line.kind == Kind.REVERSAL:
        raise MoveRefused("冲正的账不能再冲正，请重新登记正确的账。")
    if LedgerLine.objects.filter(reverses=line).exists():
        raise MoveRefused("这笔账已经冲正。")
    return _book(
        consultation, "reverse", Kind.REVERSAL, -line.amount, f"冲正第 {line.seq} 笔：{note}"[:200], by=by,
        household=line.household, party=line.party, is_person=line.is_person, reverses=line,
    )  # fmt: skip


def _book(
    consultation: Consultation,
    step: str,
    kind: str,
    amount: Decimal,
    purpose: str,
    *,
    by: Any,
    happened_on: dt.date | None = None,
    receipts: Iterable[CleanUpload] = (),
    client_uuid: uuid.UUID | None = None,
    household: Household | None = None,
    party: str = "",
    is_person: bool = False,
    reverses: LedgerLine | None = None,
) -> LedgerLine:
    """Append a line under the consultation's lock; the balance must bear it."""
    with stepping(consultation, step, by=by, note=purpose) as doing:
        if client_uuid and (known := LedgerLine.objects.filter(client_uuid=client_uuid).first()):
            raise AlreadyBooked(known)
        if reverses is not None and LedgerLine.objects.filter(reverses=reverses).exists():
            raise MoveRefused("这笔账已经冲正。")
        if kind == Kind.SHARE and household is not None:
            _require_owed(consultation, household, amount)
        last = consultation.lines.order_by("-seq").first()
        balance = (last.balance if last else Decimal(0)) + amount
        if balance < 0:
            raise MoveRefused(f"账上只有 {last.balance if last else 0} 元，不够支出 {-amount} 元。")
        line = LedgerLine.objects.create(
            consultation=consultation, seq=last.seq + 1 if last else 1, kind=kind, amount=amount,
            balance=balance, household=household, party=party, is_person=is_person, purpose=purpose,
            happened_on=happened_on or timezone.localdate(), reverses=reverses, client_uuid=client_uuid,
            entered_by=by,
        )  # fmt: skip
        keptfiles.keep(consultation.files, receipts, by=by, kind=ConsultationFile.Kind.RECEIPT, line=line)
        doing.facts.update(seq=line.seq, amount=str(amount), balance=str(balance))
    return line


def _require_owed(consultation: Consultation, household: Household, amount: Decimal) -> None:
    """Nobody pays more than the share; what somebody gives besides is a donation."""
    share = Share.objects.filter(consultation=consultation, household=household).first()
    paid = relief.paid_by(consultation, household)
    if share is not None and paid + amount > share.due:
        raise MoveRefused(f"这户应分摊 {share.due} 元，已交 {paid} 元；多给的请登记为捐助。")


class AlreadyBooked(MoveRefused):
    """The same form was sent again; ``line`` is what it booked the first time."""

    def __init__(self, line: LedgerLine) -> None:
        super().__init__(f"这笔账已经登记（第 {line.seq} 笔），没有重复登记。")
        self.line = line

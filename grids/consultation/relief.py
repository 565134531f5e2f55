"""Relieve a household of its share: less for it, nothing hidden from the others."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum

from jiaozuo_social.cases.moves import MoveRefused

from ..steps import stepping
from .models import Consultation, Household, Share


def paid_by(consultation: Consultation, household: Household) -> Decimal:
    """What a household has paid, refunds and corrections counted."""
    found = consultation.lines.filter(household=household).aggregate(total=Sum("amount"))
    return found["total"] or Decimal("0.00")


def relieve(
    consultation: Consultation,
    share: Share,
    *,
    by: Any,
    relieved: Decimal,
    relief: str,
    borne_by: str,
    note: str,
) -> None:
    """``relieved`` is off the share from now on, instead of what was before; 0 takes a relief back.

    Money is booked under the same lock, so nobody pays in between what is no longer asked of them.
    """
    if share.consultation_id != consultation.pk:
        raise TypeError("a share of another consultation")
    with stepping(consultation, "relieve", by=by, note=note) as doing:
        share.refresh_from_db(from_queryset=Share.objects.select_for_update())
        _require_possible(consultation, share, relieved, relief, borne_by)
        doing.facts.update(household=share.household.number, before=str(share.relieved), after=str(relieved))
        share.relieved = relieved
        share.relief, share.borne_by = (relief, borne_by) if relieved else ("", "")
        doing.facts.update(relief=share.relief, borne_by=share.borne_by)
        share.save(update_fields=["relieved", "relief", "borne_by"])


def _require_possible(
    consultation: Consultation, share: Share, relieved: Decimal, relief: str, borne_by: str
) -> None:
    if relieved == share.relieved:
        raise MoveRefused(f"这户现在的减免就是 {share.relieved} 元，没有变化。")
    if not 0 <= relieved <= share.amount:
        raise MoveRefused(f"这户应分摊 {share.amount} 元，减免不能超过它。")
    if relieved and (relief not in Share.Relief.values or not borne_by):
        raise MoveRefused("请写明减免原因和由谁承担。")
    paid = paid_by(consultation, share.household)
    if share.amount - relieved < paid:
        raise MoveRefused(f"这户已经交了 {paid} 元，请先退还多交的，再减免。")


def totals(consultation: Consultation) -> dict[str, Any]:
    """For the public: how much is shared out, how much of it is borne by others, by whom; no household."""
    sums = consultation.shares.aggregate(shared=Sum("amount"), relieved=Sum("relieved"))
    relieved = consultation.shares.filter(relieved__gt=0).order_by("borne_by")
    bearers = relieved.values_list("borne_by", flat=True).distinct()
    zero = Decimal("0.00")
    return {
        "shared": sums["shared"] or zero,
        "relieved": sums["relieved"] or zero,
        "households": relieved.count(),
        "bearers": list(bearers),
    }

"""Questions of the pages of 居民议事."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from jiaozuo_social.places.selectors import children

from . import access
from .models import Consultation, ConsultationFile, Household, LedgerLine, Share
from .states import ConsultationState


def consultations(user: Any) -> QuerySet[Consultation]:
    return Consultation.objects.visible_to(user).select_related("department")


def published() -> QuerySet[Consultation]:
    return Consultation.objects.published().select_related("department")


def published_around(code: str, *, limit: int = 5) -> list[Consultation]:
    """The latest of the community of this place that reach it: its own, the community's, and those within."""
    above = Q(place_code__in=[code[:n] for n in (12, 15) if n <= len(code)])
    return list(published().filter(above | Q(place_code__startswith=code)).order_by("-announced_at")[:limit])


def public_files(consultation: Consultation, *kinds: str) -> QuerySet[ConsultationFile]:
    rows = consultation.files.filter(is_public=True)
    return rows.filter(kind__in=kinds) if kinds else rows


def lines(consultation: Consultation) -> QuerySet[LedgerLine]:
    return consultation.lines.select_related("household", "reverses", "consultation").prefetch_related(
        "receipts"
    )


def sums(consultation: Consultation) -> dict[str, Decimal]:
    """Received and spent after corrections: a reversal takes back what it reverses."""
    received = Q(kind__in=LedgerLine.INCOME) | Q(reverses__kind__in=LedgerLine.INCOME)
    found = consultation.lines.aggregate(
        received=Sum("amount", filter=received), spent=Sum("amount", filter=~received)
    )
    zero = Decimal("0.00")
    return {"received": found["received"] or zero, "spent": -(found["spent"] or zero)}


def shares(consultation: Consultation) -> QuerySet[Share]:
    """Each share with what the household has paid of it, refunds and corrections counted."""
    own = Q(household__lines__consultation=consultation)
    paid = Coalesce(Sum("household__lines__amount", filter=own), Decimal("0.00"))
    return consultation.shares.select_related("household").annotate(paid=paid)


def votes(consultation: Consultation) -> QuerySet[Any]:
    """Of every household what it voted; votes made void among them, after the one that counts."""
    rows = consultation.turnouts.select_related("household", "entered_by", "ballot", "voided_by")
    return rows.order_by("household__number", F("voided_at").asc(nulls_first=True))


def vote_counts(consultation: Consultation) -> dict[str, int]:
    """Votes that count and votes made void."""
    return consultation.turnouts.aggregate(
        valid=Count("pk", filter=Q(voided_at=None)), void=Count("pk", filter=Q(voided_at__isnull=False))
    )


def households(user: Any) -> QuerySet[Household]:
    return Household.objects.visible_to(user)


def places_of(user: Any) -> list[tuple[str, str]]:
    """The user's communities with the grids in them: where households and consultations belong."""
    found: list[tuple[str, str]] = []
    for community in access.communities(user):
        found.append((community.place_code, community.name))
        for grid in children(community.place_code):
            found.append((grid.code, f"{community.name} {grid.name}"))
    return found


def counts(user: Any) -> dict[str, int]:
    rows = Consultation.objects.visible_to(user).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def is_register_frozen(place_code: str) -> bool:
    """Whether a vote is announced or under way for households of this place: nobody may change who counts."""
    codes = [place_code[:n] for n in range(12, len(place_code) + 1)]
    around = Q(place_code__in=codes) | Q(place_code__startswith=place_code)
    states = (ConsultationState.ANNOUNCED, ConsultationState.VOTING)
    return Consultation.objects.filter(around, state__in=states).exists()

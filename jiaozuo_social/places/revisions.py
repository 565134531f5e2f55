"""Counters of changes: what is held in memory asks them cheaply whether it is still right."""

from django.db import transaction
from django.db.models import F

from .models import Revision

BOUNDARIES = "boundaries"


def current(name: str) -> int:
    return Revision.objects.filter(pk=name).values_list("number", flat=True).first() or 0


def bump(name: str) -> None:
    """Count a change. The row stays locked until the caller commits, so writers wait for one another."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a revision is counted in the transaction of its change")
    Revision.objects.bulk_create([Revision(pk=name)], ignore_conflicts=True)
    Revision.objects.filter(pk=name).update(number=F("number") + 1)

"""A case with all that hangs on it, each kind of row asked for once."""

from django.db.models import Prefetch, prefetch_related_objects

from . import retention
from .models import Assignment, Case, Clock, Entry


def with_rows(case: Case) -> Case:
    prefetch_related_objects(
        [case],
        "parties",
        "documents",
        "attachments",
        Prefetch("clocks", Clock.objects.select_related("rule", "department")),
        Prefetch("assignments", Assignment.objects.select_related("department")),
        Prefetch("entries", Entry.objects.select_related("user", "department").order_by("seq")),
    )
    retention.veil(case, case.entries.all())
    return case

"""Work that a worker does behind the page: one worker at a time, and another may take it up."""

import datetime as dt
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

# A worker reports after every batch, that is every few seconds; after this long it is dead.
STALE_AFTER = dt.timedelta(minutes=3)


class LostClaim(Exception):
    """Another worker has taken the work over: this one writes nothing any more."""


class BackgroundRun(models.Model):
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    heartbeat_at = models.DateTimeField(null=True, editable=False)
    problem = models.CharField("问题", max_length=500, blank=True)
    file = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def waiting(cls) -> Q:
        """Rows that nobody works on, or whose worker is dead."""
        return Q(claim=None) | Q(heartbeat_at__lt=timezone.now() - STALE_AFTER)

    @classmethod
    def take(cls, pk: int, **conditions: Any) -> Any:
        """Claim a row in one UPDATE: of several workers one gets it, the others None."""
        claim = uuid.uuid4()
        rows = cls._default_manager.filter(cls.waiting(), pk=pk, **conditions)
        if not rows.update(claim=claim, heartbeat_at=timezone.now()):
            return None
        return cls._default_manager.get(pk=pk)

    def note(self, **fields: Any) -> None:
        """Write progress and say that we live; raises LostClaim if the row is no longer ours.

        Inside a batch's transaction this also undoes what a worker wrote that was given up meanwhile.
        """
        fields["heartbeat_at"] = timezone.now()
        mine = type(self)._default_manager.filter(pk=self.pk, claim=self.claim)
        if not mine.update(**fields):
            raise LostClaim
        for name, value in fields.items():
            setattr(self, name, value)

"""The history of a case: append-only, hash-chained per case."""

import datetime as dt
import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class Entry(models.Model):
    """What happened, who did it, from which state to which. A trigger refuses UPDATE and DELETE."""

    class By(models.TextChoices):
        STAFF = "staff", "工作人员"
        PETITIONER = "petitioner", "信访人"
        SYSTEM = "system", "系统"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=12, choices=By.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey("orgs.Department", models.PROTECT, null=True, related_name="+")
    move = models.CharField(max_length=40)
    label = models.CharField(max_length=60)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    public_note = models.TextField(blank=True, help_text="shown to the petitioner on the status page")
    is_public = models.BooleanField(default=False)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        ordering = ["case", "seq"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="entry_seq_once")]
        indexes = [models.Index(fields=["-at"])]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.seq} {self.label}"

    def digest(self) -> str:
        """SHA-256 over the row's meaning and the hash before it."""
        content: list[Any] = [
            self.prev_hash, self.case_id, self.seq, self.at.astimezone(dt.UTC).isoformat(),
            self.by, self.user_id, self.department_id, self.move, self.label, self.before, self.after,
            self.note, self.public_note, self.is_public, self.facts,
        ]  # fmt: skip
        text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

"""Computed reports. A snapshot's figures never change; the approved one of a month cannot be touched at all."""

import datetime as dt
import json
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.figures import Period

from . import access
from .computing import digest
from .frames import Frame, month_key


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def visible_to(self, user: AnyUser) -> "SnapshotQuerySet":
        return self.filter(scope__in=[code for code, _ in access.scopes_for(user)])

    def of(self, period: Period, scope: str) -> "SnapshotQuerySet":
        return self.filter(starts_on=period.start, ends_on=period.end, scope=scope)

    def frozen(self) -> "SnapshotQuerySet":
        return self.exclude(frozen_at=None)

    def valid(self) -> "Snapshot | None":
        """Of one month and area: the approved one, else the latest."""
        return self.order_by(models.F("frozen_at").asc(nulls_last=True), "-computed_at", "-pk").first()


class Snapshot(models.Model):
    """``content`` is text and not JSONB, which would not keep the bytes. A trigger guards the row."""

    scope = models.CharField("范围", max_length=12)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止（不含当日）")
    as_of = models.DateTimeField("数据截至")
    content = models.TextField("内容")
    sha256 = models.CharField("校验值", max_length=64)
    computed_at = models.DateTimeField("计算时间", default=timezone.now)
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="计算人"
    )
    frozen_at = models.DateTimeField("核定时间", null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="核定人"
    )
    freeze_note = models.CharField("核定说明", max_length=200, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "月报"
        verbose_name_plural = "月报"
        ordering = ["-starts_on", "scope", "-computed_at", "-pk"]
        indexes = [models.Index(fields=["scope", "starts_on", "-computed_at"], name="snapshot_of_month")]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "starts_on", "ends_on"],
                condition=~Q(frozen_at=None),
                name="a_month_is_approved_once",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None, frozen_by=None)
                | Q(frozen_at__isnull=False, frozen_by__isnull=False),
                name="who_approved_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.scope}"

    @property
    def month(self) -> str:
        return month_key(self.period)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def frame(self) -> Frame:
        """The frame it was computed in, so that its figures lead to the rows counted then."""
        return Frame(self.period, self.scope, self.as_of)

    @property
    def covers_the_month(self) -> bool:
        return self.frame.is_over

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

    @property
    def is_intact(self) -> bool:
        return digest(self.content) == self.sha256

    @cached_property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)
        return found

    def issued_on(self) -> dt.date:
        return timezone.localtime(self.frozen_at or self.computed_at).date()


class Failure(models.Model):
    """A report that the nightly job could not compute; shown to its readers until one succeeds."""

    scope = models.CharField("范围", max_length=12)
    starts_on = models.DateField("月份")
    at = models.DateTimeField("时间", default=timezone.now)
    problem = models.CharField("问题", max_length=200)

    class Meta:
        verbose_name = "月报计算失败"
        verbose_name_plural = "月报计算失败"
        ordering = ["-at"]
        indexes = [models.Index(fields=["scope", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m} {self.scope}"

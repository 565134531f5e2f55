"""Visits and patrols as a worker notes them: for the work, not for counting the worker (rules §7).

No position, no step, no score: a note says what was seen, and what should be looked at again.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.privacy.fields import EncryptedTextField


class VisitQuerySet(models.QuerySet["Visit"]):
    def owned_by(self, user: AnyUser) -> "VisitQuerySet":
        return self.filter(author=user)

    def visible_to(self, user: AnyUser) -> "VisitQuerySet":
        """One's own, and for 网格长 those of the own community."""
        seen = Q(author=user)
        for membership in memberships_of(user):
            if membership.duty == Duty.GRID_LEADER:
                seen |= Q(grid__division__code__startswith=membership.department.place_code)
        return self.filter(seen)

    def to_look_at_again(self) -> "VisitQuerySet":
        return self.filter(follow_up_on__isnull=False, followed_up_at=None)


class Visit(models.Model):
    class Kind(models.TextChoices):
        VISIT = "visit", "入户走访"
        PATROL = "patrol", "日常巡查"

    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    grid = models.ForeignKey("grids.Grid", models.PROTECT, related_name="visits", verbose_name="网格")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits", verbose_name="记录人"
    )
    day = models.DateField("日期", default=timezone.localdate)
    person = EncryptedTextField("走访对象", blank=True)
    note = EncryptedTextField("记录", blank=True)
    follow_up_on = models.DateField("再看日期", null=True, blank=True)
    followed_up_at = models.DateTimeField("已再看", null=True, blank=True)
    created_at = models.DateTimeField("登记时间", default=timezone.now)
    emptied_at = models.DateTimeField("内容清除时间", null=True, blank=True, editable=False)

    objects: Any = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "走访巡查记录"
        verbose_name_plural = "走访巡查记录"
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["author", "-day", "-id"], name="visit_of_author"),
            models.Index(fields=["grid", "-day"], name="visit_of_grid"),
            models.Index(
                fields=["author", "follow_up_on"],
                condition=Q(follow_up_on__isnull=False, followed_up_at=None),
                name="visit_to_look_at",
            ),
            models.Index(fields=["day"], condition=Q(emptied_at=None), name="visit_to_empty"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up_on=None) | Q(follow_up_on__gte=F("day")),
                name="visit_is_followed_up_later",
                violation_error_message="再看日期不能早于走访日期。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_kind_display()}"

"""Terms of office: who serves in a grid, as what, from when to when (rules §5.6)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class TermQuerySet(models.QuerySet["Term"]):
    def current(self, on: dt.date | None = None) -> "TermQuerySet":
        """Terms in force on a day (today if none is given)."""
        day = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)


class Term(models.Model):
    """A person serves in a grid in one role, from a day up to (not including) a day."""

    class Role(models.TextChoices):
        LEADER = "leader", "网格长"
        WORKER = "worker", "网格员"
        MICRO_LEADER = "micro_leader", "微网格长"

    grid = models.ForeignKey("grids.Grid", models.PROTECT, related_name="terms", verbose_name="网格")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="grid_terms", verbose_name="人员"
    )
    role = models.CharField("岗位", max_length=12, choices=Role.choices)
    public_phone = models.CharField("公示电话", max_length=30, blank=True)
    started_on = models.DateField("起", default=timezone.localdate)
    ended_on = models.DateField("止（当日起不再任职）", null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "网格任职"
        verbose_name_plural = "网格任职"
        ordering = ["grid", "role", "pk"]
        indexes = [models.Index(fields=["user", "grid"], name="term_user_grid")]
        constraints = [
            models.UniqueConstraint(
                fields=["grid", "user", "role"],
                condition=Q(ended_on=None),
                name="one_open_term_per_role",
                violation_error_message="此人在该网格已有同样的岗位。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="term_ends_after_it_starts",
                violation_error_message="终止日不能早于起始日。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grid_id} {self.user} {self.get_role_display()}"

"""吹哨报到: a community calls a department to come; that it came is recorded and rated (peers §3.5)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..choices import Score


class Call(models.Model):
    """One called department. ``arrived_by`` is written down by the community that called."""

    case = models.ForeignKey("grids.GridCase", models.PROTECT, related_name="calls")
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="+", verbose_name="被吹哨单位"
    )
    called_at = models.DateTimeField("吹哨时间", default=timezone.now)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField("吹哨事由", max_length=500)
    due_at = models.DateTimeField("应报到时间")
    answer = models.CharField("响应意见", max_length=500, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("响应时间", null=True, blank=True)
    arrived_at = models.DateTimeField("到场时间", null=True, blank=True)
    arrived_who = models.CharField("到场人员", max_length=100, blank=True)
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    score = models.CharField("评价", max_length=6, choices=Score.choices, blank=True)
    comment = models.CharField("评价意见", max_length=500, blank=True)
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    rated_at = models.DateTimeField("评价时间", null=True, blank=True)

    class Meta:
        verbose_name = "吹哨"
        verbose_name_plural = "吹哨"
        ordering = ["called_at", "pk"]
        indexes = [models.Index(fields=["department", "called_at"], name="call_department")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "department"], condition=Q(rated_at=None), name="one_open_call_per_department"
            ),
            models.CheckConstraint(
                condition=Q(arrived_at=None) | Q(arrived_at__gte=F("called_at")),
                name="nobody_arrives_before_the_call",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.department}"

    @property
    def is_late(self) -> bool:
        return (self.arrived_at or timezone.now()) > self.due_at

"""A case whose personal data must be kept beyond the retention time: a lawsuit, an inspection, an audit."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Hold(models.Model):
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="holds", verbose_name="事项")
    reason = models.CharField("理由", max_length=200)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    held_at = models.DateTimeField("起", default=timezone.now)
    lifted_at = models.DateTimeField("解除时间", null=True, blank=True)

    class Meta:
        verbose_name = "暂缓清除"
        verbose_name_plural = "暂缓清除"
        ordering = ["-held_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(lifted_at=None),
                name="case_held_once",
                violation_error_message="此事项已经暂缓清除。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} 暂缓清除"

"""督办: an order to act, by rule or by hand, answered in writing (信访工作条例 art. 40)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Supervision(models.Model):
    class Trigger(models.TextChoices):
        HAND = "hand", "人工督办"
        OVERDUE = "overdue", "超期"
        DISSATISFIED = "dissatisfied", "评价不满意"
        REPEAT = "repeat", "多次重复"
        UNDONE = "undone", "支持事项未落实"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="supervisions")
    clock = models.ForeignKey("cases.Clock", models.PROTECT, null=True, blank=True)
    trigger = models.CharField("缘由", max_length=14, choices=Trigger.choices)
    reason = models.CharField("督办意见", max_length=500)
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, null=True, related_name="supervisions", verbose_name="被督办单位"
    )
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField("督办时间", default=timezone.now)
    due_on = models.DateField("要求反馈日期", null=True, blank=True)
    reply = models.TextField("书面反馈", blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField("反馈时间", null=True, blank=True)
    closed_at = models.DateTimeField("解除时间", null=True, blank=True)

    class Meta:
        verbose_name = "督办"
        verbose_name_plural = "督办"
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "trigger"], condition=~Q(clock=None), name="clock_supervised_once"
            ),
            models.UniqueConstraint(
                fields=["case", "trigger"],
                condition=Q(closed_at=None) & ~Q(trigger__in=["hand", "overdue"]),
                name="rule_supervises_case_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_trigger_display()}"

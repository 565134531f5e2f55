"""Which departments work on a case, as lead, co-department, reviewer, rechecker, or called to come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Assignment(models.Model):
    class Role(models.TextChoices):
        LEAD = "lead", "主办"
        CO = "co", "协办"
        REVIEW = "review", "复查"
        RECHECK = "recheck", "复核"
        CALLED = "called", "吹哨"

    class State(models.TextChoices):
        PENDING = "pending", "待签收"
        OBJECTED = "objected", "已提异议"
        ACCEPTED = "accepted", "办理中"
        ANSWERED = "answered", "已反馈"
        RETURNED = "returned", "已退回"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="assignments")
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="assignments", verbose_name="单位"
    )
    role = models.CharField("角色", max_length=10, choices=Role.choices)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PENDING)
    assigned_at = models.DateTimeField("交办时间", default=timezone.now)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    feedback_due_on = models.DateField("要求反馈日期", null=True, blank=True)
    instruction = models.TextField("交办意见", blank=True)
    accepted_at = models.DateTimeField("签收时间", null=True, blank=True)
    answer = models.TextField("反馈意见", blank=True)
    answered_at = models.DateTimeField("反馈时间", null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "承办"
        verbose_name_plural = "承办"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["department", "state"], condition=Q(ended_at=None), name="assignment_open"),
            models.Index(fields=["department", "case"], name="assignment_visible"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(role="lead", ended_at=None), name="one_open_lead_per_case"
            ),
            models.UniqueConstraint(
                fields=["case", "department", "role"],
                condition=Q(ended_at=None),
                name="department_assigned_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.department} {self.get_role_display()}"

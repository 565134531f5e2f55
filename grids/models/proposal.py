"""类问题: the system proposes to treat like cases of one community as one (rules §5.4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Proposal(models.Model):
    """Like cases, put before the 网格长; a decision is made once."""

    class Ground(models.TextChoices):
        EVENT = "event", "同类事项多次发生"
        TEXT = "text", "内容相似"

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", "已立为类问题"
        DECLINED = "declined", "不立为类问题"

    community = models.CharField("村（社区）", max_length=12)
    event = models.ForeignKey(
        "cases.Category", models.PROTECT, null=True, related_name="+", verbose_name="事项"
    )
    ground = models.CharField("缘由", max_length=10, choices=Ground.choices)
    cases = models.ManyToManyField("grids.GridCase", related_name="proposals", verbose_name="事项")
    created_at = models.DateTimeField("提出时间", default=timezone.now)
    decision = models.CharField("决定", max_length=10, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("理由", max_length=500, blank=True)
    parent = models.OneToOneField(
        "grids.GridCase", models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    class Meta:
        verbose_name = "类问题提议"
        verbose_name_plural = "类问题提议"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["community", "-created_at"], name="proposal_community")]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "event", "ground"],
                condition=Q(decision=""),
                name="one_open_proposal_per_event",
            ),
            models.CheckConstraint(
                condition=Q(decision="accepted", parent__isnull=False)
                | Q(parent=None) & ~Q(decision="accepted"),
                name="an_accepted_proposal_has_its_case",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.event or '相似事项'}"

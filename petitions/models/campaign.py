"""A call for suggestions (专项征集): topic, explanation, ways and a period (rules §3)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..states import CampaignState


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def public(self) -> "CampaignQuerySet":
        return self.exclude(state=CampaignState.DRAFT)

    def receiving(self) -> "CampaignQuerySet":
        """Campaigns that take suggestions right now."""
        now = timezone.now()
        return self.filter(state=CampaignState.PUBLISHED, starts_at__lte=now, ends_at__gte=now)


class Campaign(models.Model):
    title = models.CharField("议题", max_length=100)
    explanation = models.TextField("说明")
    ways = models.TextField("途径方式", blank=True)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("截止")
    state = models.CharField(
        "状态", max_length=12, choices=CampaignState.choices, default=CampaignState.DRAFT, editable=False
    )
    summary = models.TextField("征集结果反馈", blank=True)
    summarised_at = models.DateTimeField(null=True, blank=True)
    place_code = models.CharField("属地", max_length=17)
    department = models.ForeignKey("orgs.Department", models.PROTECT, null=True, verbose_name="征集单位")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "征集活动"
        verbose_name_plural = "征集活动"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="campaign_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.title

"""A call for suggestions (专项征集): topic, explanation, ways and a period (rules §3)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import memberships_of

from ..states import CampaignState


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def public(self) -> "CampaignQuerySet":
        return self.exclude(state=CampaignState.DRAFT)

    def of_area(self, place_codes: "list[str]") -> "CampaignQuerySet":
        """Campaigns of these areas; none for an empty list."""
        inside = Q(pk__in=[])
        for code in place_codes:
            inside |= Q(place_code__startswith=code)
        return self.filter(inside)

    def managed_by(self, user: AnyUser) -> "CampaignQuerySet":
        """Campaigns in the area of a 征集办 in which the user serves."""
        return self.of_area(
            [m.department.place_code for m in memberships_of(user) if m.duty == Duty.SOLICITOR]
        )

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
    closed_at = models.DateTimeField("截止处理时间", null=True, blank=True)
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

    @property
    def is_receiving(self) -> bool:
        """Open at this moment: start ≤ now ≤ end (rules §3), whatever the daily job has done yet."""
        return self.state == CampaignState.PUBLISHED and self.starts_at <= timezone.now() <= self.ends_at

    @property
    def is_upcoming(self) -> bool:
        return self.state == CampaignState.PUBLISHED and timezone.now() < self.starts_at

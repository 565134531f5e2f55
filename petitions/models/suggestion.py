"""A people's suggestion (人民建议), daily or to a campaign; its verbs are in ``petitions.verbs``."""

from typing import ClassVar

from django.db import models

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.querysets import CaseQuerySet

from .. import choices
from ..verbs.suggestion import SuggestionVerbs
from .campaign import Campaign


class Suggestion(SuggestionVerbs, Case):
    """``title`` is the subject, ``body`` the reason (主要事由), ``proposal`` the remedy (对策建议)."""

    KIND: ClassVar[str] = "suggestion"

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="suggestions", verbose_name="征集活动"
    )
    proposal = models.TextField("对策建议")
    screening_reason = models.CharField(
        "筛选理由", max_length=16, choices=choices.ScreeningReason.choices, blank=True
    )
    result = models.CharField("采纳结果", max_length=10, choices=choices.AdoptionResult.choices, blank=True)
    use_type = models.CharField("转化用途", max_length=14, choices=choices.UseType.choices, blank=True)
    use_proof = models.TextField("转化成果", blank=True)
    use_due_on = models.DateField("计划落实日期", null=True, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)
    implemented_at = models.DateTimeField("落实时间", null=True, blank=True)
    agrees_to_name = models.BooleanField("同意公布姓名", default=False)
    award = models.CharField("奖励", max_length=60, blank=True)
    award_year = models.PositiveSmallIntegerField("评奖年度", null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "人民建议"
        verbose_name_plural = "人民建议"

"""A people's suggestion (人民建议), daily or to a campaign; its verbs are in ``petitions.verbs``."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaozuo_social.cases.models import Case

from .. import choices
from ..suggestion_querysets import SuggestionQuerySet
from ..verbs.suggestion import SuggestionVerbs
from .campaign import Campaign


class Suggestion(SuggestionVerbs, Case):
    """``title`` is the subject, ``body`` the reason (主要事由), ``proposal`` the remedy (对策建议)."""

    KIND: ClassVar[str] = "suggestion"

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="suggestions", verbose_name="征集活动"
    )
    proposal = models.TextField("对策建议")
    contributor_kind = models.CharField(
        "建议人身份", max_length=12, choices=choices.ContributorKind.choices, default="person"
    )
    screening_reason = models.CharField(
        "筛选理由", max_length=16, choices=choices.ScreeningReason.choices, blank=True
    )
    converted_to = models.CharField(
        "转办去向", max_length=10, choices=choices.ConversionTarget.choices, blank=True
    )
    hotline_number = models.CharField("热线工单编号", max_length=40, blank=True)
    return_count = models.PositiveSmallIntegerField("退回次数", default=0)
    contacted_on = models.DateField("与建议人联系日期", null=True, blank=True)
    extension_days = models.PositiveSmallIntegerField("申请延期天数", null=True, blank=True)
    extension_reason = models.CharField("申请延期理由", max_length=500, blank=True)
    is_extended = models.BooleanField("已延期", default=False)
    answer_text = models.TextField("答复内容", blank=True)
    answer_submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    result = models.CharField("采纳结果", max_length=10, choices=choices.AdoptionResult.choices, blank=True)
    use_type = models.CharField("转化用途", max_length=14, choices=choices.UseType.choices, blank=True)
    use_proof = models.TextField("转化成果", blank=True)
    use_due_on = models.DateField("计划落实日期", null=True, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)
    implemented_at = models.DateTimeField("落实时间", null=True, blank=True)
    agrees_to_name = models.BooleanField("同意公布姓名", default=False)
    published_at = models.DateTimeField("公开时间", null=True, blank=True)
    public_text = models.TextField("公开内容", blank=True)
    award = models.CharField("奖励", max_length=16, choices=choices.Award.choices, blank=True)
    award_year = models.PositiveSmallIntegerField("评奖年度", null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "人民建议"
        verbose_name_plural = "人民建议"
        indexes = [
            models.Index(
                fields=["-published_at"], condition=~Q(published_at=None), name="suggestion_published"
            ),
            models.Index(fields=["award_year"], condition=~Q(award_year=None), name="suggestion_award_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(award="") | Q(award_year__isnull=False, agrees_to_name=True),
                name="an_award_has_its_year_and_consent",
            ),
        ]

    @property
    def public_name(self) -> str:
        """The contributor's name where they agreed to it, else an ordinary word."""
        if not self.agrees_to_name:
            return "热心市民"
        party = next((party for party in self.parties.all() if party.name), None)
        return party.name if party else "热心市民"

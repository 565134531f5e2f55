"""A petition (信访件): the case's own columns; its verbs are in ``petitions.verbs``."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.querysets import CaseQuerySet

from .. import choices
from ..verbs.petition import PetitionVerbs


class Petition(PetitionVerbs, Case):
    KIND: ClassVar[str] = "petition"

    purpose = models.CharField("信访目的", max_length=12, choices=choices.Purpose.choices)
    route = models.CharField("法定途径", max_length=16, choices=choices.Route.choices, blank=True)
    is_repeat = models.BooleanField("重复件", default=False)
    is_joint = models.BooleanField("联名", default=False)
    is_simple = models.BooleanField("简易办理", default=False)
    is_petition_scope = models.BooleanField("纳入满意度评价", default=True)
    people_count = models.PositiveIntegerField("涉及人数", default=1)
    visitors = models.PositiveIntegerField("来访人数", null=True, blank=True)
    visit_level = models.CharField("走访层级", max_length=10, choices=choices.VisitLevel.choices, blank=True)
    accused_name = models.CharField("被反映单位（原文）", max_length=100, blank=True)
    handling_way = models.CharField("办理方式", max_length=10, choices=choices.Handling.choices, blank=True)
    guide_target = models.CharField(
        "引导去向", max_length=16, choices=choices.GuideTarget.choices, blank=True
    )
    refusal_reason = models.CharField(
        "不受理理由", max_length=12, choices=choices.RefusalReason.choices, blank=True
    )
    decision = models.CharField("处理意见", max_length=10, choices=choices.Decision.choices, blank=True)
    outcome = models.CharField("化解方式", max_length=10, choices=choices.Outcome.choices, blank=True)
    objection_count = models.PositiveSmallIntegerField("异议次数", default=0)
    registered_at = models.DateTimeField("登记时间", null=True, blank=True)
    dispatched_at = models.DateTimeField("转送交办时间", null=True, blank=True)
    accepted_at = models.DateTimeField("受理时间", null=True, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True, blank=True)
    delivered_on = models.DateField("送达日期", null=True, blank=True)
    is_extended = models.BooleanField("已延期", default=False)
    review_result = models.CharField(
        "复查结果", max_length=10, choices=choices.ReviewResult.choices, blank=True
    )
    recheck_result = models.CharField(
        "复核结果", max_length=10, choices=choices.ReviewResult.choices, blank=True
    )
    proposed_end = models.CharField(
        "拟不受理方式",
        max_length=10,
        blank=True,
        choices=[("rejected", "不予受理"), ("guided", "告知其他途径")],
    )
    extension_days = models.PositiveSmallIntegerField("申请延期天数", null=True, blank=True)
    extension_reason = models.CharField("申请延期理由", max_length=500, blank=True)
    answer_request = models.TextField("投诉请求", blank=True)
    answer_facts = models.TextField("事实和理由", blank=True)
    answer_opinion = models.TextField("处理意见", blank=True)
    answer_basis = models.TextField("法律法规依据", blank=True)
    answer_submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    settled_on = models.DateField("息诉息访日期", null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "信访件"
        verbose_name_plural = "信访件"
        constraints = [
            models.CheckConstraint(condition=Q(people_count__gte=1), name="a_petition_concerns_someone"),
        ]

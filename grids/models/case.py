"""A grid case (网格事项): the case's own columns; its verbs are in ``grids.verbs``.

The event of the catalogue is ``category``, the grid ``place_code``, the platform ``holder_code``.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.querysets import CaseQuerySet
from jiaozuo_social.places.models import Boundary

from .. import choices
from ..verbs.case import GridVerbs
from .event import EventLimit


class GridCase(GridVerbs, Case):
    KIND: ClassVar[str] = "grid"

    urgency = models.CharField(
        "紧急程度", max_length=10, choices=choices.Urgency.choices, default=choices.Urgency.ORDINARY
    )
    reporter_kind = models.CharField("上报人", max_length=10, choices=choices.ReporterKind.choices)
    taken_at = models.DateTimeField("拍摄时间（手机时钟）", null=True, blank=True)
    datum = models.CharField(
        "坐标系", max_length=10, choices=Boundary.Datum.choices, default=Boundary.Datum.WGS84
    )
    is_self_handled = models.BooleanField("自行处置", default=False)
    verifier = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核实员",
    )
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核查员",
    )
    is_found = models.BooleanField("核实属实", null=True, blank=True)
    void_reason = models.CharField(
        "不予立案理由", max_length=10, choices=choices.VoidReason.choices, blank=True
    )
    returns_count = models.PositiveSmallIntegerField("退回次数", default=0)
    rework_count = models.PositiveSmallIntegerField("返工次数", default=0)
    limit_amount = models.PositiveSmallIntegerField("处置期限", null=True, blank=True)
    limit_unit = models.CharField("期限单位", max_length=10, choices=EventLimit.Counts.choices, blank=True)
    extension_stage = models.CharField("延期申请", max_length=10, choices=choices.Request.choices, blank=True)
    extension_amount = models.PositiveSmallIntegerField("申请延长", null=True, blank=True)
    extension_reason = models.CharField("延期理由", max_length=500, blank=True)
    is_extended = models.BooleanField("已延期", default=False)
    suspension_stage = models.CharField(
        "挂账申请", max_length=10, choices=choices.Request.choices, blank=True
    )
    suspension_reason = models.CharField(
        "挂账原因", max_length=10, choices=choices.SuspensionReason.choices, blank=True
    )
    suspension_note = models.CharField("挂账说明", max_length=500, blank=True)
    next_check_on = models.DateField("下次核查日期", null=True, blank=True)
    suspended_days = models.PositiveSmallIntegerField("已挂账天数", default=0)
    result_text = models.TextField("处置结果", blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="类问题"
    )
    is_parent = models.BooleanField("类问题主件", default=False)
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    filed_at = models.DateTimeField("立案时间", null=True, blank=True)
    first_dispatched_at = models.DateTimeField("首次派遣时间", null=True, blank=True)
    dispatched_at = models.DateTimeField("派遣时间", null=True, blank=True)
    signed_in_at = models.DateTimeField("签收时间", null=True, blank=True)
    suspended_at = models.DateTimeField("挂账时间", null=True, blank=True)
    fed_back_at = models.DateTimeField("反馈时间", null=True, blank=True)
    checked_at = models.DateTimeField("核查时间", null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "网格事项"
        verbose_name_plural = "网格事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("case_ptr")), name="grid_case_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(is_parent=False), name="a_parent_case_has_no_parent"
            ),
            models.CheckConstraint(
                condition=Q(limit_amount=None, limit_unit="") | Q(limit_amount__gt=0) & ~Q(limit_unit=""),
                name="grid_limit_has_amount_and_unit",
            ),
        ]

    @property
    def community_code(self) -> str:
        return self.place_code[:12]

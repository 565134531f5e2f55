"""Work orders of platforms that exist beside this one (12345, 焦小格, 焦我办): theirs kept, results owed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..choices import Urgency


class OrderSource(models.Model):
    """A platform that hands over work orders. ``code`` stands in ``Case.source``."""

    class Channel(models.TextChoices):
        HOTLINE = "hotline", "12345热线"
        PLATFORM = "platform", "其他平台"

    code = models.CharField(
        "代码", max_length=40, unique=True, help_text="与对方约定，记在事项的“来源系统”，使用后不要改。"
    )
    name = models.CharField("名称", max_length=60)
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices, default=Channel.PLATFORM)
    department = models.ForeignKey(
        "orgs.Department",
        models.PROTECT,
        related_name="+",
        verbose_name="接收单位",
        help_text="由本单位的网格平台调度员导入、退回结果；只收其辖区内的工单。",
    )
    default_event = models.ForeignKey(
        "cases.Category",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "grid", "parent__isnull": False},
        verbose_name="认不出分类时归入",
        help_text="留空时，认不出分类的工单不收，列出原因。",
    )
    default_urgency = models.CharField(
        "没有写紧急程度时", max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY
    )
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "工单来源"
        verbose_name_plural = "工单来源"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class WorkOrder(models.Model):
    """One order of a source, once. ``marks`` are keyed digests by field, to tell what an update changed.

    ``result_at`` is when there was last something to tell the source, ``returned_result_at`` which of
    those the source has acknowledged.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", "按网格事项办理"
        IN_PROCEDURE = "in_procedure", "已进入信访程序，不重复办理"

    source = models.ForeignKey(OrderSource, models.PROTECT, related_name="orders", verbose_name="来源")
    number = models.CharField("工单编号", max_length=64)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="work_orders", verbose_name="事项")
    outcome = models.CharField("收件结果", max_length=12, choices=Outcome.choices)
    category_words = models.CharField("对方的分类", max_length=60, blank=True)
    is_mapped = models.BooleanField("分类已对应", default=True)
    marks = models.JSONField(default=dict, editable=False)
    changes = models.PositiveSmallIntegerField("更新次数", default=0)
    taken_at = models.DateTimeField("收到时间", default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经手人"
    )
    result_at = models.DateTimeField("有结果时间", null=True, blank=True)
    returned_result_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="退回人"
    )

    class Meta:
        verbose_name = "工单"
        verbose_name_plural = "工单"
        ordering = ["-taken_at", "-pk"]
        indexes = [
            models.Index(fields=["source", "-taken_at", "-id"], name="order_list"),
            models.Index(
                fields=["source", "result_at", "id"],
                condition=Q(result_at__isnull=False),
                name="order_results",
            ),
            models.Index(
                fields=["source", "category_words"], condition=Q(is_mapped=False), name="order_unmapped"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="order_once_per_source"),
            models.CheckConstraint(condition=~Q(number=""), name="order_has_a_number"),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_result_at=None)
                | Q(returned_at__isnull=False, returned_result_at__isnull=False),
                name="returned_order_says_which_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.number}"

    @classmethod
    def owed(cls) -> Q:
        """A result that the source has not acknowledged."""
        unreturned = Q(returned_result_at=None) | Q(returned_result_at__lt=F("result_at"))
        return Q(result_at__isnull=False) & unreturned

    @property
    def is_owed(self) -> bool:
        return self.result_at is not None and (
            self.returned_result_at is None or self.returned_result_at < self.result_at
        )

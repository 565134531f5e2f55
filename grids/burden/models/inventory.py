"""Inventories of what weighs on the grassroots: 挂牌, 证明事项, 报表, App/工作群, 考核, before and after (rules §7)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ...keptfiles import KeptFile
from .. import access


class InventoryQuerySet(models.QuerySet["InventoryRow"]):
    def visible_to(self, user: Any) -> "InventoryQuerySet":
        return self.filter(access.rows_seen_by(user))

    def in_force(self) -> "InventoryQuerySet":
        return self.filter(state__in=InventoryRow.IN_FORCE)

    def matching(self, words: str) -> "InventoryQuerySet":
        return self.filter(Q(name__icontains=words) | Q(department__name__icontains=words))


class InventoryRow(models.Model):
    """One sign, proof, return, app, group or appraisal, counted before and after the clearing up."""

    class Kind(models.TextChoices):
        SIGN = "sign", "挂牌"
        PROOF = "proof", "证明事项"
        RETURN = "return", "报表"
        APP = "app", "App和工作群"
        APPRAISAL = "appraisal", "考核"

    class Bearer(models.TextChoices):
        STREET = "street", "街道乡镇"
        COMMUNITY = "community", "村（社区）"

    class State(models.TextChoices):
        PENDING = "pending", "待清理"
        KEPT = "kept", "保留"
        MERGED = "merged", "合并"
        CANCELLED = "cancelled", "取消"

    IN_FORCE = ("pending", "kept")

    kind = models.CharField("类别", max_length=10, choices=Kind.choices, editable=False)
    name = models.CharField("名称", max_length=200)
    place_code = models.CharField("涉及范围", max_length=17, db_index=True)
    bearer = models.CharField("由谁承担", max_length=10, choices=Bearer.choices, default=Bearer.COMMUNITY)
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="demanded", verbose_name="提出单位"
    )
    basis = models.CharField("依据", max_length=200, blank=True)
    frequency = models.CharField("频次", max_length=40, blank=True)
    before_count = models.PositiveIntegerField("清理前数量", default=1)
    before_on = models.DateField("清理前统计日期", default=timezone.localdate)
    after_count = models.PositiveIntegerField("清理后数量", null=True, blank=True)
    after_on = models.DateField("清理后统计日期", null=True, blank=True)
    state = models.CharField("处理", max_length=10, choices=State.choices, default=State.PENDING)
    note = models.CharField("备注", max_length=300, blank=True)
    task = models.ForeignKey(
        "grids.BurdenTask", models.PROTECT, null=True, blank=True, related_name="inventory",
        verbose_name="对应减负任务",
    )  # fmt: skip
    reported_by = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="reported", verbose_name="登记单位", editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InventoryQuerySet.as_manager()

    class Meta:
        verbose_name = "减负清册"
        verbose_name_plural = "减负清册"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "-id"], name="inventory_by_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "place_code", "department", "bearer"],
                name="inventory_row_once",
                violation_error_message="同一范围内，这个单位的这一项已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(after_count=None, after_on=None)
                | Q(after_count__isnull=False, after_on__isnull=False),
                name="inventory_after_has_its_day",
                violation_error_message="清理后数量和统计日期要一起填写。",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(after_count=0),
                name="inventory_cancelled_is_none_left",
                violation_error_message="已取消的，清理后数量应填 0。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tone(self) -> str:
        return {"pending": "warning", "kept": "info"}.get(self.state, "success")


class InventoryFile(KeptFile):
    row = models.ForeignKey(InventoryRow, models.PROTECT, related_name="files")

    class Meta:
        verbose_name = "清册佐证"
        verbose_name_plural = "清册佐证"
        ordering = ["pk"]


class ReturnField(models.Model):
    """One thing that a return asks for; ``key`` is what makes two of them the same."""

    row = models.ForeignKey(InventoryRow, models.CASCADE, related_name="fields")
    name = models.CharField("字段", max_length=60)
    plain = models.CharField(max_length=60, db_index=True)
    key = models.CharField(max_length=60)

    class Meta:
        verbose_name = "报表字段"
        verbose_name_plural = "报表字段"
        ordering = ["pk"]
        indexes = [models.Index(fields=["key", "row"], name="return_field_by_key")]
        constraints = [models.UniqueConstraint(fields=["row", "plain"], name="return_field_once")]

    def __str__(self) -> str:
        return self.name


class FieldSynonym(models.Model):
    """Two words for one thing: 手机号 asks what 联系电话 asks."""

    word = models.CharField("用语", max_length=60, unique=True)
    meaning = models.CharField("视同", max_length=60)

    class Meta:
        verbose_name = "同义字段"
        verbose_name_plural = "同义字段"
        ordering = ["meaning", "word"]
        constraints = [
            models.CheckConstraint(condition=~Q(word=models.F("meaning")), name="synonym_of_another")
        ]

    def __str__(self) -> str:
        return f"{self.word}＝{self.meaning}"

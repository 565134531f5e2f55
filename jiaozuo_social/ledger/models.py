"""Saved column mappings and the runs of imports: what came in, what was refused, how far it got."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ImportMapping(models.Model):
    """Which column of a ledger is which field; remembered under a name."""

    target = models.CharField("台账类型", max_length=30)
    name = models.CharField("名称", max_length=60)
    columns = models.JSONField("列对应", default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "导入对应关系"
        verbose_name_plural = "导入对应关系"
        constraints = [models.UniqueConstraint(fields=["target", "name"], name="mapping_name_once")]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One import of one file. ``rows_done`` moves in the batch's own transaction, so a run can go on."""

    target = models.CharField("台账类型", max_length=30)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    source = models.CharField("来源", max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField("开始", default=timezone.now)
    finished_at = models.DateTimeField("完成", null=True, blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField("导入", default=0)
    rejected = models.PositiveIntegerField("拒绝", default=0)

    class Meta:
        verbose_name = "导入记录"
        verbose_name_plural = "导入记录"
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["target", "sha256"], name="file_imported_once"),
            models.CheckConstraint(
                condition=Q(rows_done__gte=models.F("imported")), name="imported_rows_were_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.started_at:%F %R}"

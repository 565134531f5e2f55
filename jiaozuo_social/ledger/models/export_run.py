"""The runs of exports: who took which rows out, in what form, until when the file is there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser

from .background import BackgroundRun


class ExportRunQuerySet(models.QuerySet["ExportRun"]):
    def owned_by(self, user: AnyUser) -> "ExportRunQuerySet":
        """A file is for the one who asked for it, and for nobody else."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class ExportRun(BackgroundRun):
    class State(models.TextChoices):
        WRITING = "writing", "生成中"
        DONE = "done", "可下载"
        FAILED = "failed", "未完成"
        EXPIRED = "expired", "已过期"

    class Format(models.TextChoices):
        XLSX = "xlsx", "Excel 表格（xlsx）"
        CSV = "csv", "文本表格（csv）"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    query = models.TextField("条件", blank=True)
    format = models.CharField("格式", max_length=4, choices=Format.choices, default=Format.XLSX)
    is_clear = models.BooleanField("姓名、电话不隐去", default=False)
    reason = models.CharField("理由", max_length=200, blank=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.WRITING)
    total = models.PositiveIntegerField("总数", null=True)
    rows_done = models.PositiveIntegerField("行数", default=0)
    created_at = models.DateTimeField("开始", default=timezone.now)
    finished_at = models.DateTimeField("完成", null=True, blank=True)
    expires_at = models.DateTimeField("有效期至", null=True, blank=True)

    objects = ExportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "导出记录"
        verbose_name_plural = "导出记录"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="export_history")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_clear=False) | ~Q(reason=""), name="clear_export_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"导出 {self.created_at:%F %R}"

    @property
    def is_working(self) -> bool:
        return self.state == self.State.WRITING

    @property
    def is_available(self) -> bool:
        alive = self.expires_at is not None and self.expires_at > timezone.now()
        return self.state == self.State.DONE and alive and bool(self.file)

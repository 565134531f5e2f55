"""The runs of imports: what came in, what was refused, how far it got."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.selectors import memberships_of

from .background import BackgroundRun


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: AnyUser) -> "ImportRunQuerySet":
        """Imports of the departments in which the user serves; who may import is asked besides."""
        departments = [membership.department_id for membership in memberships_of(user)]
        return self.filter(department__in=departments)

    def unfinished(self) -> "ImportRunQuerySet":
        return self.filter(state__in=[ImportRun.State.CHECKING, ImportRun.State.IMPORTING])


class ImportRun(BackgroundRun):
    """One import of one file. ``rows_done`` moves in the batch's own transaction, so a run can go on."""

    class State(models.TextChoices):
        MAPPING = "mapping", "待对应列"
        CHECKING = "checking", "检查中"
        CHECKED = "checked", "待确认"
        IMPORTING = "importing", "导入中"
        DONE = "done", "已导入"
        FAILED = "failed", "未完成"
        DISCARDED = "discarded", "已放弃"

    target = models.CharField("台账类型", max_length=30)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField("大小", default=0)
    source = models.CharField("来源", max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位"
    )
    place_code = models.CharField("默认属地", max_length=17, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.MAPPING)
    columns = models.JSONField("列对应", default=dict, blank=True)
    preview = models.JSONField("预览", default=list, blank=True)
    checked = models.PositiveIntegerField("已检查", default=0)
    good = models.PositiveIntegerField("可导入", default=0)
    bad = models.PositiveIntegerField("不能导入", default=0)
    started_at = models.DateTimeField("开始", default=timezone.now)
    finished_at = models.DateTimeField("完成", null=True, blank=True)
    rows_done = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField("导入", default=0)
    rejected = models.PositiveIntegerField("拒绝", default=0)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "导入记录"
        verbose_name_plural = "导入记录"
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["department", "-started_at", "-id"], name="import_history")]
        constraints = [
            # A file of which nothing came in may be tried again with other columns.
            models.UniqueConstraint(
                fields=["target", "sha256"],
                condition=Q(state="importing") | Q(imported__gt=0),
                name="file_imported_once",
                violation_error_message="这个文件正在导入或已经导入过。",
            ),
            models.CheckConstraint(
                condition=Q(rows_done__gte=models.F("imported")), name="imported_rows_were_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.started_at:%F %R}"

    @property
    def is_working(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.IMPORTING)


class RowFault(models.Model):
    """Why a row was refused, with its place in the sheet; deleted with the file."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField("行")
    column = models.CharField("列", max_length=200)
    reason = models.CharField("原因", max_length=300)

    class Meta:
        verbose_name = "错误行"
        verbose_name_plural = "错误行"
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["run", "row", "id"], name="fault_by_row")]

    def __str__(self) -> str:
        return f"{self.row} {self.column} {self.reason}"

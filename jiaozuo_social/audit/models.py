"""Who looked at what: reveals, downloads, exports, searches and refusals (PIPL 51, 等保三级)."""

import datetime as dt
import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils import timezone


class Access(models.Model):
    """One look at protected data. Append-only: a trigger refuses UPDATE and DELETE."""

    class Action(models.TextChoices):
        VIEW = "view", "查看"
        REVEAL = "reveal", "显示原文"
        DOWNLOAD = "download", "下载"
        PRINT = "print", "打印"
        EXPORT = "export", "导出"
        SEARCH = "search", "检索"
        LOGIN = "login", "登录"
        LOGOUT = "logout", "退出"
        LOGIN_FAILED = "login_failed", "登录失败"
        CHANGE = "change", "修改"

    at = models.DateTimeField("时间", default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="人员"
    )
    action = models.CharField("动作", max_length=20, choices=Action.choices)
    object_type = models.CharField("对象类型", max_length=40, blank=True)
    object_id = models.CharField("对象编号", max_length=64, blank=True)
    object_label = models.CharField("对象", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    ip = models.GenericIPAddressField("IP", null=True, blank=True)
    detail = models.JSONField("详情", default=dict, blank=True)

    class Meta:
        verbose_name = "访问记录"
        verbose_name_plural = "访问记录"
        indexes = [
            models.Index(fields=["-at"]),
            models.Index(fields=["object_type", "object_id", "-at"]),
            models.Index(fields=["user", "-at"]),
            models.Index(fields=["object_label", "-at"], name="access_label"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.user} {self.get_action_display()} {self.object_label}"


class Seal(models.Model):
    """One link of a chain of seals over a table's rows (see ``audit.chain``). Append-only by trigger."""

    class Of(models.TextChoices):
        ENTRIES = "entries", "办理记录"
        ACCESS = "access", "访问记录"

    chain = models.CharField("对象", max_length=20, choices=Of.choices)
    number = models.PositiveIntegerField("序号")
    first_id = models.BigIntegerField("首行")
    last_id = models.BigIntegerField("末行")
    rows = models.PositiveIntegerField("行数")
    subjects = models.PositiveIntegerField("件数")
    manifest = models.BinaryField("清单")
    digest = models.CharField("清单摘要", max_length=64)
    made_at = models.DateTimeField("封存时间", default=timezone.now)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField("封存值", max_length=64)

    class Meta:
        verbose_name = "封存"
        verbose_name_plural = "封存"
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="seal_number_once")]

    def __str__(self) -> str:
        return f"{self.get_chain_display()} {self.number}"

    def compute_hash(self) -> str:
        """SHA-256 over the seal's meaning and the seal before it."""
        content = [
            self.prev_hash, self.chain, self.number, self.first_id, self.last_id, self.rows, self.subjects,
            self.digest, self.made_at.astimezone(dt.UTC).isoformat(),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()

"""Where a department's own system wants to hear of changes of state."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from jiaozuo_social.privacy.fields import EncryptedTextField


class Webhook(models.Model):
    """An address of a department's system. It hears of the cases that lie with the department only."""

    department = models.ForeignKey(
        "orgs.Department", models.PROTECT, related_name="webhooks", verbose_name="单位"
    )
    name = models.CharField("名称", max_length=60)
    url = models.URLField("地址", max_length=300)
    secret = EncryptedTextField("密钥", editable=False)
    kinds = ArrayField(models.CharField(max_length=20), verbose_name="事项类型", default=list, blank=True)
    is_active = models.BooleanField("启用", default=True)
    failures = models.PositiveIntegerField("连续失败", default=0, editable=False)
    disabled_at = models.DateTimeField("自动停用时间", null=True, blank=True, editable=False)
    created_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "状态推送地址"
        verbose_name_plural = "状态推送地址"
        ordering = ["department__path", "pk"]

    def __str__(self) -> str:
        return self.name

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

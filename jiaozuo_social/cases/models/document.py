"""Official documents given to the petitioner, and the templates staff write them from."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Document(models.Model):
    """A notice or answer (告知书, 答复意见书 …) as it was issued; never edited afterwards."""

    class Kind(models.TextChoices):
        RECEIVED = "received", "接收告知书"
        ACCEPTED = "accepted", "受理告知书"
        GUIDED = "guided", "途径告知书"
        REJECTED = "rejected", "不予（不再）受理告知书"
        EXTENDED = "extended", "延期告知书"
        REPLY = "reply", "信访事项处理意见书"
        MEDIATION = "mediation", "调解（和解）协议书"
        REVIEW = "review", "复查意见书"
        RECHECK = "recheck", "复核意见书"
        ANSWER = "answer", "建议答复"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="documents")
    kind = models.CharField("文种", max_length=12, choices=Kind.choices)
    number = models.CharField("文号", max_length=60, unique=True)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    basis = models.TextField("法律依据", blank=True)
    department = models.ForeignKey("orgs.Department", models.PROTECT, null=True, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField("出具时间", default=timezone.now)
    delivered_on = models.DateField("送达日期", null=True, blank=True)
    delivery = models.CharField("送达方式", max_length=40, blank=True)

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class AnswerTemplate(models.Model):
    """Text that staff start from; ``{{ number }}``-style fields are filled in by the form."""

    case_kind = models.CharField("事项类型", max_length=20)
    document_kind = models.CharField("文种", max_length=12, choices=Document.Kind.choices)
    category = models.ForeignKey("cases.Category", models.CASCADE, null=True, blank=True)
    name = models.CharField("名称", max_length=60)
    body = models.TextField("正文")
    basis = models.TextField("法律依据", blank=True)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "文书模板"
        verbose_name_plural = "文书模板"
        ordering = ["case_kind", "document_kind", "name"]

    def __str__(self) -> str:
        return self.name

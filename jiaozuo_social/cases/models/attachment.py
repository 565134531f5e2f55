"""Files of a case; kept outside the web root and served through the case's permission."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Unguessable path without any part of the user's file name."""
    suffix = filename.rsplit(".", 1)[-1].lower() if "." in filename else "bin"
    return f"cases/{timezone.localdate():%Y/%m}/{uuid.uuid4().hex}.{suffix}"


class Attachment(models.Model):
    class Origin(models.TextChoices):
        PETITIONER = "petitioner", "信访人提交"
        STAFF = "staff", "工作人员上传"

    class Stage(models.TextChoices):
        BEFORE = "before", "处置前"
        VERIFY = "verify", "核实"
        AFTER = "after", "处置后"
        CHECK = "check", "核查"

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="attachments")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField("文件", upload_to=attachment_path)
    preview = models.FileField("小图", upload_to=attachment_path, blank=True)  # of a photo only
    name = models.CharField("文件名", max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("大小（字节）")
    sha256 = models.CharField(max_length=64)
    origin = models.CharField("来源", max_length=12, choices=Origin.choices)
    stage = models.CharField("阶段", max_length=10, choices=Stage.choices, blank=True)
    is_public_to_petitioner = models.BooleanField("信访人可见", default=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

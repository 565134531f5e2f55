"""Messages to people: written in the caller's transaction, delivered by Celery at least once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.privacy.fields import EncryptedTextField


class Notice(models.Model):
    """A message inside the portal, for one member of staff or one logged-in citizen."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField("类型", max_length=40)
    subject = models.CharField("标题", max_length=200)
    body = models.TextField("内容", blank=True)
    link = models.CharField("链接", max_length=200, blank=True)
    dedupe_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    digested_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "站内通知"
        verbose_name_plural = "站内通知"
        indexes = [
            models.Index(fields=["user", "-created_at"]),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["created_at"], condition=Q(digested_on=None), name="notice_undigested"),
        ]

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    """A message that leaves the portal (SMS, webhook). The row is the truth, Celery only a nudge."""

    class State(models.TextChoices):
        QUEUED = "queued", "待发送"
        SENDING = "sending", "发送中"
        SENT = "sent", "已发送"
        FAILED = "failed", "发送失败"

    class Channel(models.TextChoices):
        SMS = "sms", "短信"

    channel = models.CharField("渠道", max_length=10, choices=Channel.choices, default=Channel.SMS)
    kind = models.CharField("类型", max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    phone = EncryptedTextField("手机号", blank=True)
    body = EncryptedTextField("内容")
    dedupe_key = models.CharField(max_length=200, unique=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField("计划发送", default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    last_error = models.CharField("最近错误", max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)

    class Meta:
        verbose_name = "外发消息"
        verbose_name_plural = "外发消息"
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["queued", "sending"]),
                name="message_to_send",
            ),
            models.Index(fields=["-created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.kind} {self.get_state_display()}"

"""What leaves the portal: written in the caller's transaction, delivered by Celery at least once."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jiaozuo_social.privacy.fields import EncryptedTextField


class MessageQuerySet(models.QuerySet["Message"]):
    def deliverable(self, now: dt.datetime) -> "MessageQuerySet":
        """Due and unclaimed, or claimed by a worker that never reported back."""
        abandoned = now - dt.timedelta(seconds=settings.OUTBOX_CLAIM_TTL_SECONDS)
        due = Q(state=Message.State.QUEUED, due_at__lte=now)
        return self.filter(due | Q(state=Message.State.SENDING, claimed_at__lt=abandoned))

    def fit(self, now: dt.datetime) -> "MessageQuerySet":
        """Worth another attempt: not used up and not too late."""
        in_time = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(in_time, attempts__lt=F("max_attempts"))

    def claim(self, pk: int) -> "Message | None":
        """Take the message for this worker, or return None if it is not ours to send."""
        now = timezone.now()
        won = (
            self.deliverable(now)
            .fit(now)
            .filter(pk=pk)
            .update(state=Message.State.SENDING, claimed_at=now, attempts=F("attempts") + 1)
        )
        return self.get(pk=pk) if won else None


class Message(models.Model):
    """A message that leaves the portal. The row is the truth, Celery only a nudge."""

    class State(models.TextChoices):
        QUEUED = "queued", "待发送"
        SENDING = "sending", "发送中"
        SENT = "sent", "已发送"
        FAILED = "failed", "发送失败"

    class Channel(models.TextChoices):
        SMS = "sms", "短信"
        WEBHOOK = "webhook", "状态推送"

    channel = models.CharField("渠道", max_length=10, choices=Channel.choices, default=Channel.SMS)
    kind = models.CharField("类型", max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="messages"
    )
    webhook = models.ForeignKey(
        "outbox.Webhook",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name="推送地址",
    )
    phone = EncryptedTextField("手机号", blank=True)
    phone_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    body = EncryptedTextField("内容")
    dedupe_key = models.CharField(max_length=200, unique=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField("计划发送", default=timezone.now)
    expires_at = models.DateTimeField("过时不发", null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    max_attempts = models.PositiveSmallIntegerField("最多尝试")
    last_error = models.CharField("最近错误", max_length=300, blank=True)
    created_at = models.DateTimeField("登记时间", default=timezone.now)
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "外发消息"
        verbose_name_plural = "外发消息"
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["queued", "sending"]),
                name="message_to_send",
            ),
            models.Index(fields=["-created_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.kind} {self.get_state_display()}"

    def mark_sent(self) -> bool:
        return self._report(state=self.State.SENT, sent_at=timezone.now(), last_error="")

    def put_back(self, error: str, *, due_at: dt.datetime) -> bool:
        return self._report(state=self.State.QUEUED, due_at=due_at, last_error=error[:300])

    def give_up(self, error: str) -> bool:
        return self._report(state=self.State.FAILED, last_error=error[:300])

    def _report(self, **outcome: object) -> bool:
        """Record the outcome if this worker still holds its claim; ``attempts`` is the token."""
        held = Message.objects.filter(pk=self.pk, state=self.State.SENDING, attempts=self.attempts)
        return bool(held.update(**outcome))

"""One text message per person and day: how many reminders wait in the portal."""

import datetime as dt

from constance import config
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiaozuo_social.accounts.models import User

from .models import Notice
from .services import enqueue_sms


def send_digests(now: dt.datetime | None = None) -> int:
    """Queue today's digests once the hour has come; return how many were queued.

    Safe to run every hour: a person who got today's digest gets the next one tomorrow.
    """
    local = timezone.localtime(now)
    if local.hour < config.DIGEST_HOUR:
        return 0
    waiting = User.objects.filter(pk__in=Notice.objects.filter(digested_on=None).values("user"))
    return sum(_digest(user, local.date()) for user in waiting.order_by("pk").iterator(chunk_size=500))


def _digest(user: User, day: dt.date) -> bool:
    """The message and the marks on its notices are one transaction: all or nothing."""
    with transaction.atomic():
        fresh = dict(Notice.objects.filter(user=user, digested_on=None).values_list("pk", "read_at"))
        unread = sum(read_at is None for read_at in fresh.values())
        queued = None
        if unread and user.phone and user.is_active:
            queued = enqueue_sms(
                phone=user.phone,
                kind="digest",
                body=f"【{settings.SITE_NAME}】您有 {unread} 条待办提醒，请登录平台查看：{settings.SITE_URL}",
                dedupe_key=f"digest:{user.pk}:{day:%F}",
                user=user,
            )
            if queued is None:
                return False  # today's went out before these notices came
        Notice.objects.filter(pk__in=fresh, digested_on=None).update(digested_on=day)
    return queued is not None

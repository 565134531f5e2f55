"""Words to people are emptied after their time; that something was sent, and when, stays."""

import datetime as dt
from typing import Any

from constance import config
from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Message, Notice

BATCH = 5000
EMPTIED = "（通知已过保存期）"


def empty_messages() -> int:
    """Phone and words of old text messages; one that failed can then never be sent again."""
    ended = Message.objects.filter(~Q(phone_digest=""), state__in=[Message.State.SENT, Message.State.FAILED])
    return _empty(
        ended, config.MESSAGE_KEEP_DAYS, phone="", phone_digest="", body="", expires_at=timezone.now()
    )


def empty_notices() -> int:
    """Subjects and bodies quote notes of staff about people."""
    kept = Notice.objects.exclude(subject=EMPTIED)
    return _empty(kept, config.NOTICE_KEEP_DAYS, subject=EMPTIED, body="", link="")


def _empty(rows: QuerySet[Any], days: int, **values: object) -> int:
    """Batch by batch, so that no lock is held for long; 0 days keep for ever."""
    if days <= 0:
        return 0
    old = rows.filter(created_at__lt=timezone.now() - dt.timedelta(days=days)).order_by("pk")
    total = 0
    while pks := list(old.values_list("pk", flat=True)[:BATCH]):
        total += rows.model._default_manager.filter(pk__in=pks).update(**values)
    return total

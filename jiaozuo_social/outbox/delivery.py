"""Bring queued messages to the gateway; every step may run twice, in parallel or after a crash.

Honest limit: a worker killed between the gateway's yes and ``mark_sent`` sends again after the
claim has run out. Only a gateway that honours the idempotency key makes that one message.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from . import webhooks
from .gateways import PermanentFailure, TemporaryFailure, gateway
from .models import Message
from .nudge import nudge
from .recipients import administrators
from .services import NewNotice, notify_many

MESSAGES_PAGE = "/admin/outbox/message/?state__exact=failed"


def deliver(message_id: int) -> bool:
    """Send one message; False if it was not ours to send or did not get through."""
    message = Message.objects.claim(message_id)
    if message is None:
        return False  # sent already, not yet due, used up, or another worker holds it
    try:
        _hand_over(message)
    except TemporaryFailure as failure:
        _after_temporary(message, str(failure))
        return False
    except PermanentFailure as failure:
        _fail(message, str(failure))
        return False
    return message.mark_sent()


def _hand_over(message: Message) -> None:
    if message.channel == Message.Channel.WEBHOOK:
        webhooks.send(message)
    else:
        gateway().send(phone=message.phone, body=message.body, idempotency_key=message.dedupe_key)


def sweep() -> int:
    """Offer every message whose time has come to the workers; return how many were offered."""
    now = timezone.now()
    for message in Message.objects.deliverable(now).exclude(pk__in=Message.objects.fit(now)):
        _close(message, now)
    due = Message.objects.deliverable(now).fit(now).order_by("due_at")
    offered = 0
    for pk in due.values_list("pk", flat=True)[: settings.OUTBOX_SWEEP_BATCH]:
        if not nudge(pk):
            break  # the broker is away: the next sweep offers them again
        offered += 1
    return offered


def retry(message: Message) -> bool:
    """Give a failed message a new round of attempts; False if it has not failed or is too late."""
    now = timezone.now()
    in_time = Q(expires_at=None) | Q(expires_at__gt=now)
    with transaction.atomic():
        won = Message.objects.filter(in_time, pk=message.pk, state=Message.State.FAILED).update(
            state=Message.State.QUEUED,
            due_at=now,
            max_attempts=F("attempts") + settings.OUTBOX_MAX_ATTEMPTS,
        )
        if won:
            transaction.on_commit(lambda: nudge(message.pk), robust=True)
    return bool(won)


def backoff(attempts: int) -> dt.timedelta:
    """Wait before the next attempt: doubled each time, up to a limit."""
    seconds = settings.OUTBOX_BACKOFF_SECONDS * 2 ** min(attempts - 1, 20)
    return dt.timedelta(seconds=min(seconds, settings.OUTBOX_BACKOFF_MAX_SECONDS))


def _after_temporary(message: Message, error: str) -> None:
    if message.attempts >= message.max_attempts:
        _fail(message, error)
    else:
        message.put_back(error, due_at=timezone.now() + backoff(message.attempts))


def _close(message: Message, now: dt.datetime) -> None:
    """End a message that no worker may take any more: too late, or its last worker died."""
    stuck = Message.objects.deliverable(now).filter(pk=message.pk, attempts=message.attempts)
    too_late = message.expires_at is not None and message.expires_at <= now
    error = "已过时，不再发送" if too_late else "发送中断，尝试次数已用完"
    with transaction.atomic():
        closed = stuck.update(state=Message.State.FAILED, last_error=error)
        if closed and not too_late:
            _alarm(message)


def _fail(message: Message, error: str) -> None:
    with transaction.atomic():
        if message.give_up(error):
            _alarm(message)


def _alarm(message: Message) -> None:
    """Tell the administrators, at most once an hour: a dead gateway fails thousands at once."""
    hour = timezone.localtime().strftime("%Y-%m-%dT%H")
    notify_many(
        NewNotice(
            user_id=user.pk,
            kind="message_failed",
            subject=f"有{message.get_channel_display()}发送失败",
            body=f"类型：{message.kind}。请检查网关或对方系统，处理后在“外发消息”中重发。",
            link=MESSAGES_PAGE,
            dedupe_key=f"message-failed:{message.channel}:{hour}:{user.pk}",
        )
        for user in administrators()
    )

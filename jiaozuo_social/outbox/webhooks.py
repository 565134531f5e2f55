"""Tell departments' systems of changes: queued in the caller's transaction, delivered like any message."""

import json
import secrets
from collections.abc import Iterable
from typing import Any

from constance import config
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jiaozuo_social.web.held import Held
from jiaozuo_social.web.inserting import insert_once

from .gateways import webhook as gateway
from .gateways.base import PermanentFailure
from .gateways.signing import public_key_of
from .models import Message, Webhook
from .nudge import nudge
from .recipients import administrators
from .services import NewNotice, notify_many

WEBHOOKS_PAGE = "/admin/outbox/webhook/"
OFF = "推送地址已停用"
HELD_SECONDS = 10  # other processes learn of the very first address after this long
_is_any_active = Held(lambda: Webhook.objects.filter(is_active=True).exists(), seconds=HELD_SECONDS)


def refresh() -> None:
    """Forget whether there is any active address, so that the next change of a case asks again."""
    _is_any_active.forget()


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def active_for(kind: str) -> list[Webhook]:
    """Active addresses that want this kind, with their departments: one query, none where nobody listens."""
    if not _is_any_active():
        return []
    active = Webhook.objects.filter(is_active=True, department__is_active=True).select_related("department")
    return [webhook for webhook in active if webhook.wants(kind)]


def enqueue_event(webhooks: Iterable[Webhook], *, event: dict[str, Any], kind: str, key: str) -> int:
    """Queue one event for each address in the caller's transaction; returns how many are new.

    ``event`` must hold no personal data. Its ``id`` is the Idempotency-Key of every attempt.
    """
    queued = 0
    for webhook in webhooks:
        dedupe = f"webhook:{webhook.pk}:{key}"
        body = json.dumps({"id": public_key_of(dedupe), **event}, ensure_ascii=False)
        message = Message(
            dedupe_key=dedupe,
            channel=Message.Channel.WEBHOOK,
            webhook=webhook,
            kind=kind,
            body=body,
            max_attempts=settings.OUTBOX_MAX_ATTEMPTS,
        )
        if insert_once(message, key="dedupe_key"):
            queued += 1
            transaction.on_commit(lambda pk=message.pk: nudge(pk), robust=True)  # type: ignore[misc]
    return queued


def send(message: Message) -> None:
    """Deliver a claimed message; raises the gateway's failures."""
    webhook = Webhook.objects.filter(messages=message).first()
    if webhook is None or not webhook.is_active:
        raise PermanentFailure(OFF)
    try:
        gateway.post(webhook, message.body.encode(), idempotency_key=message.dedupe_key)
    except Exception:
        _count_failure(webhook)
        raise
    if webhook.failures:
        Webhook.objects.filter(pk=webhook.pk).update(failures=0)


def _count_failure(webhook: Webhook) -> None:
    """One more in a row; too many switch the address off and tell the administrators, once."""
    Webhook.objects.filter(pk=webhook.pk).update(failures=F("failures") + 1)
    with transaction.atomic():
        now = timezone.now()
        off = Webhook.objects.filter(pk=webhook.pk, is_active=True, failures__gte=config.WEBHOOK_MAX_FAILURES)
        if not off.update(is_active=False, disabled_at=now):
            return
        notify_many(
            NewNotice(
                user_id=user.pk,
                kind="webhook_disabled",
                subject=f"状态推送已自动停用：{webhook.name}",
                body="连续推送失败次数过多。请与对方系统核对地址后重新启用；停用期间的变化不会补发。",
                link=WEBHOOKS_PAGE,
                dedupe_key=f"webhook-disabled:{webhook.pk}:{now.isoformat()}:{user.pk}",
            )
            for user in administrators()
        )


def switch_on(webhook: Webhook) -> None:
    webhook.is_active, webhook.failures, webhook.disabled_at = True, 0, None
    webhook.save(update_fields=["is_active", "failures", "disabled_at"])
    transaction.on_commit(refresh)

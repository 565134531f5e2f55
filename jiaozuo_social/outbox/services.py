"""Tell people something: a notice in the portal, or a message that leaves it.

Both are rows written in the caller's transaction, once per ``dedupe_key`` however often and from
however many workers they are asked for.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.privacy.digests import normalise_phone, phone_digest
from jiaozuo_social.web.inserting import insert_once

from .models import Message, Notice
from .nudge import nudge


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be written by ``notify_many``."""

    user_id: int
    kind: str
    subject: str
    dedupe_key: str
    body: str = ""
    link: str = ""


def notify(*, user: User, kind: str, subject: str, dedupe_key: str, body: str = "", link: str = "") -> bool:
    """Leave a notice for one person; False if this very notice was left before."""
    _, created = Notice.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={"user": user, "kind": kind, "subject": subject[:200], "body": body, "link": link},
    )
    return created


def notify_many(rows: Iterable[NewNotice]) -> None:
    """Leave many notices in few statements; those left before are passed over."""
    notices = [
        Notice(
            user_id=row.user_id,
            kind=row.kind,
            subject=row.subject[:200],
            body=row.body,
            link=row.link,
            dedupe_key=row.dedupe_key,
        )
        for row in rows
    ]
    Notice.objects.bulk_create(notices, batch_size=500, ignore_conflicts=True)


def enqueue_sms(
    *,
    phone: str,
    kind: str,
    body: str,
    dedupe_key: str,
    user: User | None = None,
    due_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> Message | None:
    """Queue a text message in the caller's transaction; None if it was queued before.

    ``expires_at`` is for words that are worthless later, such as a login code.
    """
    now = timezone.now()
    message = Message(
        dedupe_key=dedupe_key,
        phone=normalise_phone(phone),
        phone_digest=phone_digest(phone),
        kind=kind,
        body=body,
        user=user,
        due_at=due_at or now,
        expires_at=expires_at,
        max_attempts=settings.OUTBOX_MAX_ATTEMPTS,
    )
    if not insert_once(message, key="dedupe_key"):
        return None
    if message.due_at <= now:
        transaction.on_commit(lambda: nudge(message.pk), robust=True)
    return message

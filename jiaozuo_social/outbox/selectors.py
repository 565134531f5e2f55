"""Reads for the staff pages."""

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.privacy.digests import phone_digest

from .models import Message, MessageQuerySet, Notice, NoticeQuerySet

UNREAD_SHOWN = 99


def notices_of(user: AnyUser) -> NoticeQuerySet:
    return Notice.objects.owned_by(user)


def unread_count(user: AnyUser) -> int:
    """Unread notices, counted no further than the head of the page shows (99+)."""
    if not getattr(user, "is_authenticated", False):
        return 0
    return notices_of(user).unread()[: UNREAD_SHOWN + 1].count()


def messages_to(phone: str = "") -> MessageQuerySet:
    """Text messages to one phone, or to everybody if none is given."""
    messages = Message.objects.filter(channel=Message.Channel.SMS)
    return messages.filter(phone_digest=phone_digest(phone)) if phone else messages

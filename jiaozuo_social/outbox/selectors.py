"""Reads for the staff pages."""

from jiaozuo_social.accounts.models import AnyUser

from .models import Notice, NoticeQuerySet

UNREAD_SHOWN = 99


def notices_of(user: AnyUser) -> NoticeQuerySet:
    return Notice.objects.owned_by(user)


def unread_count(user: AnyUser) -> int:
    """Unread notices, counted no further than the head of the page shows (99+)."""
    if not getattr(user, "is_authenticated", False):
        return 0
    return notices_of(user).unread()[: UNREAD_SHOWN + 1].count()

"""Questions about the access log."""

from jiaozuo_social.accounts.models import User

from .models import Access


def recent_logins(user: User, limit: int = 5) -> list[Access]:
    """The last logins of a user, newest first, so that a stranger's is noticed."""
    logins = Access.objects.filter(user=user, action=Access.Action.LOGIN)
    return list(logins.order_by("-at")[:limit])

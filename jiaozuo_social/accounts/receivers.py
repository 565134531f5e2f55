"""Login and password signals of Django and allauth that keep the one session true."""

from typing import Any

from allauth.account.signals import password_changed, password_set
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from . import sessions
from .models import User


@receiver(user_logged_in, dispatch_uid="accounts_claim_session")
def claim_session(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    if request is not None:
        sessions.claim(request, user)


@receiver([password_changed, password_set], dispatch_uid="accounts_reclaim_session")
def reclaim_session(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A changed password gives the session a new key."""
    sessions.claim(request, user)

"""Phones that stay logged in (see ``DeviceSession``): registered, recognised, taken back.

Whatever would keep the person out of the portal keeps the phone out too: an inactive account, a
password that is due, a missing second factor. A changed password ends every phone.
"""

import datetime as dt
import secrets

from constance import config
from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.utils import timezone

from jiaozuo_social.privacy.digests import keyed_digest, known_digests

from . import gate
from .models import DeviceSession, User

COOKIE = PURPOSE = "device"
# How often a phone's use is written down.
TOUCH = dt.timedelta(minutes=10)


def register(user: User, label: str) -> tuple[DeviceSession, str]:
    """Return the new session and its secret, which is stored nowhere in clear."""
    secret = secrets.token_urlsafe(32)
    device = DeviceSession.objects.create(
        user=user,
        label=label[:60],
        secret_digest=keyed_digest(secret, purpose=PURPOSE),
        expires_at=timezone.now() + dt.timedelta(days=config.DEVICE_SESSION_DAYS),
    )
    return device, secret


def of_cookie(secret: str) -> DeviceSession | None:
    """The phone that holds this secret, if it may still come in."""
    if not secret:
        return None
    now = timezone.now()
    known = known_digests(secret, purpose=PURPOSE)
    found = (
        DeviceSession.objects.select_related("user")
        .filter(secret_digest__in=known, revoked_at=None, expires_at__gt=now, user__is_active=True)
        .filter(created_at__gte=F("user__password_changed_at"))
        .first()
    )
    if found is None or gate.pending_step(found.user):
        return None
    if now - found.last_seen_at > TOUCH:
        DeviceSession.objects.filter(pk=found.pk).update(last_seen_at=now)
    return found


def of_user(user: User) -> QuerySet[DeviceSession]:
    """Phones that are logged in now, the last used first."""
    in_use = DeviceSession.objects.filter(user=user, revoked_at=None, expires_at__gt=timezone.now())
    return in_use.filter(created_at__gte=F("user__password_changed_at")).order_by("-last_seen_at", "-pk")


def revoke(device: DeviceSession) -> bool:
    """End one phone's login; False if it had ended already."""
    changed = DeviceSession.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=timezone.now())
    return bool(changed)


def revoke_all(user: User) -> int:
    return DeviceSession.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


def set_cookie(response: HttpResponseBase, device: DeviceSession, secret: str) -> None:
    response.set_cookie(
        COOKIE,
        secret,
        expires=device.expires_at,
        path=settings.DEVICE_SESSION_PREFIX,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def delete_cookie(response: HttpResponseBase) -> None:
    response.delete_cookie(COOKIE, path=settings.DEVICE_SESSION_PREFIX, samesite="Lax")

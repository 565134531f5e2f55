"""django-axes asks here: how many failures, how long, under what name, and what to show."""

import datetime as dt
from typing import Any

from constance import config
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jiaozuo_social.privacy.digests import normalise_phone, phone_digest

from .models import User


def failure_limit(request: HttpRequest, credentials: dict[str, Any] | None) -> int:
    return config.LOGIN_FAILURES


def cool_off(request: HttpRequest | None) -> dt.timedelta:
    return dt.timedelta(minutes=config.LOGIN_LOCK_MINUTES)


def login_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """One name per account however it is typed; an unknown phone is kept as a digest, not in clear."""
    typed = str((credentials or {}).get("username") or request.POST.get("login") or "").strip()
    phone = normalise_phone(typed)
    if len(phone) == 11 and not any(ch.isalpha() for ch in typed):
        owner = User.objects.phone_owner(phone)
        return owner.username.lower() if owner else f"phone:{phone_digest(phone)[:32]}"
    return typed.lower()[:150]


def locked_page(
    request: HttpRequest, original_response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    return render(request, "account/lockout.html", {"minutes": config.LOGIN_LOCK_MINUTES}, status=429)

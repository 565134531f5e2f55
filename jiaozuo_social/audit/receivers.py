"""Logins, their failures, and changed settings: what libraries do is told by their signals."""

from typing import Any

from allauth.core import context
from allauth.mfa.signals import authentication_failed
from axes.signals import user_locked_out
from constance import settings as constance
from constance.models import Constance
from constance.signals import config_updated
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from jiaozuo_social.accounts.models import User

from .models import Access
from .services import record


def _account_named(name: str) -> User | None:
    """The account somebody tried to enter: by user name, in any case, or by phone."""
    return User.objects.filter(username__iexact=name).first() or User.objects.phone_owner(name)


@receiver(user_logged_in, dispatch_uid="audit_login")
def record_login(sender: Any, request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    record(Access.Action.LOGIN, request=request, user=user)


@receiver(user_logged_out, dispatch_uid="audit_logout")
def record_logout(sender: Any, request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        reason = getattr(request, "logout_reason", "")
        record(Access.Action.LOGOUT, request=request, user=user, reason=reason)


@receiver(user_login_failed, dispatch_uid="audit_login_failed")
def record_failure(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    """What was typed is not kept (people type passwords into the wrong box), only whose account it was."""
    name = str(credentials.get("username") or credentials.get("phone") or "")
    account = _account_named(name)
    reason = "密码错误" if account else "没有此账号"
    record(Access.Action.LOGIN_FAILED, request=request, obj=account, reason=reason)


@receiver(authentication_failed, dispatch_uid="audit_factor_failed")
def record_factor_failure(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    record(Access.Action.LOGIN_FAILED, request=request, obj=user, reason="动态码错误")


@receiver(user_locked_out, dispatch_uid="audit_locked")
def record_lock(sender: Any, request: HttpRequest, username: str, **kwargs: Any) -> None:
    account = _account_named(username)
    record(Access.Action.LOGIN_FAILED, request=request, obj=account, reason="连续失败，已锁定")


@receiver(config_updated, dispatch_uid="audit_setting")
def record_setting(sender: Any, key: str, old_value: Any, new_value: Any, **kwargs: Any) -> None:
    """A number of the rules is changed: who, which, from what to what. None of them is a secret
    (those come from the environment), so both values are kept."""
    name = key.removeprefix(constance.DATABASE_PREFIX)
    default, words, *_ = constance.CONFIG[name]
    before = default if old_value is None else old_value
    if before != new_value:
        record(
            Access.Action.CHANGE,
            request=context.request,
            obj=Constance.objects.filter(key=key).first(),
            label=f"{name} {words}",
            before={name: str(before)},
            after={name: str(new_value)},
        )

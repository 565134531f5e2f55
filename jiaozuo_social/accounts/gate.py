"""What a user must do before anything else: a new password, then a second factor (rules §8)."""

import datetime as dt

from allauth.mfa.utils import is_mfa_enabled
from constance import config
from django.conf import settings
from django.utils import timezone

from .models import User
from .staff import is_staff_member

NEW_PASSWORD = "account_change_password"
SECOND_FACTOR = "mfa_activate_totp"

# Addresses that stay open while a step is pending.
ALWAYS_OPEN = {"account_logout", "account_reauthenticate", "mfa_reauthenticate", "large-print", "healthz"}
OPEN = {
    NEW_PASSWORD: ALWAYS_OPEN | {NEW_PASSWORD, "account_set_password"},
    SECOND_FACTOR: ALWAYS_OPEN | {SECOND_FACTOR},
}
REASONS = {
    NEW_PASSWORD: "请先修改密码：密码由管理员设置或已超过有效期。",
    SECOND_FACTOR: "工作人员须先启用两步验证，才能使用其他功能。",
}


def password_is_due(user: User) -> bool:
    """Set by an administrator, or (staff only) older than the rule allows."""
    if user.must_change_password:
        return True
    if not is_staff_member(user) or not user.has_usable_password():
        return False
    oldest = timezone.now() - dt.timedelta(days=config.PASSWORD_MAX_AGE_DAYS)
    return user.password_changed_at < oldest


def second_factor_is_due(user: User) -> bool:
    return settings.STAFF_SECOND_FACTOR_REQUIRED and is_staff_member(user) and not is_mfa_enabled(user)


def pending_step(user: User) -> str:
    """Return the url name of the next required step, or ""."""
    if password_is_due(user):
        return NEW_PASSWORD
    return SECOND_FACTOR if second_factor_is_due(user) else ""

"""Password rules (rules §8 D): length, kinds of characters, not one of the last few."""

from constance import config
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from .models import AnyUser


def kinds_in(password: str) -> int:
    """Count the kinds of characters present: upper case, lower case, digits, symbols."""
    upper = any(ch.isupper() for ch in password)
    lower = any(ch.islower() for ch in password)
    digit = any(ch.isdigit() for ch in password)
    symbol = any(not ch.isalnum() for ch in password)
    return upper + lower + digit + symbol


class LengthValidator:
    def validate(self, password: str, user: AnyUser = None) -> None:
        if len(password) < config.PASSWORD_MIN_LENGTH:
            message = f"密码至少 {config.PASSWORD_MIN_LENGTH} 个字符，现在是 {len(password)} 个。"
            raise ValidationError(message, code="password_too_short")

    def get_help_text(self) -> str:
        return f"至少 {config.PASSWORD_MIN_LENGTH} 个字符。"


class KindsValidator:
    def validate(self, password: str, user: AnyUser = None) -> None:
        if kinds_in(password) < config.PASSWORD_MIN_KINDS:
            raise ValidationError(self.get_help_text(), code="password_too_few_kinds")

    def get_help_text(self) -> str:
        return f"大写字母、小写字母、数字、符号四类中至少包含 {config.PASSWORD_MIN_KINDS} 类。"


class HistoryValidator:
    """Refuses the current password and the ones before it, as many as the rule says."""

    def validate(self, password: str, user: AnyUser = None) -> None:
        if user is None or not user.pk:
            return
        records = user.password_records.order_by("-created_at", "-pk")
        earlier = records.values_list("password", flat=True)[: config.PASSWORD_HISTORY]
        hashes = {user.password, *earlier}
        if any(check_password(password, one) for one in hashes):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        return f"不能与最近 {config.PASSWORD_HISTORY} 次用过的密码相同。"

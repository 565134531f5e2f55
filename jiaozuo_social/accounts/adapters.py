"""What this portal decides differently from allauth: phones, sign-up, redirects, Chinese sentences."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url

from jiaozuo_social.privacy import cipher
from jiaozuo_social.privacy.digests import normalise_phone

from . import services, sms
from .forms import PhoneField
from .models import User
from .staff import home_of, is_staff_member

FRESH_LOGIN_SECONDS = 300
WRONG_LOGIN = "用户名（手机号）或密码不正确。"


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "此账号已停用，请联系系统管理员。",
        "phone_password_mismatch": WRONG_LOGIN,
        "username_password_mismatch": WRONG_LOGIN,
        "invalid_login": WRONG_LOGIN,
        "incorrect_code": "验证码不正确，请核对后重新输入。",
        "incorrect_password": "密码不正确。",
        "enter_current_password": "当前密码不正确。",
        "phone_taken": "此手机号已被其他账号使用。",
        "same_as_current": "新手机号与现在的相同。",
        "too_many_login_attempts": "尝试次数过多，请稍后再试。",
        "rate_limited": "操作过于频繁，请稍后再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No sign-up form: citizens get an account at their first code, staff from an administrator."""
        return False

    def get_login_stages(self) -> list[str]:
        """A phone is verified by the code that was sent to it, e-mail is not used."""
        skipped = ("PhoneVerificationStage", "EmailVerificationStage")
        return [stage for stage in super().get_login_stages() if not stage.endswith(skipped)]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(home_of(request.user))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("account_me")

    def set_password(self, user: User, password: str) -> None:
        services.set_password(user, password)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just logged in need not say who they are again (first set-up of the factor)."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < FRESH_LOGIN_SECONDS:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def clean_phone(self, phone: str) -> str:
        return normalise_phone(phone)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.phone_owner(phone)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.set_phone(phone, verified=verified)
        user.save(update_fields=["phone", "phone_digest", "phone_verified_at"])

    def set_phone_verified(self, user: User, phone: str) -> None:
        self.set_phone(user, phone, True)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        sms.send_phone_code(user, phone, code)

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Asked to move an account to somebody else's phone: the page says nothing, nor do we."""


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "动态码或恢复码不正确，请核对后重新输入。",
        "cannot_delete_authenticator": "工作人员必须使用两步验证，不能停用。更换手机请联系系统管理员重置。",
    }

    def encrypt(self, text: str) -> str:
        return cipher.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return cipher.decrypt(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        return user.username

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (settings.STAFF_SECOND_FACTOR_REQUIRED and is_staff_member(authenticator.user))


class SocialAdapter(DefaultSocialAccountAdapter):
    """Whoever comes in through 微信, 钉钉 or OIDC is a citizen until somebody gives them a duty.

    An existing account is joined only by its owner when logged in; e-mails or phones that a
    provider reports never are a reason to join one.
    """

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": "请先设置密码或绑定手机号，再解除此登录方式。",
        "disconnect_last": "这是此账号唯一的登录方式，不能解除。",
        "connected_other": "此第三方账号已绑定其他用户。",
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, {"username": data.get("username")})
        user.username = services.citizen_username()
        user.name = (data.get("name") or "")[:50]
        return user

    def validate_disconnect(self, account: SocialAccount, accounts: list[SocialAccount]) -> None:
        user = account.user
        if len(accounts) <= 1 and not user.has_usable_password() and not user.phone:
            raise ValidationError(self.error_messages["disconnect_last"])

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        messages.error(request, "第三方登录没有成功，请重试或改用其他方式登录。")
        super().on_authentication_error(request, provider, **kwargs)

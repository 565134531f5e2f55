"""allauth's forms with Chinese labels and Chinese phone numbers."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.validators import RegexValidator

from jiaozuo_social.privacy.digests import normalise_phone

from . import second_factor


class PhoneField(forms.CharField):
    """A mainland mobile number; spaces, hyphens and +86 may be typed."""

    default_validators = [RegexValidator(r"^1[3-9]\d{9}$", "请输入 11 位手机号。", code="invalid_phone")]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "手机号")
        attrs = {"autocomplete": "tel", "type": "tel", "inputmode": "numeric"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return normalise_phone(text) if not any(ch.isalpha() for ch in text) else text


class ChineseLabels(forms.Form):
    """Labels and hints by field; placeholders are dropped: a label stays, a placeholder vanishes."""

    labels: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = f"请填写{field.label}。"


class CodeAttributes(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "12"}
        self.fields["code"].widget.attrs.update(attrs)


class LoginForm(ChineseLabels, account.LoginForm):
    labels = {"login": "用户名或手机号", "password": "密码"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocomplete="username", autocapitalize="none")


class RequestCodeForm(ChineseLabels, account.RequestLoginCodeForm):
    labels = {"phone": "手机号"}


class ConfirmCodeForm(ChineseLabels, CodeAttributes, account.ConfirmLoginCodeForm):
    labels = {"code": "短信验证码"}


class NewPassword(ChineseLabels):
    labels = {"oldpassword": "当前密码", "password1": "新密码", "password2": "再输一次新密码"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = "".join(password_validators_help_texts()[:3])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "password2" in self.errors and cleaned.get("password1"):
            self.errors["password2"] = self.error_class(["两次输入的新密码不一致。"], renderer=self.renderer)
        return cleaned


class ChangePasswordForm(NewPassword, account.ChangePasswordForm):
    pass


class SetPasswordForm(NewPassword, account.SetPasswordForm):
    pass


class ReauthenticateForm(ChineseLabels, account.ReauthenticateForm):
    labels = {"password": "密码"}


class ChangePhoneForm(ChineseLabels, account.ChangePhoneForm):
    labels = {"phone": "新手机号"}


class VerifyPhoneForm(ChineseLabels, CodeAttributes, account.VerifyPhoneForm):
    labels = {"code": "短信验证码"}


class CodeOnce(factor.BaseAuthenticateForm):
    """allauth remembers used codes in the cache, and for one period of the three that they live."""

    def clean_code(self) -> str:
        clear_failures = check_rate_limit(self.user)
        opened = second_factor.use(self.user, self.cleaned_data["code"])
        if opened is None:
            self._say_failed()
            raise get_adapter().validation_error("incorrect_code")
        opened.user, self.authenticator = self.user, opened
        clear_failures()
        return str(self.cleaned_data["code"])

    def _say_failed(self) -> None:
        main = second_factor.of(self.user).order_by("-type").first()  # the app before the paper
        if main is not None:
            self._emit_authentication_failed(main)


class SecondFactorForm(ChineseLabels, CodeAttributes, CodeOnce, factor.AuthenticateForm):
    labels = {"code": "动态码或恢复码"}


class SecondFactorAgainForm(ChineseLabels, CodeAttributes, CodeOnce, factor.ReauthenticateForm):
    labels = {"code": "动态码或恢复码"}


class ActivateSecondFactorForm(ChineseLabels, CodeAttributes, totp.ActivateTOTPForm):
    labels = {"code": "验证器显示的 6 位动态码"}

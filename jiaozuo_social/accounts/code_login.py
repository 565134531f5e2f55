"""Login by a code sent to the phone. Known and unknown phones get the same answer; an account is
made only when the code comes back, so that nobody can fill the table with other people's phones."""

import time
from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from constance import config
from django.http import HttpRequest, HttpResponse

from . import sms
from .adapters import AccountAdapter
from .models import User
from .services import may_log_in_by_code, sign_up_citizen


class PhoneCodeProcess(LoginCodeVerificationProcess):
    """allauth's process, which refuses unknown phones, with sign-up at the end."""

    def __init__(self, stage: LoginByCodeStage) -> None:
        super().__init__(stage)
        self.timeout = config.LOGIN_CODE_MINUTES * 60
        self.max_attempts = config.LOGIN_CODE_TRIES

    @classmethod
    def initiate(cls, *, request: HttpRequest, phone: str, **unused: Any) -> "PhoneCodeProcess":
        owner = User.objects.phone_owner(phone)
        user = owner if owner and may_log_in_by_code(owner) else None
        login = Login(user=user)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, phone=phone), initiated_by_user=True)
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> "PhoneCodeProcess | None":
        return cls(stage).abort_if_invalid()

    def send_by_phone(self, phone: str, skip_enumeration_mails: bool = False) -> None:
        """Send a code, or to an account that may not use one a sentence: on the page all look alike."""
        owner = User.objects.phone_owner(phone)
        if owner is None or may_log_in_by_code(owner):
            self.state["code"] = AccountAdapter().generate_login_code()
            sms.send_login_code(phone, self.state["code"], minutes=config.LOGIN_CODE_MINUTES)
        else:
            self.state["code"] = ""  # matches nothing
            sms.send_password_only(phone)

    def resend(self) -> None:
        phone = self.state["phone"]
        ratelimit.consume(self.request, action="request_login_code", key=phone, raise_exception=True)
        self.state["at"] = time.time()
        self.send()
        self.record_resend()
        self.persist()

    def finish(self, redirect_url: str | None) -> HttpResponse:
        if self.user is None:
            self._user = sign_up_citizen(self.state["phone"])
        return super().finish(redirect_url)

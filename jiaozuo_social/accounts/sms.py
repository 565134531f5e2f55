"""Texts to phones. The outbox lives in a layer above and is reached by name."""

import uuid

from django.conf import settings
from django.utils.module_loading import import_string

from .models import User


def _send(phone: str, *, kind: str, body: str, user: User | None = None) -> None:
    enqueue = import_string(settings.SMS_SENDER)
    enqueue(phone=phone, kind=kind, body=body, dedupe_key=f"{kind}:{uuid.uuid4()}", user=user)


def send_login_code(phone: str, code: str, *, minutes: int) -> None:
    body = f"登录验证码 {code}，{minutes} 分钟内有效。工作人员不会向您索要验证码，请勿告诉他人。"
    _send(phone, kind="login_code", body=body)


def send_phone_code(user: User, phone: str, code: str) -> None:
    body = f"更换手机号的验证码 {code}，5 分钟内有效，请勿告诉他人。"
    _send(phone, kind="phone_code", body=body, user=user)


def send_password_only(phone: str) -> None:
    body = "有人用此手机号申请验证码登录。此号码的账号须用用户名和密码登录；如非本人操作请忽略。"
    _send(phone, kind="login_code", body=body)

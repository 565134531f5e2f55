"""People for the login tests; the tree of departments is as small as it can be."""

import time
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user, set_password
from jiaozuo_social.orgs.models import Department, Duty, Membership

PASSWORD = "Jiaozuo#2026ok"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def totp_code(secret: str = SECRET) -> str:
    """The code of now, by allauth's own arithmetic."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_second_factor(user: User) -> None:
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def log_in(client: Client, login: str, password: str = PASSWORD, **extra: Any) -> Any:
    return client.post("/accounts/login/", {"login": login, "password": password}, **extra)


@pytest.fixture
def bureau(db: None) -> Department:
    return Department.objects.plant(code="jzxf", name="市信访局", place_code="4108")


@pytest.fixture
def citizen(db: None) -> User:
    user = create_user(username="citizen", name="王小明", phone="13900000001")
    set_password(user, PASSWORD)
    return user


@pytest.fixture
def staff(bureau: Department) -> User:
    user = create_user(username="zhang", name="张登记", phone="13900000002")
    set_password(user, PASSWORD)
    Membership.objects.create(user=user, department=bureau, duty=Duty.REGISTRAR)
    return user


@pytest.fixture
def administrator(bureau: Department) -> User:
    user = create_user(username="guanli", name="李管理")
    set_password(user, PASSWORD)
    Membership.objects.create(user=user, department=bureau, duty=Duty.ADMIN)
    return user

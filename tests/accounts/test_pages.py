"""Every login page is in Chinese, and what has no use here leads elsewhere."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from jiaozuo_social.accounts.models import User

from .conftest import give_second_factor, log_in, totp_code

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/3rdparty/login/cancelled/",
    "/accounts/3rdparty/login/error/",
]
OWN = [
    "/accounts/me/",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/phone/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/3rdparty/",
]
ALLOWED_WORDS = {"SITE", "Microsoft", "Authenticator", "TOTP", "zhang", "Unknown"}


def english_words(page: str) -> set[str]:
    """Words of four letters and more that a reader sees (tags, scripts and codes left out)."""
    text = re.sub(r"(?s)<(script|style|code|head).*?</\1>|<[^>]+>", " ", page)
    return set(re.findall(r"[A-Za-z]{4,}", text)) - ALLOWED_WORDS


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == (401 if "error" in path else 200)
    assert english_words(response.content.decode()) == set()


@pytest.mark.parametrize("path", OWN)
def test_own_pages(staff: User, client: Client, path: str) -> None:
    give_second_factor(staff)
    log_in(client, "zhang")
    client.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    response = client.get(path)
    assert response.status_code == 200
    assert english_words(response.content.decode()) == set()


@pytest.mark.parametrize("path", [p for p in OWN if p != "/accounts/logout/"])
def test_own_pages_ask_for_a_login(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (302, 404)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/accounts/email/", "/accounts/me/"),
        ("/accounts/confirm-email/", "/accounts/me/"),
        ("/accounts/password/reset/done/", "/accounts/password/reset/"),
        ("/accounts/password/reset/key/1-x/", "/accounts/password/reset/"),
    ],
)
def test_pages_without_use_lead_elsewhere(client: Client, path: str, to: str) -> None:
    assert client.get(path).url == to


def test_nobody_signs_up_by_form(client: Client) -> None:
    client.post(
        "/accounts/signup/", {"username": "x", "password1": "Abcdef#1234", "password2": "Abcdef#1234"}
    )
    assert not User.objects.exists()


@pytest.mark.parametrize("login", ["zhang", "13900000002", "nobody", "13700000000"])
def test_wrong_logins_get_one_sentence(staff: User, client: Client, login: str) -> None:
    page = log_in(client, login, "wrong").content.decode()
    assert "用户名（手机号）或密码不正确。" in page


@pytest.mark.parametrize("login", ["zhang", "13900000002", "139 0000 0002"])
def test_staff_log_in_by_name_or_phone(staff: User, client: Client, login: str) -> None:
    assert log_in(client, login).status_code == 302
    assert client.get("/accounts/me/").status_code == 200


def test_no_open_redirect(staff: User, client: Client) -> None:
    response = client.post(
        "/accounts/login/?next=https://evil.example/", {"login": "zhang", "password": "Jiaozuo#2026ok"}
    )
    assert response.url == "/cases/start/"


def test_inactive_people_stay_out(staff: User, client: Client, settings: Settings) -> None:
    User.objects.update(is_active=False)
    assert log_in(client, "zhang").url == "/accounts/inactive/"
    assert client.get("/accounts/me/").status_code == 302

"""rules §8 (等保三级): two factors for staff; the codes are computed by allauth's own function."""

import re
import socket

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from jiaozuo_social.accounts import second_factor
from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import reset_second_factor
from jiaozuo_social.audit.models import Access
from tests.threads import at_once

from .conftest import give_second_factor, log_in, totp_code

pytestmark = pytest.mark.django_db
SETUP = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def inside(client: Client) -> bool:
    return client.get("/accounts/me/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/accounts/me/", "/admin/", "/accounts/2fa/", "/accounts/phone/change/"]
)
def test_staff_without_a_factor_see_only_the_set_up(staff: User, client: Client, path: str) -> None:
    log_in(client, "zhang")
    response = client.get(path)
    assert (response.status_code, response.url) == (302, SETUP)
    assert client.get(SETUP).status_code == 200
    assert client.post("/accounts/logout/").status_code == 302


def test_htmx_is_sent_there(staff: User, client: Client) -> None:
    log_in(client, "zhang")
    htmx = client.get("/accounts/me/", headers={"HX-Request": "true"})
    assert htmx.headers["HX-Redirect"] == SETUP


def test_set_up_then_in(staff: User, client: Client) -> None:
    log_in(client, "zhang")
    page = client.get(SETUP).content.decode()
    secret = re.search(r"<code>(\w+)</code>", page)[1]
    code = totp_code(secret=secret)
    assert "不正确" in client.post(SETUP, {"code": "000000"}).content.decode()
    response = client.post(SETUP, {"code": code})
    assert response.url == "/accounts/2fa/recovery-codes/"
    assert len(re.findall(r"<li><code>", client.get(response.url).content.decode())) == 10
    assert inside(client)
    stored = Authenticator.objects.get(user=staff, type="totp").data["secret"]
    assert secret not in stored, "the secret is encrypted in the database"


def test_the_code_is_asked_at_every_login(staff: User, client: Client) -> None:
    give_second_factor(staff)
    assert log_in(client, "zhang").url == "/accounts/2fa/authenticate/"
    assert not inside(client)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "动态码或恢复码不正确" in wrong
    assert Access.objects.filter(action="login_failed", reason="动态码错误", object_id=staff.pk).exists()
    assert client.post("/accounts/2fa/authenticate/", {"code": totp_code()}).status_code == 302
    assert inside(client)


def test_a_code_works_once(staff: User, client: Client) -> None:
    give_second_factor(staff)
    code = totp_code()
    for expected in (302, 200):
        log_in(client, "zhang")
        assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == expected
        client.post("/accounts/logout/")


def test_nor_again_in_the_next_period(staff: User, client: Client) -> None:
    """A code is accepted one period late; it must not be accepted twice on the way."""
    give_second_factor(staff)
    code = totp_code()
    log_in(client, "zhang")
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    client.post("/accounts/logout/")
    cache.delete_pattern("*")  # nothing is left to the memory of the cache
    log_in(client, "zhang")
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200


def test_a_recovery_code_works_once(staff: User, client: Client) -> None:
    give_second_factor(staff)
    codes = Authenticator.objects.get(user=staff, type="recovery_codes").wrap().get_unused_codes()
    for expected in (302, 200):
        log_in(client, "zhang")
        assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == expected
        client.post("/accounts/logout/")


def test_staff_cannot_remove_it_citizens_can(staff: User, citizen: User, client: Client) -> None:
    for user, left in ((staff, True), (citizen, False)):
        give_second_factor(user)
        log_in(client, user.username)
        client.post("/accounts/2fa/authenticate/", {"code": totp_code()})
        client.post("/accounts/2fa/totp/deactivate/")
        assert Authenticator.objects.filter(user=user, type="totp").exists() is left
        client.post("/accounts/logout/")


def test_reset_by_an_administrator_leads_back_to_the_set_up(staff: User, client: Client) -> None:
    give_second_factor(staff)
    reset_second_factor(staff)
    log_in(client, "zhang")
    assert client.get("/accounts/me/").url == SETUP


def test_citizens_need_none(citizen: User, client: Client) -> None:
    log_in(client, "citizen")
    assert inside(client)


def test_off_in_the_demo(staff: User, client: Client, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    log_in(client, "zhang")
    assert inside(client)


@pytest.fixture
def dead_cache(settings: Settings) -> None:
    """Valkey is gone: nobody listens at this address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"redis://127.0.0.1:{port}/0"}}


@pytest.mark.usefixtures("dead_cache")
def test_staff_come_in_without_the_cache_and_each_code_once(staff: User, client: Client) -> None:
    give_second_factor(staff)
    recovery = Authenticator.objects.get(user=staff, type="recovery_codes").wrap().get_unused_codes()[0]
    for code, expected in ((totp_code(), 302), (totp_code(), 200), (recovery, 302), (recovery, 200)):
        log_in(client, "zhang")
        answer = client.post("/accounts/2fa/authenticate/", {"code": code})
        assert answer.status_code == expected
        client.post("/accounts/logout/")


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_comes_in(staff: User) -> None:
    give_second_factor(staff)
    code = totp_code()
    opened = at_once([lambda: second_factor.use(staff, code) is not None] * 4, threads=4)
    assert sorted(opened) == [False, False, False, True]  # type: ignore[type-var]

"""rules §8 D: idle 30 minutes (administrators 15), one session per user, not remembered."""

import datetime as dt

import pytest
import time_machine
from constance.test import override_config
from django.test import Client
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import end_session
from jiaozuo_social.audit.models import Access

from .conftest import log_in

pytestmark = pytest.mark.django_db


def is_in(client: Client) -> bool:
    return client.get("/accounts/me/").status_code == 200


def text_after_redirect(client: Client) -> str:
    return client.get("/accounts/me/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("login", "minutes", "still_in"),
    [("zhang", 29, True), ("zhang", 31, False), ("guanli", 14, True), ("guanli", 16, False)],
)
def test_idle(
    staff: User, administrator: User, client: Client, login: str, minutes: int, still_in: bool
) -> None:
    log_in(client, login)
    assert is_in(client)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes)):
        if still_in:
            assert is_in(client)
        else:
            assert "较长时间没有操作" in text_after_redirect(client)


def test_activity_keeps_a_session(staff: User, client: Client) -> None:
    log_in(client, "zhang")
    start = timezone.now()
    for minutes in (20, 40, 60):
        with time_machine.travel(start + dt.timedelta(minutes=minutes)):
            assert is_in(client)


def test_idle_time_is_a_setting(staff: User, client: Client) -> None:
    with override_config(IDLE_MINUTES=5):
        log_in(client, "zhang")
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
            assert not is_in(client)


def test_a_new_login_ends_the_older_which_is_told(staff: User) -> None:
    office, home = Client(), Client()
    log_in(office, "zhang")
    assert is_in(office)
    log_in(home, "zhang")
    assert "已在另一处登录" in text_after_redirect(office)
    assert is_in(home)
    assert not is_in(office)
    ended = Access.objects.filter(action=Access.Action.LOGOUT, user=staff).get()
    assert "另一处登录" in ended.reason


def test_htmx_is_sent_to_the_login(staff: User) -> None:
    office, home = Client(), Client()
    log_in(office, "zhang")
    log_in(home, "zhang")
    response = office.get("/accounts/me/", headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == "/accounts/login/"


def test_public_pages_go_on_after_the_end(citizen: User) -> None:
    first, second = Client(), Client()
    log_in(first, "citizen")
    log_in(second, "citizen")
    assert first.get("/").status_code == 200


def test_an_administrator_ends_a_session(staff: User, client: Client) -> None:
    log_in(client, "zhang")
    end_session(staff)
    assert "会话已被结束" in text_after_redirect(client)


def test_not_remembered(staff: User, client: Client) -> None:
    cookie = log_in(client, "zhang").cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""
    assert cookie["httponly"]
    assert "remember" not in Client().get("/accounts/login/").content.decode()

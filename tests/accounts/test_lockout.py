"""rules §8 D: 5 failures lock for 30 minutes, unknown names too."""

import datetime as dt

import pytest
import time_machine
from axes.models import AccessAttempt
from constance.test import override_config
from django.test import Client
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import unlock

from .conftest import log_in

pytestmark = pytest.mark.django_db


def fail(client: Client, login: str, times: int) -> list[int]:
    return [log_in(client, login, "wrong").status_code for _ in range(times)]


@pytest.mark.parametrize("login", ["zhang", "13900000002", "nobody", "13700000000"])
def test_five_failures_lock(staff: User, client: Client, login: str) -> None:
    assert fail(client, login, 5) == [200, 200, 200, 200, 429]
    page = log_in(client, login, "wrong")
    assert page.status_code == 429
    assert "30 分钟" in page.content.decode()


def test_the_right_password_does_not_help_until_the_time_is_over(staff: User, client: Client) -> None:
    fail(client, "zhang", 5)
    assert log_in(client, "zhang").status_code == 429
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        assert log_in(client, "zhang").status_code == 302


def test_trying_on_does_not_prolong_the_lock(staff: User, client: Client) -> None:
    fail(client, "zhang", 5)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=20)):
        fail(client, "zhang", 1)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        assert log_in(client, "zhang").status_code == 302


def test_name_in_other_case_and_phone_count_as_one_account(staff: User, client: Client) -> None:
    answers = [fail(client, login, 1)[0] for login in ("zhang", "ZHANG", " Zhang", "13900000002", "zhang")]
    assert answers[-1] == 429


def test_success_clears_the_count(staff: User, client: Client) -> None:
    fail(client, "zhang", 4)
    assert log_in(client, "zhang").status_code == 302
    client.post("/accounts/logout/")
    assert fail(client, "zhang", 4) == [200] * 4


def test_an_administrator_unlocks(staff: User, client: Client) -> None:
    fail(client, "zhang", 5)
    unlock(staff)
    assert log_in(client, "zhang").status_code == 302


def test_the_number_is_a_setting(staff: User, client: Client) -> None:
    with override_config(LOGIN_FAILURES=3):
        assert fail(client, "zhang", 3) == [200, 200, 429]


def test_no_phone_is_kept_in_clear(client: Client) -> None:
    fail(client, "13700000000", 2)
    attempt = AccessAttempt.objects.get()
    assert "13700000000" not in f"{attempt.username}{attempt.post_data}{attempt.get_data}"

"""Citizens log in by a code sent to the phone; nobody learns which phones are known."""

import datetime as dt
import re

import pytest
import time_machine
from constance.test import override_config
from django.test import Client
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.outbox.models import Message

from .conftest import give_second_factor, totp_code

pytestmark = pytest.mark.django_db
ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"
NEW = "13812345678"


def ask(client: Client, phone: str):  # type: ignore[no-untyped-def]
    return client.post(ASK, {"phone": phone})


def sent_code() -> str:
    return re.search(r"验证码 (\d{6})", Message.objects.latest("pk").body)[1]


def inside(client: Client) -> bool:
    return client.get("/accounts/me/").status_code == 200


def test_first_login_makes_the_account_the_second_finds_it(client: Client) -> None:
    assert ask(client, "+86 138-1234-5678").url == CONFIRM
    assert not User.objects.exists(), "no account before the phone is proven"
    assert client.post(CONFIRM, {"code": sent_code()}).status_code == 302
    user = User.objects.get()
    assert (user.phone, user.is_staff, user.has_usable_password()) == (NEW, False, False)
    assert user.phone_verified_at is not None
    assert inside(client)
    client.post("/accounts/logout/")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=2)):
        ask(client, NEW)
        client.post(CONFIRM, {"code": sent_code()})
        assert inside(client)
    assert User.objects.count() == 1


def test_page_shows_the_phone_masked(client: Client) -> None:
    ask(client, NEW)
    page = client.get(CONFIRM).content.decode()
    assert "138****5678" in page
    assert NEW not in page


@pytest.mark.parametrize("phone", ["12345", "abc", "23812345678", "138123456789", ""])
def test_not_a_phone(client: Client, phone: str) -> None:
    response = ask(client, phone)
    assert response.status_code == 200
    assert not Message.objects.exists()


def test_known_unknown_staff_and_inactive_look_alike(citizen: User, staff: User) -> None:
    inactive = User.objects.create(username="left", is_active=False)
    inactive.set_phone("13900000003")
    inactive.save()
    answers = set()
    for phone in ("13900000001", "13900000002", "13900000003", "13800000004"):
        client = Client()
        response = ask(client, phone)
        page = client.get(CONFIRM).content.decode().replace(f"{phone[:3]}****{phone[-4:]}", "")
        page = re.sub(r'(value="|X-CSRFToken": ")\w{64}', "", page)
        page = re.sub(r"\d{7}", "", page)
        answers.add((response.status_code, response.url, page))
    assert len(answers) == 1
    assert Message.objects.count() == 4


def test_staff_and_inactive_phones_get_no_code(staff: User, client: Client) -> None:
    ask(client, staff.phone)
    assert not re.search(r"\d{6}", Message.objects.get().body)
    assert client.post(CONFIRM, {"code": ""}).status_code == 200
    assert not inside(client)


def test_five_wrong_codes_end_it(client: Client) -> None:
    ask(client, NEW)
    code = sent_code()
    wrong = f"{(int(code) + 1) % 1000000:06d}"
    answers = [client.post(CONFIRM, {"code": wrong}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 302]
    client.post(CONFIRM, {"code": code})
    assert not inside(client)


def test_a_code_expires(client: Client) -> None:
    ask(client, NEW)
    code = sent_code()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
        assert client.post(CONFIRM, {"code": code}).url == ASK
        assert not inside(client)


def test_minutes_and_tries_are_settings(client: Client) -> None:
    with override_config(LOGIN_CODE_TRIES=3, LOGIN_CODE_MINUTES=2):
        ask(client, NEW)
        assert "2 分钟" in Message.objects.get().body
        assert [client.post(CONFIRM, {"code": "1"}).status_code for _ in range(3)] == [200, 200, 302]


def test_one_code_a_minute_for_a_phone_from_anywhere() -> None:
    assert ask(Client(), NEW).status_code == 302
    refused = Client(REMOTE_ADDR="10.0.0.9").post(ASK, {"phone": NEW})
    assert "稍后再试" in refused.content.decode()
    assert Message.objects.count() == 1


def test_limit_for_an_address() -> None:
    answers = [ask(Client(), f"1380000{n:04d}").status_code for n in range(11)]
    assert answers == [302] * 10 + [200]


def test_again_only_after_a_minute(client: Client) -> None:
    ask(client, NEW)
    client.post(CONFIRM, {"action": "resend"})
    assert Message.objects.count() == 1
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=61)):
        client.post(CONFIRM, {"action": "resend"})
        assert Message.objects.count() == 2
        client.post(CONFIRM, {"code": sent_code()})
        assert inside(client)


def test_a_citizen_with_a_second_factor_is_asked_for_it(citizen: User, client: Client) -> None:
    give_second_factor(citizen)
    ask(client, citizen.phone)
    assert client.post(CONFIRM, {"code": sent_code()}).url == "/accounts/2fa/authenticate/"
    client.post("/accounts/2fa/authenticate/", {"code": totp_code()})
    assert inside(client)


def test_another_phone_can_be_chosen(client: Client) -> None:
    """allauth leads every login page back to a half-done login: there must be a way out."""
    ask(client, NEW)
    assert client.get(ASK).url == CONFIRM
    assert f'value="{ASK}"' in client.get(CONFIRM).content.decode()
    assert client.post("/accounts/logout/", {"next": ASK}).url == ASK
    assert client.get(ASK).status_code == 200

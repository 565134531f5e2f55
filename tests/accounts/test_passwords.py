"""rules §8 D: at least 10 characters, 3 of 4 kinds, 90 days, not one of the last 5."""

import datetime as dt

import pytest
from constance.test import override_config
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import set_password, temporary_password

from .conftest import PASSWORD, log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Abc#56789", "password_too_short"),
        ("abcdefghij", "password_too_few_kinds"),
        ("abcdef1234", "password_too_few_kinds"),
        ("ABCDEF1234", "password_too_few_kinds"),
        ("Abcdef1234", None),
        ("abcdef#234", None),
        ("密码Abcd#efgh", None),
    ],
)
def test_length_and_kinds(password: str, code: str | None) -> None:
    if code is None:
        validate_password(password)
        return
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert code in {error.code for error in refused.value.error_list}
    assert all("\u4e00" <= message[0] <= "\u9fff" for message in refused.value.messages)


def test_the_numbers_are_settings() -> None:
    with override_config(PASSWORD_MIN_LENGTH=14), pytest.raises(ValidationError):
        validate_password("Abcdef1234")
    with override_config(PASSWORD_MIN_KINDS=4), pytest.raises(ValidationError):
        validate_password("Abcdef1234")


def test_the_last_five_cannot_come_back_the_sixth_can(citizen: User) -> None:
    passwords = [f"Passw0rd#number{n}" for n in range(6)]
    for password in passwords:
        set_password(citizen, password)
    for recent in passwords[1:]:
        with pytest.raises(ValidationError, match="最近 5 次"):
            validate_password(recent, citizen)
    validate_password(passwords[0], citizen)


def test_temporary_passwords_meet_the_rules() -> None:
    made = {temporary_password() for _ in range(20)}
    assert len(made) == 20
    for password in made:
        validate_password(password)


@pytest.mark.parametrize(("days", "due"), [(89, False), (91, True)])
def test_staff_change_after_90_days(staff: User, client: Client, days: int, due: bool) -> None:
    User.objects.update(password_changed_at=timezone.now() - dt.timedelta(days=days))
    log_in(client, "zhang")
    response = client.get("/accounts/me/")
    assert response.status_code == (302 if due else 200)
    if due:
        assert response.url == "/accounts/password/change/"


def test_citizens_need_not_change(citizen: User, client: Client) -> None:
    User.objects.update(password_changed_at=timezone.now() - dt.timedelta(days=400))
    log_in(client, "citizen")
    assert client.get("/accounts/me/").status_code == 200


def test_a_password_from_an_administrator_is_changed_first(staff: User, client: Client) -> None:
    set_password(staff, "Temporary#2026", must_change=True)
    log_in(client, "zhang", "Temporary#2026")
    assert client.get("/accounts/me/").url == "/accounts/password/change/"
    page = client.post(
        "/accounts/password/change/",
        {"oldpassword": "Temporary#2026", "password1": "short", "password2": "short"},
    )
    assert "密码至少 10 个字符" in page.content.decode()
    new = "Brand-new#2026x"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": "Temporary#2026", "password1": new, "password2": new},
    )
    assert client.get("/accounts/me/").status_code == 200, "the session goes on after the change"
    assert new != PASSWORD
    staff.refresh_from_db()
    assert not staff.must_change_password
    assert staff.check_password(new)

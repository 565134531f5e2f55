"""The first account (createsuperuser) has no duty: it lands where it can do something, in Chinese."""

import re
from html.parser import HTMLParser

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user, set_password

from .conftest import PASSWORD, log_in

VOID = {"meta", "link", "input", "img", "br", "hr", "path"}
pytestmark = pytest.mark.django_db


class Shown(HTMLParser):
    """The words of a page that people read: no scripts, no names of icons."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            unread = tag in ("script", "style") or "material-symbols" in (dict(attrs).get("class") or "")
            self.open.append(unread)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.words.append(data)


@pytest.fixture
def superuser(db: None) -> User:
    user = create_user(username="root", name="起步")
    user.is_superuser = user.is_staff = True
    set_password(user, PASSWORD)
    return user


def test_it_lands_in_the_back_office(superuser: User, client: Client) -> None:
    answer = log_in(client, "root")
    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_on_pages_of_staff_it_is_told_what_to_do(superuser: User, client: Client) -> None:
    client.force_login(superuser)
    answer = client.get("/cases/start/")
    assert answer.status_code == 403 and "后台管理" in answer.content.decode()


def test_the_back_office_is_chinese_and_ours(superuser: User, client: Client) -> None:
    client.force_login(superuser)
    shown = Shown()
    shown.feed(client.get("/admin/").content.decode())
    assert set(re.findall(r"[A-Za-z]{4,}", " ".join(shown.words))) == set()
    assert Authenticator not in admin.site._registry


def test_who_has_lost_the_last_duty_lands_on_the_own_page(db: None, client: Client) -> None:
    user = create_user(username="former", name="已离任")
    user.is_staff = True
    set_password(user, PASSWORD)
    assert log_in(client, "former").url == "/accounts/me/"

"""微信, 钉钉 and OIDC appear when their keys are in the environment; who comes in is a citizen.

Apps are fixed when Django starts, so each case runs in a process of its own.
"""

import subprocess
import sys

import pytest
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import RequestFactory

from jiaozuo_social.accounts.adapters import SocialAdapter
from jiaozuo_social.accounts.models import User
from tests.subprocesses import environment

PROBE = """
import django
django.setup()
from django.test.utils import setup_test_environment
setup_test_environment()
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.contrib.auth.models import AnonymousUser
request = RequestFactory().get("/accounts/login/")
request.user = AnonymousUser()
print(render_to_string("socialaccount/snippets/login.html", {"request": request}, request))
"""

KEYS = {
    "WEIXIN_CLIENT_ID": "wx1",
    "WEIXIN_CLIENT_SECRET": "s",
    "DINGTALK_CLIENT_ID": "dt1",
    "DINGTALK_CLIENT_SECRET": "s",
    "OIDC_SERVER_URL": "https://sso.example.gov.cn",
    "OIDC_CLIENT_ID": "c",
    "OIDC_CLIENT_SECRET": "s",
    "OIDC_NAME": "豫事办",
}


def login_page(names: tuple[str, ...]) -> str:
    chosen = {key: value for key, value in KEYS.items() if key.startswith(names)} if names else {}
    command = [sys.executable, "-c", PROBE]
    return subprocess.run(
        command, env=environment(**chosen), capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "shown", "hidden"),
    [
        ((), [], ["微信", "钉钉", "豫事办", "其他登录方式"]),
        (("WEIXIN",), ["微信登录", "/accounts/weixin/login/"], ["钉钉", "豫事办"]),
        (
            ("WEIXIN", "DINGTALK", "OIDC"),
            ["微信登录", "钉钉登录", "豫事办登录", "/accounts/oidc/oidc/login/"],
            [],
        ),
    ],
)
def test_buttons_follow_the_environment(names: tuple[str, ...], shown: list[str], hidden: list[str]) -> None:
    page = login_page(names)
    assert [word for word in shown if word not in page] == []
    assert [word for word in hidden if word in page] == []


@pytest.mark.django_db
def test_whoever_comes_in_is_a_citizen(client: object) -> None:
    login = SocialLogin(user=User(), account=SocialAccount(provider="weixin", uid="1"))
    data = {"username": "zhang", "name": "张三", "email": "zhang@example.com"}
    request = RequestFactory().get("/")
    user = SocialAdapter().populate_user(request, login, data)
    assert user.name == "张三"
    assert user.username != "zhang", "a provider does not choose user names here"
    assert user.email == ""
    assert not user.is_staff
    assert SocialAdapter().is_open_for_signup(request, login)

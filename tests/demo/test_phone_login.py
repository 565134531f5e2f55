"""The demo's grid worker, with the login that is printed at its start, is on the phone's page in two steps."""

import pytest
from django.test import Client

from jiaozuo_social.accounts import devices
from jiaozuo_social.demo.logins import DEMO_PASSWORD, STAFF
from jiaozuo_social.demo.people import load_people
from jiaozuo_social.demo.welcome import welcome
from jiaozuo_social.orgs.models import Duty

pytestmark = pytest.mark.django_db
HOME, ORDINARY = "/grids/m/", "/accounts/login/?next=/grids/m/login/"


def test_printed_login_to_todays_page(capsys: pytest.CaptureFixture[str]) -> None:
    load_people()
    welcome("127.0.0.1", 8000, 1.0)
    said = capsys.readouterr().out
    worker = next(username for _, username, _, _, duties in STAFF if Duty.GRID_WORKER in duties)
    assert f"http://127.0.0.1:8000{HOME}" in said and worker in said
    client = Client()
    assert client.get(HOME, follow=True).request["PATH_INFO"] == "/grids/m/login/"
    answer = client.post(ORDINARY, {"login": worker, "password": DEMO_PASSWORD}, follow=True)
    assert "登记这部手机" in answer.content.decode()
    page = client.post("/grids/m/login/", follow=True)
    assert page.request["PATH_INFO"] == HOME and page.status_code == 200
    assert client.cookies[devices.COOKIE].value

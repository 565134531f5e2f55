"""Log in once: the phone's own login opens the worker's pages and nothing else."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine
from constance.test import override_config
from django.test import Client, override_settings
from django.utils import timezone

from jiaozuo_social.accounts import devices, services
from jiaozuo_social.accounts.models import DeviceSession
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Duty, Membership
from tests import factories

from .conftest import phone_of

pytestmark = pytest.mark.django_db
HOME, STATE = "/grids/m/", "/grids/m/state/"


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_registered_after_an_ordinary_login_and_kept_without_it(area: SimpleNamespace) -> None:
    client = Client(headers={"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130"})
    client.force_login(area.worker)
    assert "登记这部手机" in client.get("/grids/m/login/").content.decode()
    answer = client.post("/grids/m/login/")
    cookie = answer.cookies[devices.COOKIE]
    assert (cookie["path"], bool(cookie["httponly"]), cookie["samesite"]) == ("/grids/m/", True, "Lax")
    assert cookie["expires"]
    del client.cookies["sessionid"]
    assert is_in(client)
    found = DeviceSession.objects.get()
    assert (found.user, found.label) == (area.worker, "安卓手机 Chrome 浏览器")
    assert cookie.value not in found.secret_digest
    assert Access.objects.filter(user=area.worker, reason="登记手机").exists()


@override_settings(SESSION_COOKIE_SECURE=True)
def test_the_cookie_is_secure_where_the_session_is(area: SimpleNamespace) -> None:
    client = Client()
    client.force_login(area.worker)
    cookies = client.post("/grids/m/login/", secure=True).cookies
    assert cookies and all(cookie["secure"] for name, cookie in cookies.items() if name == devices.COOKIE)


@pytest.mark.parametrize("address", ["/cases/inbox/", "/accounts/me/", "/cases/start/", "/ledger/exports/"])
def test_it_opens_no_other_page(phone: Client, address: str) -> None:
    """Sent there on purpose, as no browser would: the path of the cookie is not what protects them."""
    phone.cookies[devices.COOKIE]["path"] = "/"
    assert is_in(phone)
    answer = phone.get(address)
    assert answer.status_code in (302, 404) and "/login/" in answer.get("Location", "/login/")


def test_it_outlives_the_idle_time_but_not_its_days(phone: Client) -> None:
    now = timezone.now()
    with time_machine.travel(now + dt.timedelta(days=29)):
        assert is_in(phone)
    with time_machine.travel(now + dt.timedelta(days=31)):
        assert not is_in(phone)


def test_its_days_are_a_setting(area: SimpleNamespace) -> None:
    with override_config(DEVICE_SESSION_DAYS=2):
        client = phone_of(area.worker)
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        assert not is_in(client)


def test_the_ordinary_session_beside_it_keeps_its_idle_limit(area: SimpleNamespace, phone: Client) -> None:
    phone.force_login(area.worker)
    assert phone.get("/accounts/me/").status_code == 200
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=31)):
        assert is_in(phone)
        assert phone.get("/accounts/me/").status_code == 302


def test_a_login_elsewhere_leaves_the_phone_alone(area: SimpleNamespace, phone: Client) -> None:
    Client().force_login(area.worker)
    assert is_in(phone)


@pytest.mark.parametrize(
    "reason", ["revoked", "ended", "inactive", "password", "temporary", "duty", "factor"]
)
def test_what_ends_it(area: SimpleNamespace, phone: Client, reason: str) -> None:
    assert is_in(phone)
    user = area.worker
    if reason == "revoked":
        devices.revoke(DeviceSession.objects.get())
    elif reason == "ended":
        services.end_session(user)
    elif reason == "inactive":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    elif reason == "password":
        services.set_password(user, "Jiaozuo#2026new")
    elif reason == "temporary":
        type(user).objects.filter(pk=user.pk).update(must_change_password=True)
    elif reason == "duty":
        Membership.objects.filter(user=user).update(ended_on=timezone.localdate())
    with override_settings(STAFF_SECOND_FACTOR_REQUIRED=reason == "factor"):
        assert not is_in(phone)


def test_an_old_password_keeps_the_phone_out(area: SimpleNamespace) -> None:
    client = phone_of(area.worker)
    DeviceSession.objects.update(expires_at=timezone.now() + dt.timedelta(days=200))
    with time_machine.travel(timezone.now() + dt.timedelta(days=91)):
        assert not is_in(client)


def test_a_program_is_told_with_401_a_person_is_led_to_the_login(area: SimpleNamespace) -> None:
    client = Client()
    told = client.get(STATE, headers={"Accept": "application/json"})
    assert told.status_code == 401 and "都在" in told.json()["detail"]
    assert client.get(HOME).headers["Location"] == "/grids/m/login/"
    assert "/accounts/login/?next=/grids/m/login/" in client.get("/grids/m/login/").content.decode()


def test_nobody_without_a_duty_of_the_grids(area: SimpleNamespace) -> None:
    for user in (factories.user("群众"), factories.member(area.community, Duty.LEADER)):
        client = Client()
        client.force_login(user)
        assert client.get(HOME).status_code == 403
        assert client.post("/grids/m/login/").status_code == 403
    assert not DeviceSession.objects.exists()


def test_a_worker_lists_and_revokes_the_own_phones_only(area: SimpleNamespace, phone: Client) -> None:
    lost = phone_of(area.worker)
    foreign = phone_of(area.leader)
    mine, theirs = (
        DeviceSession.objects.get(user=area.leader),
        DeviceSession.objects.filter(user=area.worker).first(),
    )
    assert "（本机）" in phone.get("/grids/m/me/").content.decode()
    assert phone.post(f"/grids/m/me/{mine.pk}/revoke/").status_code == 404 and is_in(foreign)
    assert theirs is not None
    assert phone.post(f"/grids/m/me/{theirs.pk}/revoke/").status_code == 302
    assert not is_in(lost) and is_in(phone)


def test_revoked_from_the_computer(area: SimpleNamespace, phone: Client) -> None:
    office = Client()
    office.force_login(area.worker)
    device = DeviceSession.objects.get()
    assert "安卓手机" in office.get("/accounts/me/").content.decode()
    assert office.post(f"/accounts/me/devices/{device.pk}/revoke/").status_code == 302
    assert not is_in(phone)
    assert (
        "安卓手机"
        not in office.get("/accounts/me/").content.decode().split("<h2>最近登录")[0].split("</ul>")[-1]
    )


def test_revoked_by_the_administrator(area: SimpleNamespace, phone: Client) -> None:
    admin = factories.member(area.town.city, Duty.ADMIN)
    admin.is_staff = True
    admin.save()
    office = Client()
    office.force_login(admin)
    address = "/admin/accounts/devicesession/"
    assert "安卓手机" in office.get(address).content.decode()
    device = DeviceSession.objects.get()
    office.post(address, {"action": "revoke", "_selected_action": [device.pk]})
    assert not is_in(phone)
    assert Access.objects.filter(user=admin, reason="管理员撤销手机登录").exists()
    assert office.get(f"{address}add/").status_code == 403


def test_leaving_ends_the_login_with_which_the_phone_was_registered(area: SimpleNamespace) -> None:
    """Else the pages open again at once, for whoever holds the phone."""
    client = Client()
    client.force_login(area.worker)
    client.post("/grids/m/login/")
    client.post("/grids/m/logout/")
    client.cookies.pop(devices.COOKIE, None)
    assert not is_in(client)


def test_leaving_takes_the_cookie_and_the_row(phone: Client) -> None:
    answer = phone.post("/grids/m/logout/")
    assert answer.cookies[devices.COOKIE]["max-age"] == 0
    assert DeviceSession.objects.get().revoked_at is not None

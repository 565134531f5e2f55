"""Holds are set by an administrator who knows the number, and are recorded."""

import pytest
from django.test import Client
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.models import Hold
from jiaozuo_social.orgs.models import Duty
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> User:
    town = factories.Town()
    factories.rules()
    person = factories.member(town.city, Duty.ADMIN)
    client.force_login(person)
    return person


def test_a_hold_names_who_and_why(client: Client, admin: User) -> None:
    case = factories.petition()
    answer = client.post("/admin/cases/hold/add/", {"number": case.number.lower(), "reason": "行政诉讼"})
    assert answer.status_code == 302
    held = Hold.objects.get()
    assert (held.case_id, held.held_by, held.reason) == (case.pk, admin, "行政诉讼")
    assert Access.objects.filter(object_type="cases.hold", action="change", user=admin).exists()


def test_a_hold_is_lifted_and_not_deleted(client: Client, admin: User) -> None:
    held = Hold.objects.create(case=factories.petition(), reason="诉讼")
    page = f"/admin/cases/hold/{held.pk}/change/"
    assert client.get(page).status_code == 200
    now = timezone.localtime()
    answer = client.post(page, {"lifted_at_0": f"{now:%Y-%m-%d}", "lifted_at_1": f"{now:%H:%M:%S}"})
    assert answer.status_code == 302, answer.content.decode()
    held.refresh_from_db()
    assert held.lifted_at is not None
    assert client.post(f"/admin/cases/hold/{held.pk}/delete/").status_code == 403


@pytest.mark.parametrize("number", ["XF404", ""])
def test_an_unknown_number_is_said(client: Client, admin: User, number: str) -> None:
    answer = client.post("/admin/cases/hold/add/", {"number": number, "reason": "诉讼"})
    assert answer.status_code == 200 and not Hold.objects.exists()


def test_a_case_is_held_once(client: Client, admin: User) -> None:
    case = factories.petition()
    Hold.objects.create(case=case, reason="诉讼")
    answer = client.post("/admin/cases/hold/add/", {"number": case.number, "reason": "再次"})
    assert "已经暂缓清除" in answer.content.decode() and Hold.objects.count() == 1


def test_who_looked_at_a_case_is_asked_by_its_number(client: Client, admin: User) -> None:
    one, other = factories.petition(), factories.petition(phone="13900000078")
    record(Access.Action.REVEAL, user=factories.user("赵看过"), obj=one, reason="核对")
    record(Access.Action.REVEAL, user=factories.user("钱没看"), obj=other, reason="核对")
    page = client.get("/admin/audit/access/", {"q": one.number}).content.decode()
    assert "赵看过" in page and "钱没看" not in page
    assert client.get("/admin/audit/seal/").status_code == 200


def test_others_do_not_see_the_pages(client: Client, admin: User) -> None:
    client.force_login(factories.member(factories.Town().bureau, Duty.REGISTRAR))
    for path in ("/admin/cases/hold/", "/admin/audit/seal/"):
        assert client.get(path).status_code in (302, 403, 404)

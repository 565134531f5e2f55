"""The back office: administrators only, no cases, nothing deleted, everything recorded."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user, set_password
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Department, Duty, Membership

Tree = dict[str, Department]
USERS, DEPARTMENTS, MEMBERSHIPS = (
    "/admin/accounts/user/",
    "/admin/orgs/department/",
    "/admin/orgs/membership/",
)


def act(desk: Client, page: str, action: str, *pks: int):  # type: ignore[no-untyped-def]
    return desk.post(page, {"action": action, "_selected_action": pks}, follow=True)


@pytest.mark.parametrize("duty", [duty for duty in Duty if duty != Duty.ADMIN])
def test_no_other_duty_may_enter(tree: Tree, client: Client, duty: Duty) -> None:
    user = create_user(username="u", name="某")
    user.memberships.create(department=tree["jz"], duty=duty)
    client.force_login(user)
    for page in ("/admin/", USERS, DEPARTMENTS, MEMBERSHIPS, "/admin/audit/access/"):
        response = client.get(page, follow=True)
        assert response.status_code == 403


def test_is_staff_alone_opens_nothing(tree: Tree, client: Client) -> None:
    user = create_user(username="u", name="某")
    User.objects.update(is_staff=True)
    client.force_login(user)
    assert client.get(USERS, follow=True).status_code == 403


def test_strangers_go_to_the_one_login(client: Client, db: None) -> None:
    response = client.get(USERS, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")


def test_the_second_factor_holds_here_too(desk: Client, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    Authenticator.objects.all().delete()
    assert desk.get("/admin/").url == "/accounts/2fa/totp/activate/"


def test_every_page_of_the_back_office_has_somebody_who_may_open_it(
    desk: Client, administrator: User
) -> None:
    closed = {
        model._meta.label
        for model in admin.site._registry
        if not administrator.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    }
    assert closed == set()
    assert desk.get(reverse("admin:grids_eventlimit_add")).status_code == 200


def test_what_an_administrator_may(administrator: User) -> None:
    allowed = ["accounts.change_user", "orgs.add_department", "audit.view_access", "constance.change_config"]
    refused = [
        "audit.change_access",
        "cases.view_case",
        "petitions.view_petition",
        "petitions.change_petition",
        "outbox.change_message",
        "auth.change_group",
    ]
    assert [perm for perm in allowed if not administrator.has_perm(perm)] == []
    assert [perm for perm in refused if administrator.has_perm(perm)] == []
    assert not administrator.has_module_perms("petitions")


def test_start_page_shows_no_cases(desk: Client) -> None:
    page = desk.get("/admin/").content.decode()
    assert "/admin/accounts/user/" in page
    listed = set(re.findall(r"/admin/cases/(\w+)/", page))  # reference data of the case work, no cases
    assert listed <= {"category", "clockrule", "answertemplate", "hold"}
    assert "/admin/petitions/" not in page


def test_a_new_user_gets_a_temporary_password_shown_once(desk: Client) -> None:
    response = desk.post(
        f"{USERS}add/", {"username": "xin", "name": "新人", "new_phone": "13900000009", "is_active": "on"}
    )
    page = response.content.decode()
    user = User.objects.get(username="xin")
    password = re.search(r"font-mono[^>]*>([^<]+)<", page)[1].replace("&amp;", "&")
    assert user.check_password(password)
    assert user.must_change_password
    assert user.phone == "13900000009"
    assert not user.is_staff
    assert "no-store" in response.headers["Cache-Control"]
    assert password not in str(response.cookies)


def test_phones_are_masked(desk: Client, registrar: User) -> None:
    for page in (USERS, f"{USERS}{registrar.pk}/change/"):
        text = desk.get(page).content.decode()
        assert "139****0002" in text
        assert "13900000002" not in text, page


def test_a_user_is_found_by_the_whole_phone_only(desk: Client, registrar: User) -> None:
    assert "dengji" in desk.get(f"{USERS}?q=139 0000 0002").content.decode()
    assert "dengji" not in desk.get(f"{USERS}?q=1390000000").content.decode()


def test_reset_unlock_and_end_session(desk: Client, registrar: User) -> None:
    set_password(registrar, "Jiaozuo#2026ok")
    Authenticator.objects.create(user=registrar, type="totp", data={"secret": "x"})
    person = Client()
    person.force_login(registrar)
    act(desk, USERS, "end_session", registrar.pk)
    assert person.get("/accounts/me/").status_code == 302
    act(desk, USERS, "reset_second_factor", registrar.pk)
    assert not Authenticator.objects.filter(user=registrar).exists()
    page = act(desk, USERS, "give_temporary_password", registrar.pk).content.decode()
    assert "dengji" in page
    registrar.refresh_from_db()
    assert not registrar.check_password("Jiaozuo#2026ok")
    for _ in range(5):
        Client().post("/accounts/login/", {"login": "dengji", "password": "wrong"})
    assert Client().post("/accounts/login/", {"login": "dengji", "password": "x"}).status_code == 429
    act(desk, USERS, "unlock", registrar.pk)
    assert Client().post("/accounts/login/", {"login": "dengji", "password": "x"}).status_code == 200
    reasons = Access.objects.filter(action="change", object_id=str(registrar.pk)).order_by("pk")
    assert [a.reason for a in reasons] == ["结束会话", "重置两步验证", "重置密码", "解除登录锁定"]


def test_not_on_oneself_nor_on_superusers(desk: Client, administrator: User) -> None:
    root = User.objects.create(username="root", is_superuser=True)
    for pk in (administrator.pk, root.pk):
        act(desk, USERS, "reset_second_factor", pk)
        act(desk, USERS, "give_temporary_password", pk)
    assert Authenticator.objects.filter(user=administrator).exists()
    root.refresh_from_db()
    assert not root.must_change_password
    assert desk.get(f"{USERS}{root.pk}/change/").status_code == 302


def test_departments_are_planted_and_moved(desk: Client, tree: Tree) -> None:
    data = {"code": "new", "name": "新单位", "kind": "functional", "place_code": "410802", "is_active": "on"}
    desk.post(f"{DEPARTMENTS}add/", {**data, "parent": tree["jf"].pk})
    new = Department.objects.get(code="new")
    assert new.path == "jz/jf/new/"
    moved = {**data, "parent": tree["jz"].pk, "name": "改名单位"}
    desk.post(f"{DEPARTMENTS}{new.pk}/change/", moved)
    new.refresh_from_db()
    assert (new.path, new.name, new.parent) == ("jz/new/", "改名单位", tree["jz"])
    recorded = Access.objects.filter(action="change", object_type="orgs.department").order_by("pk")
    assert [set(a.detail["after"]) for a in recorded] == [
        {"code", "name", "short_name", "kind", "place_code", "is_active"},
        {"path"},
        {"name"},
    ]


def test_a_department_cannot_go_below_itself(desk: Client, tree: Tree) -> None:
    jf = tree["jf"]
    page = desk.post(
        f"{DEPARTMENTS}{jf.pk}/change/",
        {"name": jf.name, "kind": jf.kind, "place_code": jf.place_code, "parent": tree["jfzj"].pk},
    )
    assert "下级单位之下" in page.content.decode()


def test_memberships_are_granted_and_ended(desk: Client, tree: Tree, registrar: User) -> None:
    data = {"user": registrar.pk, "department": tree["jz"].pk, "duty": "admin", "started_on": "2026-01-01"}
    desk.post(f"{MEMBERSHIPS}add/", data)
    registrar.refresh_from_db()
    assert registrar.is_staff
    again = desk.post(f"{MEMBERSHIPS}add/", data).content.decode()
    assert "已有同样的职责" in again
    membership = Membership.objects.get(user=registrar, duty=Duty.ADMIN)
    act(desk, MEMBERSHIPS, "end_today", membership.pk)
    registrar.refresh_from_db()
    assert not registrar.is_staff


def test_no_duty_for_oneself(desk: Client, tree: Tree, administrator: User) -> None:
    data = {
        "user": administrator.pk, "department": tree["jz"].pk, "duty": "confidential", "started_on": "2026-01-01",
    }  # fmt: skip
    assert "不能给自己" in desk.post(f"{MEMBERSHIPS}add/", data).content.decode()
    assert not Membership.objects.filter(duty=Duty.CONFIDENTIAL).exists()


@pytest.mark.parametrize("page", [USERS, DEPARTMENTS, MEMBERSHIPS])
def test_nothing_is_deleted(desk: Client, page: str, registrar: User) -> None:
    model = {USERS: User, DEPARTMENTS: Department, MEMBERSHIPS: Membership}[page]
    row = model._default_manager.first()
    assert desk.post(f"{page}{row.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("page", [USERS, DEPARTMENTS, MEMBERSHIPS])
def test_query_count_does_not_grow_with_rows(
    desk: Client, page: str, tree: Tree, registrar: User, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.get(page)
    with CaptureQueriesContext(connection) as before:
        desk.get(page)
    for n in range(3):
        department = Department.objects.plant(code=f"x{n}", name=f"单位{n}", place_code="4108")
        user = create_user(username=f"x{n}", name=f"人{n}", phone=f"1391111000{n}")
        user.memberships.create(department=department, duty=Duty.HANDLER)
    with CaptureQueriesContext(connection) as after:
        assert desk.get(page).status_code == 200
    assert len(after) <= len(before)


def test_policy_numbers_can_be_changed(desk: Client) -> None:
    assert desk.get(reverse("admin:constance_config_changelist")).status_code == 200

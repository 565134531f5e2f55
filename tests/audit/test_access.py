"""The access log: append-only in the database, filled by logins, read by administrators only."""

import pytest
from django.contrib.auth.signals import user_login_failed
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user, set_password
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.orgs.models import Department, Duty, Membership

pytestmark = pytest.mark.django_db
PASSWORD = "Jiaozuo#2026ok"


@pytest.fixture
def user() -> User:
    user = create_user(username="zhang", name="张三", phone="13900000002")
    set_password(user, PASSWORD)
    return user


def test_update_is_refused(user: User) -> None:
    entry = record(Access.Action.VIEW, user=user, obj=user)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Access.objects.filter(pk=entry.pk).update(reason="另一个")
    entry.reason = "另一个"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()


def test_delete_is_refused(user: User) -> None:
    entry = record(Access.Action.VIEW, user=user, obj=user)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
    assert Access.objects.filter(pk=entry.pk).exists()


def test_login_logout_and_failures(user: User, client: Client) -> None:
    client.post("/accounts/login/", {"login": "zhang", "password": "wrong"}, REMOTE_ADDR="10.1.2.3")
    client.post("/accounts/login/", {"login": "13900000002", "password": "wrong"})
    client.post("/accounts/login/", {"login": "nobody", "password": "wrong"})
    client.post("/accounts/login/", {"login": "zhang", "password": PASSWORD}, REMOTE_ADDR="10.1.2.4")
    client.post("/accounts/logout/")
    seen = [(a.action, a.user, a.object_id, a.reason, a.ip) for a in Access.objects.order_by("pk")]
    failed, me = Access.Action.LOGIN_FAILED, str(user.pk)
    assert seen == [
        (failed, None, me, "密码错误", "10.1.2.3"),
        (failed, None, me, "密码错误", "127.0.0.1"),
        (failed, None, "", "没有此账号", "127.0.0.1"),
        (Access.Action.LOGIN, user, "", "", "10.1.2.4"),
        (Access.Action.LOGOUT, user, "", "", "127.0.0.1"),
    ]


def test_a_lock_is_recorded(user: User, client: Client) -> None:
    for _ in range(5):
        client.post("/accounts/login/", {"login": "zhang", "password": "wrong"})
    assert Access.objects.filter(reason="连续失败，已锁定", object_id=str(user.pk)).count() == 1


def test_what_was_typed_is_not_kept(user: User) -> None:
    user_login_failed.send(User, credentials={"username": "my-secret-password"}, request=None)
    entry = Access.objects.get()
    assert "my-secret" not in f"{entry.detail}{entry.object_label}{entry.reason}"


@pytest.fixture
def administrator(user: User) -> User:
    department = Department.objects.plant(code="jz", name="焦作市", place_code="4108")
    Membership.objects.create(user=user, department=department, duty=Duty.ADMIN)
    return user


def test_the_list_is_read_only_and_never_counted(
    administrator: User, client: Client, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client.force_login(administrator)
    for n in range(60):
        record(Access.Action.VIEW, user=administrator, obj=administrator, reason=f"第{n}次")
    with django_assert_max_num_queries(30) as queries:
        page = client.get("/admin/audit/access/")
    assert page.status_code == 200
    assert not [q["sql"] for q in queries if "COUNT(" in q["sql"] and '"audit_access"' in q["sql"]]
    assert "第59次" in page.content.decode()
    assert "第1次" not in page.content.decode()
    entry = Access.objects.latest("pk")
    assert client.get("/admin/audit/access/add/").status_code == 403
    assert client.post(f"/admin/audit/access/{entry.pk}/change/", {"reason": "x"}).status_code == 403
    assert client.post(f"/admin/audit/access/{entry.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_list_can_be_filtered(administrator: User, client: Client) -> None:
    today = timezone.localdate().isoformat()
    other = create_user(username="li", name="李四")
    record(Access.Action.VIEW, user=other, obj=other, reason="看李四")
    client.force_login(administrator)
    for query, shown in (
        (f"user={other.pk}", True),
        (f"user={administrator.pk}", False),
        ("object_type__icontains=accounts.user", True),
        ("object_type__icontains=orgs.department", False),
        (f"at_from={today}&at_to={today}", True),
        ("at_to=2000-01-02", False),
        ("action__exact=view", True),
        ("action__exact=print", False),
    ):
        page = client.get(f"/admin/audit/access/?{query}").content.decode()
        assert ("看李四" in page) is shown, query

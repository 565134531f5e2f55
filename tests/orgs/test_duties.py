"""Giving and ending duties, and what follows from them."""

import datetime as dt

import pytest
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import duties_of, has_duty, members, memberships_of
from jiaozuo_social.orgs.services import OrgsRefused, grant, revoke

Tree = dict[str, Department]


@pytest.fixture
def person(tree: Tree) -> User:
    return create_user(username="xin", name="新人")


def test_is_staff_follows_the_admin_duty(tree: Tree, administrator: User, person: User) -> None:
    grant(person, tree["jzxf"], Duty.REGISTRAR, by=administrator)
    assert not person.is_staff
    membership = grant(person, tree["jz"], Duty.ADMIN, by=administrator)
    assert User.objects.get(pk=person.pk).is_staff
    revoke(membership, by=administrator)
    assert not User.objects.get(pk=person.pk).is_staff


def test_an_ending_takes_effect_at_once(tree: Tree, administrator: User, person: User) -> None:
    membership = grant(person, tree["jzxf"], Duty.REGISTRAR, by=administrator)
    assert has_duty(person, Duty.REGISTRAR)
    revoke(membership, by=administrator)
    assert duties_of(User.objects.get(pk=person.pk)) == set()
    assert Membership.objects.filter(user=person).exists(), "ended, not deleted"


def test_granting_twice_is_once(tree: Tree, administrator: User, person: User) -> None:
    first = grant(person, tree["jzxf"], Duty.REGISTRAR, by=administrator)
    assert grant(person, tree["jzxf"], Duty.REGISTRAR, by=administrator) == first
    assert Access.objects.filter(action=Access.Action.CHANGE).count() == 1


def test_nobody_gives_himself_a_duty(tree: Tree, administrator: User) -> None:
    with pytest.raises(OrgsRefused, match="不能给自己"):
        grant(administrator, tree["jzxf"], Duty.CONFIDENTIAL, by=administrator)


def test_not_in_a_closed_department(tree: Tree, administrator: User, person: User) -> None:
    tree["jzxf"].is_active = False
    tree["jzxf"].save()
    with pytest.raises(OrgsRefused, match="已停用"):
        grant(person, tree["jzxf"], Duty.REGISTRAR, by=administrator)


@pytest.mark.parametrize(
    ("start", "end", "current"),
    [(0, None, True), (-9, None, True), (1, None, False), (-9, 0, False), (-9, 1, True), (-9, -1, False)],
)
def test_dates(tree: Tree, person: User, start: int, end: int | None, current: bool) -> None:
    today = timezone.localdate()
    membership = Membership.objects.create(
        user=person,
        department=tree["jzxf"],
        duty=Duty.HANDLER,
        started_on=today + dt.timedelta(days=start),
        ended_on=None if end is None else today + dt.timedelta(days=end),
    )
    assert has_duty(person, Duty.HANDLER) is current
    assert membership.is_current() is current


def test_changes_are_recorded_without_personal_data(tree: Tree, administrator: User, person: User) -> None:
    membership = grant(person, tree["jzxf"], Duty.REGISTRAR, by=administrator)
    revoke(membership, by=administrator)
    given, ended = Access.objects.filter(action=Access.Action.CHANGE).order_by("pk")
    today = timezone.localdate().isoformat()
    row = {"department": "jzxf", "duty": "registrar", "started_on": today, "ended_on": None}
    assert given.detail == {"after": row}
    assert ended.detail == {"before": row, "after": {**row, "ended_on": today}}
    assert given.user == ended.user == administrator


def test_rights_are_read_once(tree: Tree, registrar: User, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        for _ in range(3):
            assert memberships_of(registrar)[0].department.name == "解放区信访局"


def test_inactive_people_and_closed_departments_do_not_count(tree: Tree, registrar: User) -> None:
    assert [m.user for m in members(tree["jfxf"], Duty.REGISTRAR)] == [registrar]
    User.objects.filter(pk=registrar.pk).update(is_active=False)
    assert members(tree["jfxf"], Duty.REGISTRAR) == []
    User.objects.filter(pk=registrar.pk).update(is_active=True)
    Department.objects.filter(code="jfxf").update(is_active=False)
    assert duties_of(User.objects.get(pk=registrar.pk)) == set()

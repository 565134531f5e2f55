"""Terms of office: who may appoint whom, accounts, duties that come and go with them, history."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from grids import selectors, terms
from grids.models import Grid, Term
from grids.refusals import GridRefused
from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Department, Duty, Membership
from tests import factories
from tests.gridmaps import grid, term
from tests.grids.places.conftest import COMMUNITY

Role = Term.Role
PHONE = "13900001111"


@pytest.fixture
def first(area: SimpleNamespace) -> Grid:
    return grid(f"{COMMUNITY}001", "第一网格")


def appoint(where: Grid, by: Any, role: str = Role.WORKER, **fields: Any) -> Term:
    fields = {"name": "张三", "phone": PHONE, "public_phone": "0391-1234567", **fields}
    return terms.appoint(where, role=role, by=by, **fields)


def test_a_new_person_gets_an_account_without_password_and_the_duty(
    area: SimpleNamespace, first: Grid
) -> None:
    held = appoint(first, area.leader)
    person = User.objects.phone_owner(PHONE)
    assert held.user == person and not person.has_usable_password()
    membership = Membership.objects.current().get(user=person)
    assert (membership.department, membership.duty) == (area.community, Duty.GRID_WORKER)
    recorded = Access.objects.filter(object_type="grids.term", object_id=str(held.pk)).get()
    assert recorded.user == area.leader and PHONE not in str(recorded.detail)


def test_the_owner_of_the_phone_is_recognised_and_another_name_refused(
    area: SimpleNamespace, first: Grid
) -> None:
    known = factories.user("张三", phone=PHONE)
    with pytest.raises(GridRefused, match=r"张\*") as refusal:
        appoint(first, area.leader, name="李四")
    assert refusal.value.field == "phone"
    assert appoint(first, area.leader).user == known
    with pytest.raises(GridRefused, match="已是网格员"):
        appoint(first, area.leader)


@pytest.mark.parametrize(("who", "role", "may"), [
    ("leader", Role.WORKER, True), ("leader", Role.LEADER, False), ("dispatcher", Role.LEADER, True),
    ("admin", Role.LEADER, True), ("elsewhere", Role.WORKER, False), ("clerk", Role.WORKER, False),
])  # fmt: skip
def test_who_appoints_whom(area: SimpleNamespace, first: Grid, who: str, role: str, may: bool) -> None:
    if may:
        assert appoint(first, getattr(area, who), role).role == role
        return
    with pytest.raises(GridRefused):
        appoint(first, getattr(area, who), role)
    assert not Term.objects.exists() and not User.objects.filter(name="张三").exists()


def test_nobody_appoints_himself(area: SimpleNamespace, first: Grid) -> None:
    area.dispatcher.set_phone(PHONE)
    area.dispatcher.save()
    with pytest.raises(GridRefused, match="自己"):
        appoint(first, area.dispatcher, Role.LEADER, name="调度员")


def test_roles_fit_the_level(area: SimpleNamespace, first: Grid) -> None:
    micro = grid(f"{first.code}01", "一组")
    assert appoint(micro, area.leader, Role.MICRO_LEADER).role == Role.MICRO_LEADER
    for where, role in ((first, Role.MICRO_LEADER), (micro, Role.WORKER)):
        with pytest.raises(GridRefused, match="微网格设"):
            appoint(where, area.dispatcher, role, phone="13900002222", name="王五")


def test_the_duty_ends_with_the_last_term_that_carried_it(area: SimpleNamespace, first: Grid) -> None:
    second = grid(f"{COMMUNITY}002", "第二网格")
    one, two = appoint(first, area.leader), appoint(second, area.leader)
    today = timezone.localdate()
    terms.end(one, on=today, by=area.leader)
    assert Membership.objects.current().filter(user=one.user).exists()
    terms.end(two, on=today, by=area.leader)
    assert not Membership.objects.current().filter(user=one.user).exists()
    assert Term.objects.count() == 2  # the history stays
    with pytest.raises(GridRefused, match="已经终止"):
        terms.end(two, on=today, by=area.leader)
    again = appoint(first, area.leader)
    assert again.pk != one.pk and Membership.objects.current().filter(user=one.user).exists()


def test_an_end_in_the_future_keeps_the_duty_until_then(area: SimpleNamespace, first: Grid) -> None:
    held = appoint(first, area.leader)
    day = timezone.localdate() + dt.timedelta(days=10)
    terms.end(held, on=day, by=area.leader)
    assert Membership.objects.get(user=held.user).ended_on == day
    assert list(Term.objects.current()) == [held]
    assert not Term.objects.current(day).exists()


def test_an_end_before_the_start_is_refused(area: SimpleNamespace, first: Grid) -> None:
    held = appoint(first, area.leader)
    with pytest.raises(GridRefused, match="早于起始日"):
        terms.end(held, on=held.started_on - dt.timedelta(days=1), by=area.leader)


def test_a_community_without_department_gets_one_under_its_street(area: SimpleNamespace) -> None:
    bare = grid("410802001002001", "第一网格")
    appoint(bare, area.dispatcher)
    made = Department.objects.get(place_code="410802001002", kind=Department.Kind.COMMUNITY)
    assert made.parent == area.street
    appoint(bare, area.dispatcher, phone="13900002222", name="王五")
    assert Department.objects.filter(place_code="410802001002").count() == 1


def test_grids_of_a_person_and_people_of_a_place(area: SimpleNamespace, first: Grid) -> None:
    second, micro = grid(f"{COMMUNITY}002", "第二网格"), grid(f"{first.code}01", "一组")
    worker, helper, chief, former = (factories.user(name) for name in ("员", "组", "长", "前"))
    term(first, worker)
    term(micro, helper, Role.MICRO_LEADER)
    term(first, chief, Role.LEADER)
    term(first, former, ended_on=timezone.localdate())
    assert selectors.grids_of(worker) == [first]
    assert selectors.grids_of(former) == []
    assert selectors.workers_of(micro.code) == [helper]
    assert selectors.workers_of(first.code) == [worker, helper]
    assert selectors.workers_of(second.code) == [worker, helper]  # nobody there: the community's others
    assert selectors.workers_of(COMMUNITY) == [worker, helper]
    assert selectors.leaders_of(second.code) == [chief]
    assert selectors.leaders_of("410802") == []
    assert selectors.grid_of(first.code) == first and selectors.grid_of(COMMUNITY) is None
    assert [one.code for one in selectors.grids_within("410802")] == [first.code, second.code]

"""Where nobody is there to be told, and what a confidential case may say to whom (art. 30)."""

import datetime as dt

import pytest

from jiaozuo_social.cases.models import Case
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.outbox.models import Notice
from petitions.models import Petition
from tests import factories
from tests.clockwork import StaffedTown, clock_only, now, sweep, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> StaffedTown:
    return StaffedTown()


def with_housing(town: StaffedTown, **fields: object) -> Petition:
    """Due on Monday 2026-11-30."""
    with now("2026-10-01 10:00"):
        case = factories.petition(**fields)  # type: ignore[arg-type]
        Case.objects.filter(pk=case.pk).update(state="handling", department=town.housing)
        clock_only(Petition.objects.get(pk=case.pk), "P5", department=town.housing)
    return case


def alarms() -> set[tuple[str, str]]:
    found = Notice.objects.filter(kind="clock.nobody").select_related("user")
    return {(notice.user.name, notice.subject) for notice in found}


def test_without_a_handler_the_units_own_head_stands_in(town: StaffedTown) -> None:
    town.dismiss("住建局经办")
    with_housing(town)
    with now("2026-11-27 09:00"):
        told = sweep()
    assert told == [
        ("11-27", "住建局负责人", "nobody"),
        ("11-27", "住建局负责人", "remind"),
        ("11-27", "管理员", "nobody"),
    ]
    assert alarms() == {
        ("住建局负责人", "解放区住建局没有在岗的承办单位经办"),
        ("管理员", "解放区住建局没有在岗的承办单位经办"),
    }


def test_a_unit_without_anybody_is_reported_to_the_next_level_with_staff(town: StaffedTown) -> None:
    town.dismiss("住建局经办", "住建局负责人", "区政府负责人")
    with_housing(town)
    with now("2026-11-30 09:00"):
        told = sweep()
    # The city's head is told of handler and head in one notice, and of two empty posts.
    assert told == [
        ("11-30", "市政府负责人", "nobody"),
        ("11-30", "市政府负责人", "nobody"),
        ("11-30", "市政府负责人", "urge"),
        ("11-30", "管理员", "nobody"),
        ("11-30", "管理员", "nobody"),
    ]


def test_many_clocks_of_an_empty_unit_raise_one_alarm_a_day(town: StaffedTown) -> None:
    town.dismiss("住建局经办")
    first, second = with_housing(town), with_housing(town, phone="13800002222")
    with now("2026-11-27 09:00"):
        sweep()
    assert Notice.objects.filter(kind="clock.nobody", user__name="管理员").count() == 1
    reminded = Notice.objects.filter(kind="clock.remind", user__name="住建局负责人")
    assert {notice.link for notice in reminded} == {f"/cases/{first.pk}/", f"/cases/{second.pk}/"}
    assert first.number not in "".join(
        Notice.objects.filter(kind="clock.nobody").values_list("subject", flat=True)
    )


def test_with_nobody_up_to_the_root_the_administrators_are_told(town: StaffedTown) -> None:
    town.dismiss("住建局经办", "住建局负责人", "区政府负责人", "市政府负责人")
    with_housing(town)
    with now("2026-11-27 09:00"):
        assert sweep() == [("11-27", "管理员", "nobody")]


def test_an_empty_county_bureau_leaves_its_matters_to_the_citys(town: StaffedTown) -> None:
    town.dismiss("区信访登记", "区信访审批")
    with now("2026-11-02 10:00"):
        clock_only(factories.petition(), "P1")  # due Tuesday 17
    with now("2026-11-16 09:00"):
        told = sweep()
    assert told == [
        ("11-16", "区信访局长", "nobody"),
        ("11-16", "市信访审批", "urge"),
        ("11-16", "市信访登记", "urge"),
        ("11-16", "管理员", "nobody"),
    ]


def test_a_place_without_any_bureau_is_reported(town: StaffedTown) -> None:
    Department.objects.filter(kind=Department.Kind.BUREAU).update(is_active=False)
    with now("2026-11-02 10:00"):
        clock_only(factories.petition(), "P1")
    with now("2026-11-16 09:00"):
        assert sweep() == [("11-16", "管理员", "nobody")]
    assert alarms() == {("管理员", "区划 410802 没有可接收提醒的单位（信访审批、信访登记员）")}


def test_people_whose_service_has_ended_are_not_told(town: StaffedTown) -> None:
    with_housing(town)
    leaver = town.people["住建局经办"].memberships
    leaver.update(ended_on=dt.date(2026, 11, 27))
    with now("2026-11-27 09:00"):
        assert ("11-27", "住建局经办", "remind") not in sweep()


def test_of_a_confidential_case_only_the_confidential_officer_hears(town: StaffedTown) -> None:
    for where, name in (
        (town.housing, "住建局专管"),
        (town.county_bureau, "区信访专管"),
        (town.county, "区专管"),
    ):
        town.hire(where, Duty.CONFIDENTIAL, name)
    case = with_housing(town, purpose="accusation")
    told = walk(dt.date(2026, 11, 27), 9)
    assert told == [
        ("11-27", "住建局专管", "remind"),
        ("11-29", "住建局专管", "remind"),
        ("11-30", "住建局专管", "urge"),
        ("12-01", "住建局专管", "supervise"),
        ("12-01", "区信访专管", "supervise"),
        ("12-05", "区专管", "supervise"),
    ]
    assert Case.objects.get(pk=case.pk).is_supervised


def test_without_a_confidential_officer_no_one_else_learns_of_the_case(town: StaffedTown) -> None:
    case = with_housing(town, purpose="accusation")
    with now("2026-11-27 09:00"):
        assert sweep() == [("11-27", "住建局负责人", "nobody"), ("11-27", "管理员", "nobody")]
    for notice in Notice.objects.all():
        text = f"{notice.subject}{notice.body}{notice.link}"
        assert case.number not in text and f"/{case.pk}/" not in text and "到期" not in text
    assert ("管理员", "解放区住建局没有在岗的信访专管员") in alarms()


def test_the_accused_and_what_is_below_it_are_passed_over(town: StaffedTown) -> None:
    """About the county itself: neither its bureau nor its government, but the city's bureau."""
    for where, name in (
        (town.county_bureau, "区信访专管"),
        (town.bureau, "市信访专管"),
        (town.county, "区专管"),
    ):
        town.hire(where, Duty.CONFIDENTIAL, name)
    with now("2026-11-02 10:00"):
        case = factories.petition(purpose="accusation")
        Case.objects.filter(pk=case.pk).update(withheld_from=town.county)
        clock_only(case, "P1")  # due Tuesday 17
    told = walk(dt.date(2026, 11, 3), 20)
    assert {person for _, person, action in told if action != "nobody"} == {"市信访专管"}
    assert len([one for one in told if one[2] != "nobody"]) == 4


def test_a_suggestion_is_told_to_solicitors_wherever_they_sit(town: StaffedTown) -> None:
    social = factories.department("jzsg", parent=town.city, name="市委社会工作部")
    town.hire(social, Duty.SOLICITOR, "征集办")
    with now("2026-11-02 10:00"):
        case = factories.suggestion()
        clock_only(case, "J2")  # due Tuesday 17
    told = walk(dt.date(2026, 11, 3), 20)
    assert told == [
        ("11-14", "征集办", "remind"),
        ("11-17", "征集办", "urge"),
        ("11-18", "征集办", "supervise"),
    ]
    assert Case.objects.get(pk=case.pk).is_supervised


def test_without_any_solicitor_the_administrators_are_told(town: StaffedTown) -> None:
    with now("2026-11-02 10:00"):
        clock_only(factories.suggestion(), "J2")
    with now("2026-11-14 09:00"):
        assert sweep() == [("11-14", "管理员", "nobody")]
    assert alarms() == {("管理员", "区划 410802 没有可接收提醒的单位（征集办）")}

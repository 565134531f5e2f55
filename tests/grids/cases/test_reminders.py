"""Who hears of a grid case's clocks (rules §5.3, §5.4): platform, verifier, department, checker."""

import pytest

from jiaozuo_social.cases import reminders
from jiaozuo_social.cases.models import Supervision
from jiaozuo_social.orgs.models import Duty, Membership
from jiaozuo_social.outbox.models import Notice
from tests import factories
from tests.clockwork import at, now
from tests.gridwork import LONG_AGO, GridTown, GridWalk, photo, report

pytestmark = pytest.mark.django_db


def told(moment: str) -> set[tuple[str, str]]:
    """Run the sweep at a moment; (person, action) of the new notices."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with now(moment):
        reminders.sweep(at(moment))
    fresh = Notice.objects.filter(kind__startswith="clock.").exclude(pk__in=before)
    return {(notice.user.name, notice.kind.removeprefix("clock.")) for notice in fresh.select_related("user")}


def test_a_report_that_nobody_takes_up_is_urged_at_its_platform(grid_town: GridTown) -> None:
    with now("2026-11-23 09:00"):
        report()
    assert told("2026-11-23 09:29") == set()
    assert told("2026-11-23 09:31") == {("街道调度", "urge")}
    assert told("2026-11-23 10:31") == {("街道调度", "supervise")}
    assert told("2026-11-23 10:32") == set()
    assert Supervision.objects.filter(trigger="overdue").count() == 1


def test_the_community_is_reminded_of_its_own(grid_town: GridTown) -> None:
    with now("2026-11-23 09:00"):
        report(grid_town.by("worker"))
    assert told("2026-11-24 08:01") == {("网格长", "urge")}


def test_the_verifier_and_the_checker_are_urged_by_name(grid_walk: GridWalk) -> None:
    town = grid_walk.town
    second = factories.member(town.community, Duty.GRID_WORKER, name="另一网格员")
    other = factories.member(town.street, Duty.CHECKER, name="另一核查员")
    Membership.objects.filter(user__in=[second, other]).update(started_on=LONG_AGO)
    with now("2026-11-23 09:00"):
        case = report()
        case.ask_verify(by=town.by("street"), verifier=town.people.worker)
    assert told("2026-11-23 10:01") == {("网格员", "urge")}
    with now("2026-11-24 09:00"):
        checked = grid_walk.to("checking")
    assert checked.checker == town.people.checker
    assert ("核查员", "urge") in told("2026-11-24 10:01")
    assert not Notice.objects.filter(user=other).exists()


def test_the_department_climbs_the_ladder_in_hours_when_minutes_count(grid_walk: GridWalk) -> None:
    with now("2026-11-21 20:00"):  # a Saturday night: 2 紧急工作时
        grid_walk.to("handling", urgency="urgent", code="01003")
    assert told("2026-11-21 21:01") == {("城管经办", "remind")}
    assert told("2026-11-21 22:01") == {("城管经办", "urge"), ("城管负责人", "urge")}
    late = told("2026-11-21 23:01")
    assert late == {("城管经办", "supervise"), ("城管负责人", "supervise"), ("街道调度", "supervise")}


def test_a_suspended_case_is_quiet_until_the_day_to_look_again(grid_walk: GridWalk) -> None:
    town = grid_walk.town
    with now("2026-11-23 09:00"):
        case = grid_walk.to("handling", code="06011")
        day = at("2026-12-20 09:00").date()
        case.request_suspension(
            by=town.by("handler"), suspension_reason="funds", next_check_on=day, note="待拨款"
        )
        case.endorse_suspension(by=town.by("head"))
        case.approve_suspension(by=town.by("street"))
    assert told("2026-12-05 09:00") == set()
    assert told("2026-12-17 09:00") == {("城管经办", "remind")}


def test_an_empty_post_is_told_to_the_platform_above(grid_walk: GridWalk) -> None:
    town = grid_walk.town
    with now("2026-11-23 09:00"):
        report()
    Membership.objects.filter(user=town.people.street).update(ended_on=LONG_AGO)
    assert told("2026-11-23 09:31") == {("区调度", "urge")}


def test_what_is_done_in_time_is_not_chased(grid_walk: GridWalk) -> None:
    with now("2026-11-23 09:00"):
        case = grid_walk.to("handling", code="06011")
        case.feedback(by=grid_walk.town.by("handler"), note="已清理", photos=[photo()])
        case.close(by=grid_walk.town.by("checker"))
    assert told("2026-12-30 09:00") == set()

"""Start, stop, pause and extend: the arithmetic of a clock on a case."""

import datetime as dt

import pytest
from django.utils import timezone

from jiaozuo_social.cases import clocks
from jiaozuo_social.cases.models import Case, Clock
from tests import factories
from tests.clockwork import StaffedTown, clock_only, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> StaffedTown:
    return StaffedTown()


def last_day(clock: Clock) -> str:
    clock.refresh_from_db()
    return f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M:%S}"


def test_an_extension_counts_from_the_old_last_day_and_moves_off_a_holiday(town: StaffedTown) -> None:
    """信访工作条例第34条、民法典第203条."""
    with now("2026-07-03 10:00"):
        clock = clock_only(factories.petition(), "P5", department=town.housing)
    assert last_day(clock) == "2026-09-01 23:59:59"
    with now("2026-08-20 10:00"):
        clocks.extend(clock, amount=30, reason="复杂", by=None)
    assert last_day(clock) == "2026-10-08 23:59:59"  # 1 October begins a holiday of seven days
    assert clock.next_step_at is not None


def test_a_clock_is_extended_once(town: StaffedTown) -> None:
    """信访工作条例第34条."""
    clock = clock_only(factories.petition(), "P5", department=town.housing)
    clocks.extend(clock, amount=10, reason="复杂", by=None)
    with pytest.raises(ValueError, match="once"):
        clocks.extend(clock, amount=10, reason="更复杂", by=None)


@pytest.mark.parametrize(
    ("begin", "end", "due"),
    [
        ("2026-11-10 09:00", "2026-11-10 17:00", "2026-12-02 23:59:59"),  # the same day: nothing moves
        ("2026-11-10 09:00", "2026-11-13 17:00", "2026-12-07 23:59:59"),  # +3 is a Saturday: Monday
        ("2026-11-10 17:00", "2026-11-18 08:00", "2026-12-10 23:59:59"),
    ],
)
def test_the_days_of_a_hearing_do_not_count(town: StaffedTown, begin: str, end: str, due: str) -> None:
    """信访工作条例第36条; the last second of a working day stays the end (民法典第203条)."""
    with now("2026-11-02 10:00"):
        clock = clock_only(factories.petition(), "P10")
    assert last_day(clock) == "2026-12-02 23:59:59"
    with now(begin):
        clocks.pause(clock)
        assert clock.next_step_at is None
    with now(end):
        clocks.resume(clock)
        assert clock.next_step_at == timezone.now()
    assert last_day(clock) == due


def test_a_pause_of_a_limit_in_hours_is_exact(town: StaffedTown) -> None:
    with now("2026-11-02 10:00"):
        clock = clock_only(factories.petition(), "P12")
        clocks.pause(clock)
    with now("2026-11-02 10:25"):
        clocks.resume(clock)
    assert last_day(clock) == "2026-11-02 12:25:00"


def test_starting_twice_leaves_the_running_clock_alone(town: StaffedTown) -> None:
    case = factories.petition()
    with now("2026-11-02 10:00"):
        first = clock_only(case, "P5", department=town.housing)
    with now("2026-11-20 10:00"):
        again = clocks.start(Case.objects.get(pk=case.pk), "P5", department=town.housing)
        other = clocks.start(Case.objects.get(pk=case.pk), "P5", department=town.water)
    assert again == first and other != first


def test_a_clock_stopped_after_its_last_second_was_late(town: StaffedTown) -> None:
    with now("2026-11-02 10:00"):
        one = clock_only(factories.petition(), "P1")
        two = clock_only(factories.petition(phone="13800003333"), "P1")
    clocks.stop(one.case, "P1", at=one.due_at)
    clocks.stop(two.case, "P1", at=two.due_at + dt.timedelta(seconds=1))
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.is_late, two.is_late) == (False, True)
    assert one.next_step_at is None

"""工作时: limits counted while offices are open, on real holidays and make-up days (rules §5.3)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaozuo_social.workdays import SHANGHAI, Unit, parse_office_hours
from tests.workdays.test_workdays import PLAIN, REAL, moment

HOURS, MINUTES = Unit.OFFICE_HOURS, Unit.OFFICE_MINUTES


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-11-23T09:00", 2, HOURS, "2026-11-23T11:00"),
        ("2026-11-23T11:00", 2, HOURS, "2026-11-23T15:30"),  # the midday break does not count
        ("2026-11-23T08:30", 3, HOURS, "2026-11-23T11:30"),
        ("2026-11-23T17:30", 1, HOURS, "2026-11-24T09:00"),  # the night does not count
        ("2026-11-20T17:00", 4, HOURS, "2026-11-23T11:30"),  # over a weekend
        ("2026-11-23T06:00", 1, HOURS, "2026-11-23T09:30"),  # before opening
        ("2026-11-21T10:00", 1, HOURS, "2026-11-23T09:30"),  # a plain Saturday
        ("2026-02-14T17:30", 4, HOURS, "2026-02-24T12:00"),  # Saturday made up, then Spring Festival to the 23rd
        ("2026-09-20T09:00", 4, HOURS, "2026-09-20T15:30"),  # Sunday made up for National Day
        ("2026-09-30T17:00", 2, HOURS, "2026-10-08T09:30"),  # National Day 1–7 October
        ("2026-11-23T09:00", 7, HOURS, "2026-11-24T09:00"),  # a whole day is seven hours
        ("2026-11-23T11:50", 30, MINUTES, "2026-11-23T14:50"),
        ("2026-11-23T08:30", 210, MINUTES, "2026-11-23T12:00"),  # to the last minute of the morning
    ],
)  # fmt: skip
def test_due(start: str, amount: int, unit: Unit, due: str) -> None:
    assert REAL.due_at(moment(start), amount, unit) == moment(due)


@pytest.mark.parametrize(
    ("due", "paused", "now", "unit", "after"),
    [
        # Two of four office hours were left, nights between do not count.
        ("2026-11-23T15:30", "2026-11-23T11:00", "2026-11-25T09:00", HOURS, "2026-11-25T11:00"),
        # Left: one hour; resumed on a holiday it begins with the next workday.
        ("2026-09-30T18:00", "2026-09-30T17:00", "2026-10-03T10:00", HOURS, "2026-10-08T09:30"),
        # Continuous hours move exactly.
        ("2026-11-23T12:00", "2026-11-23T11:00", "2026-11-25T09:00", Unit.HOURS, "2026-11-25T10:00"),
        # Three workdays stood still, over a weekend: Friday to Tuesday are two.
        ("2026-11-25T23:59:59", "2026-11-20T09:00", "2026-11-24T09:00", Unit.WORKING, "2026-11-27T23:59:59"),
        # Over Spring Festival no workday but the made-up Saturday stood still.
        ("2026-02-26T23:59:59", "2026-02-13T09:00", "2026-02-20T09:00", Unit.WORKING, "2026-02-27T23:59:59"),
        ("2026-11-25T23:59:59", "2026-11-20T09:00", "2026-11-20T17:00", Unit.WORKING, "2026-11-25T23:59:59"),
        # Calendar days, the last of which moves off a Saturday.
        ("2026-11-25T23:59:59", "2026-11-20T09:00", "2026-11-23T09:00", Unit.CALENDAR, "2026-11-30T23:59:59"),
    ],
)  # fmt: skip
def test_what_was_left_begins_again(due: str, paused: str, now: str, unit: Unit, after: str) -> None:
    assert REAL.after_pause(moment(due), moment(paused), moment(now), unit) == moment(after)


@pytest.mark.parametrize("text", ["8:30-12:00", "08:30", "12:00-08:30", "08:30-12:00,11:00-18:00", "", "x-y"])
def test_bad_hours_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_office_hours(text)


def test_full_width_signs_are_read() -> None:
    assert parse_office_hours("08：30-12：00，14:30-18:00") == PLAIN.office


moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 1)).map(
    lambda naive: naive.replace(microsecond=0, tzinfo=SHANGHAI)
)


@given(moments, st.integers(1, 60))
def test_the_time_between_start_and_due_is_the_limit(start: dt.datetime, amount: int) -> None:
    due = REAL.due_at(start, amount, HOURS)
    assert REAL.office_time_between(start, due) == dt.timedelta(hours=amount)
    assert REAL.is_workday(due.date())


@given(moments, st.integers(1, 20), st.integers(1, 20))
def test_a_limit_in_two_parts_ends_as_the_whole(start: dt.datetime, one: int, two: int) -> None:
    parts = REAL.due_at(REAL.due_at(start, one, HOURS), two, HOURS)
    assert parts == REAL.due_at(start, one + two, HOURS)

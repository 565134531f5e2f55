"""Legal limits on real holidays (State Council notices for 2025 and 2026) and laws that always hold."""

import datetime as dt

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaozuo_social.workdays import SHANGHAI, Unit, WorkCalendar, days_left

REAL = WorkCalendar(
    frozenset(chinese_calendar.holidays),
    frozenset(chinese_calendar.workdays),
    frozenset(range(2004, 2027)),
)
PLAIN = WorkCalendar()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2025-01-26", True),  # Sunday, made up for Spring Festival
        ("2025-02-08", True),  # Saturday, made up
        ("2025-10-08", False),  # Wednesday inside the National Day holiday
        ("2025-10-11", True),  # Saturday, made up
        ("2026-02-14", True),  # Saturday, made up for Spring Festival
        ("2026-02-15", False),
        ("2026-02-23", False),  # Monday, last day of Spring Festival
        ("2026-02-28", True),  # Saturday, made up
        ("2026-09-20", True),  # Sunday, made up for National Day
        ("2026-11-21", False),  # plain Saturday
        ("2026-11-23", True),  # plain Monday
    ],
)
def test_make_up_days_and_holidays(date: str, works: bool) -> None:
    assert REAL.is_workday(day(date)) is works


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        # 15 calendar days (条例 22, 23), ending on a plain Tuesday.
        ("2026-11-02", 15, Unit.CALENDAR, "2026-11-17"),
        # The last day falls into Spring Festival 15-23 February and moves on to the 24th.
        ("2026-02-02", 15, Unit.CALENDAR, "2026-02-24"),
        # The last day is the made-up Saturday 14 February: a workday, so it stays.
        ("2026-01-30", 15, Unit.CALENDAR, "2026-02-14"),
        # The last day is a plain Sunday.
        ("2026-11-07", 15, Unit.CALENDAR, "2026-11-23"),
        # 60 days (条例 34) ending inside National Day 1-7 October 2026.
        ("2026-08-03", 60, Unit.CALENDAR, "2026-10-08"),
        # 5 working days (条例 23) over Spring Festival: 11, 12, 13, 14 (made up), 24.
        ("2026-02-10", 5, Unit.WORKING, "2026-02-24"),
        # 5 working days over National Day 2025 (1-8 October): 29, 30, 9, 10, 11 (made up).
        ("2025-09-28", 5, Unit.WORKING, "2025-10-11"),
        # Received on a holiday: counting begins with the next workday.
        ("2026-02-20", 1, Unit.WORKING, "2026-02-24"),
        # Over the turn of the year: New Year 1-3 January, Sunday the 4th is made up.
        ("2025-12-31", 1, Unit.WORKING, "2026-01-04"),
        # At once: the same day, or the next workday.
        ("2026-11-23", 0, Unit.WORKING, "2026-11-23"),
        ("2026-11-21", 0, Unit.CALENDAR, "2026-11-23"),
    ],
)
def test_last_day(start: str, amount: int, unit: Unit, due: str) -> None:
    assert REAL.due_date(day(start), amount, unit) == day(due)
    assert REAL.due_at(moment(f"{start}T17:30"), amount, unit) == moment(f"{due}T23:59:59")


def test_hours_run_through_nights_and_holidays() -> None:
    started = moment("2026-02-14T23:30")
    assert REAL.due_at(started, 2, Unit.HOURS) == moment("2026-02-15T01:30")
    with pytest.raises(ValueError, match="due_at"):
        REAL.due_date(day("2026-02-14"), 2, Unit.HOURS)


def test_the_day_is_the_day_in_shanghai() -> None:
    late_in_utc = dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC)  # 00:30 on the 23rd in Shanghai
    assert REAL.due_at(late_in_utc, 1, Unit.WORKING) == moment("2026-11-24T23:59:59")
    assert days_left(moment("2026-11-24T23:59:59"), late_in_utc) == 1


def test_days_left_counts_days_not_hours() -> None:
    due = moment("2026-11-24T23:59:59")
    assert [days_left(due, moment(f"2026-11-{n}T00:00:01")) for n in (21, 24, 25)] == [3, 0, -1]


def test_naive_moments_and_negative_limits_are_errors() -> None:
    with pytest.raises(ValueError, match="aware"):
        REAL.due_at(dt.datetime(2026, 11, 23), 1, Unit.WORKING)
    for unit in Unit:
        with pytest.raises(ValueError, match="negative"):
            REAL.due_at(moment("2026-11-23T08:00"), -1, unit)


def test_a_year_without_data_counts_weekdays_and_says_so() -> None:
    assert REAL.due_date(day("2026-12-31"), 1, Unit.WORKING) == day("2027-01-01")
    assert not REAL.known(2027)
    assert REAL.unknown_years(day("2026-11-23"), day("2027-03-01")) == (2027,)
    assert REAL.unknown_years(day("2028-03-01"), day("2026-01-01")) == (2027, 2028)
    assert REAL.unknown_years(day("2025-01-01"), day("2026-12-31")) == ()


days = st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31))
amounts = st.integers(0, 120)
date_units = st.sampled_from([Unit.CALENDAR, Unit.WORKING])
calendars = st.sampled_from([REAL, PLAIN]) | st.builds(
    WorkCalendar,
    st.frozensets(st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), max_size=40),
    st.frozensets(st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), max_size=40),
)


@given(calendars, days, amounts, date_units)
def test_a_limit_ends_on_a_workday_not_before_it_is_used_up(
    calendar: WorkCalendar, start: dt.date, amount: int, unit: Unit
) -> None:
    due = calendar.due_date(start, amount, unit)
    assert calendar.is_workday(due)
    assert (due - start).days >= amount


@given(calendars, days, amounts, date_units)
def test_a_longer_limit_never_ends_earlier(
    calendar: WorkCalendar, start: dt.date, amount: int, unit: Unit
) -> None:
    assert calendar.due_date(start, amount, unit) <= calendar.due_date(start, amount + 1, unit)


@given(calendars, days, amounts, date_units)
def test_a_later_start_never_ends_earlier(
    calendar: WorkCalendar, start: dt.date, amount: int, unit: Unit
) -> None:
    next_day = start + dt.timedelta(days=1)
    assert calendar.due_date(start, amount, unit) <= calendar.due_date(next_day, amount, unit)


@given(calendars, days, amounts)
def test_counting_back_gives_the_amount(calendar: WorkCalendar, start: dt.date, n: int) -> None:
    assert calendar.working_days_between(start, calendar.add_working_days(start, n)) == n


@given(calendars, days, amounts, amounts)
def test_limits_can_be_counted_in_two_steps(calendar: WorkCalendar, start: dt.date, a: int, b: int) -> None:
    assert calendar.add_working_days(calendar.add_working_days(start, a), b) == calendar.add_working_days(
        start, a + b
    )


@given(calendars, days, days)
def test_between_has_a_sign(calendar: WorkCalendar, a: dt.date, b: dt.date) -> None:
    assert calendar.working_days_between(a, b) == -calendar.working_days_between(b, a)


@given(calendars, days)
def test_a_calendar_limit_moves_on_over_holidays_only(calendar: WorkCalendar, start: dt.date) -> None:
    due = calendar.due_date(start, 15, Unit.CALENDAR)
    skipped = [start + dt.timedelta(days=n) for n in range(15, (due - start).days)]
    assert not any(calendar.is_workday(passed) for passed in skipped)

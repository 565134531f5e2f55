"""Date arithmetic for legal limits, pure: the holiday data come in from outside.

The start day is not counted and a last day that is a holiday moves on to the day after it ends
(民法典 201, 203). A make-up Saturday or Sunday (调休) is a workday like any other.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
END_OF_DAY = dt.time(23, 59, 59)
ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


class Unit(StrEnum):
    """What a limit counts."""

    CALENDAR = "calendar"
    WORKING = "working"
    HOURS = "hours"  # continuous, nights and holidays included (紧急工作时)
    OFFICE_HOURS = "office"  # the hours in which offices are open, on workdays (工作时)
    OFFICE_MINUTES = "office_min"

    @property
    def is_exact(self) -> bool:
        """Whether a limit of this unit ends at a moment, not with a day."""
        return self in (Unit.HOURS, Unit.OFFICE_HOURS, Unit.OFFICE_MINUTES)


Span = tuple[dt.time, dt.time]


def parse_office_hours(text: str) -> tuple[Span, ...]:
    """Read ``08:30-12:00,14:30-18:00``; raises ValueError unless the spans follow one another."""
    spans: list[Span] = []
    for part in text.replace("，", ",").replace("：", ":").split(","):
        begin, sign, end = part.strip().partition("-")
        if not sign:
            raise ValueError(f"not a span of time: {part!r}")
        spans.append((dt.time.fromisoformat(begin.strip()), dt.time.fromisoformat(end.strip())))
    moments = [moment for span in spans for moment in span]
    if moments != sorted(set(moments)):
        raise ValueError(f"spans must follow one another: {text!r}")
    return tuple(spans)


OFFICE_HOURS = parse_office_hours("08:30-12:00,14:30-18:00")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Dated exceptions to the five-day week, and the years for which they are published."""

    holidays: frozenset[dt.date] = frozenset()
    workdays: frozenset[dt.date] = frozenset()
    years: frozenset[int] = frozenset()
    office: tuple[Span, ...] = OFFICE_HOURS

    def is_workday(self, day: dt.date) -> bool:
        if day in self.workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def next_workday(self, day: dt.date) -> dt.date:
        """The day itself if it is a workday, else the first one after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_working_days(self, start: dt.date, n: int) -> dt.date:
        """The n-th workday after ``start``; the start day is not counted."""
        _require_not_negative(n)
        day = start
        for _ in range(n):
            day = self.next_workday(day + ONE_DAY)
        return day

    def due_date(self, start: dt.date, amount: int, unit: Unit) -> dt.date:
        """Last day of a limit of calendar or working days."""
        _require_not_negative(amount)
        if unit == Unit.WORKING:
            return self.next_workday(self.add_working_days(start, amount))
        if unit == Unit.CALENDAR:
            return self.next_workday(start + amount * ONE_DAY)
        raise ValueError("a limit in hours ends at a moment, not on a day: use due_at")

    def due_at(self, started_at: dt.datetime, amount: int, unit: Unit) -> dt.datetime:
        """Moment a limit ends: the last second of its last day, or exact for hours."""
        local = localtime(started_at)
        if unit == Unit.HOURS:
            _require_not_negative(amount)
            return local + dt.timedelta(hours=amount)
        if unit.is_exact:
            _require_not_negative(amount)
            return self.add_office_time(local, office_time(amount, unit))
        return end_of(self.due_date(local.date(), amount, unit))

    def add_office_time(self, start: dt.datetime, time: dt.timedelta) -> dt.datetime:
        """The moment at which offices were open for so long after ``start``."""
        local = localtime(start)
        day, left = local.date(), time
        while left > dt.timedelta(0):
            for begin, end in self._open(day, local):
                if left <= end - begin:
                    return begin + left
                left -= end - begin
            day += ONE_DAY
        return local

    def office_time_between(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        """How long offices were open from one moment to a later one."""
        first, last = localtime(start), localtime(end)
        day, total = first.date(), dt.timedelta(0)
        while day <= last.date():
            for begin, until in self._open(day, first):
                total += max(min(until, last) - begin, dt.timedelta(0))
            day += ONE_DAY
        return total

    def _open(self, day: dt.date, since: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """The spans of a day in which offices are open, as far as they lie after ``since``."""
        if not self.is_workday(day):
            return
        for begin, end in self.office:
            opens = max(dt.datetime.combine(day, begin, tzinfo=SHANGHAI), since)
            closes = dt.datetime.combine(day, end, tzinfo=SHANGHAI)
            if opens < closes:
                yield opens, closes

    def after_pause(
        self, due_at: dt.datetime, paused_at: dt.datetime, now: dt.datetime, unit: Unit
    ) -> dt.datetime:
        """The end of a limit that stood still: what was left of it begins again now."""
        if unit == Unit.HOURS:
            return due_at + (now - paused_at)
        if unit.is_exact:
            return self.add_office_time(now, self.office_time_between(paused_at, due_at))
        due = localtime(due_at).date()
        if unit == Unit.WORKING:
            days = self.working_days_between(localtime(paused_at).date(), localtime(now).date())
            return end_of(self.add_working_days(due, days)) if days else due_at
        days = days_left(now, paused_at)
        return end_of(self.next_workday(due + days * ONE_DAY)) if days else due_at

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """Workdays after ``start`` up to and including ``end``; negative if ``end`` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_workday(day) for day in _days_after(start, end))

    def known(self, year: int) -> bool:
        """Whether the holidays of this year are laid down; otherwise plain weekdays are counted."""
        return year in self.years

    def unknown_years(self, start: dt.date, end: dt.date) -> tuple[int, ...]:
        """Years between two days that were counted, or would be, on plain weekdays."""
        first, last = sorted((start.year, end.year))
        return tuple(year for year in range(first, last + 1) if not self.known(year))


def localtime(moment: dt.datetime) -> dt.datetime:
    """The moment on the clock of Shanghai; a naive moment is a programming error."""
    if moment.tzinfo is None:
        raise ValueError("aware datetime required")
    return moment.astimezone(SHANGHAI)


def end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, END_OF_DAY, tzinfo=SHANGHAI)


def office_time(amount: int, unit: Unit) -> dt.timedelta:
    return dt.timedelta(minutes=amount) if unit == Unit.OFFICE_MINUTES else dt.timedelta(hours=amount)


def days_left(due_at: dt.datetime, now: dt.datetime) -> int:
    """Whole days to the due day: 0 means today, negative means overdue by so many days."""
    return (localtime(due_at).date() - localtime(now).date()).days


def _days_after(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    day = start
    while day < end:
        day += ONE_DAY
        yield day


def _require_not_negative(amount: int) -> None:
    if amount < 0:
        raise ValueError("a limit cannot be negative")

"""What a report is about: a period, an area, and the moment up to which is counted."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from jiaozuo_social.cases.figures import COUNTY_DIGITS, Period

SHIFTS = {"": "本期", "previous": "上期", "year": "去年同期"}
STREET_DIGITS = 9


def month_of(text: str) -> Period:
    """The period of "2026-10"; raises ValueError for anything else."""
    day = dt.datetime.strptime(text, "%Y-%m").date()
    if f"{day:%Y-%m}" != text:
        raise ValueError(f"{text!r} is not a month like 2026-10")
    return Period.month_of(day)


def month_key(period: Period) -> str:
    return f"{period.start:%Y-%m}"


def previous(period: Period) -> Period:
    return Period.month_of(period.start - dt.timedelta(days=1))


def year_before(period: Period) -> Period:
    return Period.month_of(period.start.replace(year=period.start.year - 1))


def midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


@dataclass(frozen=True)
class Frame:
    """``scope`` is an area prefix. What happened at ``until`` or later does not count.

    So a month that is over gives the same figures whenever it is computed, unless rows were corrected.
    """

    period: Period
    scope: str
    as_of: dt.datetime

    @property
    def start(self) -> dt.datetime:
        return midnight(self.period.start)

    @property
    def end(self) -> dt.datetime:
        return midnight(self.period.end)

    @property
    def until(self) -> dt.datetime:
        return min(self.end, self.as_of)

    @property
    def is_over(self) -> bool:
        return self.as_of >= self.end

    @property
    def area_digits(self) -> int:
        """Length of the codes into which the area is divided: counties of a city, streets of a county."""
        return COUNTY_DIGITS if len(self.scope) < COUNTY_DIGITS else STREET_DIGITS

    def shifted(self, shift: str) -> "Frame":
        """The same area in the month before or a year before; "" is this frame."""
        moved = {"": lambda p: p, "previous": previous, "year": year_before}[shift](self.period)
        return Frame(moved, self.scope, self.as_of)

    def in_period(self, field: str) -> dict[str, dt.datetime]:
        """Look-ups for what happened in the period, up to the moment that counts."""
        return {f"{field}__gte": self.start, f"{field}__lt": self.until}


def frame_of(period: Period, scope: str, as_of: dt.datetime | None = None) -> Frame:
    """``as_of`` is now, or the end of a period that is over."""
    frame = Frame(period, scope, as_of or timezone.now())
    return Frame(period, scope, frame.until)

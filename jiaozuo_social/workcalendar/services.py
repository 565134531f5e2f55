"""The work calendar as the rest of the portal asks for it."""

import datetime as dt
from importlib.metadata import version

import chinese_calendar
from constance import config
from django.db import transaction

from jiaozuo_social.web.held import Held
from jiaozuo_social.workdays import WorkCalendar, parse_office_hours

from .models import CalendarDay

CACHE_SECONDS = 30  # other processes see an administrator's change after this long
LOOK_AHEAD = dt.timedelta(days=120)

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


def calendar() -> WorkCalendar:
    """The calendar in force; read again every half minute (one query, some 800 short rows)."""
    return _held()


def refresh() -> None:
    """Forget the calendar of this process, so that the next question sees every change."""
    _held.forget()


def _read() -> WorkCalendar:
    holidays: set[dt.date] = set()
    workdays: set[dt.date] = set()
    for day, is_workday in CalendarDay.objects.values_list("date", "is_workday"):
        (workdays if is_workday else holidays).add(day)
    # The notice for a year always lays down 1 October: a lone local row does not make a year known.
    years = frozenset(day.year for day in holidays if (day.month, day.day) == (10, 1))
    office = parse_office_hours(config.OFFICE_HOURS)
    return WorkCalendar(frozenset(holidays), frozenset(workdays), years, office)


_held = Held(_read, seconds=CACHE_SECONDS)


def missing_years(today: dt.date) -> list[int]:
    """Years that limits starting today may reach and whose holidays are not laid down."""
    return list(calendar().unknown_years(today, today + LOOK_AHEAD))


def calendar_warning(today: dt.date) -> str:
    """Sentence for the staff start page, or "" when nothing is missing."""
    years = "、".join(f"{year}年" for year in missing_years(today))
    if not years:
        return ""
    return f"{years}放假安排尚未录入，涉及的期限暂按周一至周五计算，请系统管理员补录工作日历。"


def load_from_package() -> tuple[int, int]:
    """Bring the rows up to the package; return (rows written, rows kept as changed locally)."""
    with transaction.atomic():
        kept = set(CalendarDay.objects.filter(is_local=True).values_list("date", flat=True))
        rows = [row for row in _packaged_days() if row.date not in kept]
        CalendarDay.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["date"],
            update_fields=["is_workday", "name", "source"],
        )
    refresh()
    return len(rows), len(kept)


def _packaged_days() -> list[CalendarDay]:
    source = f"chinesecalendar {version('chinesecalendar')}"
    kinds: list[tuple[dict[dt.date, str], bool]] = [
        (chinese_calendar.holidays, False),
        (chinese_calendar.workdays, True),
    ]
    return [
        CalendarDay(date=day, is_workday=is_workday, name=NAMES.get(name, name), source=source)
        for days, is_workday in kinds
        for day, name in days.items()
    ]

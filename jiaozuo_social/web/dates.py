"""Dates as a Chinese office writes them, and the days left until a limit."""

import datetime as dt

from django.utils import timezone

# A limit this near is shown as a warning; the inbox "due in 3 days" uses the same span.
SOON_DAYS = 3


def local_date(value: dt.datetime | dt.date) -> dt.date:
    """The day in the portal's time zone."""
    return timezone.localtime(value).date() if isinstance(value, dt.datetime) else value


def date_cn(value: dt.datetime | dt.date | None) -> str:
    """2026年11月23日."""
    if not value:
        return ""
    day = local_date(value)
    return f"{day.year}年{day.month}月{day.day}日"


def datetime_cn(value: dt.datetime | None) -> str:
    """11-23 14:05, with the year in front when it is not this year."""
    if not value:
        return ""
    at = timezone.localtime(value)
    this_year = timezone.localdate().year
    return f"{at:%m-%d %H:%M}" if at.year == this_year else f"{at:%Y-%m-%d %H:%M}"


def days_left(due: dt.datetime | dt.date) -> int:
    """Whole days between today and the day of the limit; negative when it has passed."""
    return (local_date(due) - timezone.localdate()).days


def days_left_words(due: dt.datetime | dt.date | None) -> tuple[str, str]:
    """The sentence and its tone: (还剩 3 天, warning)."""
    if not due:
        return "无期限", "neutral"
    days = days_left(due)
    if days < 0:
        return f"超期 {-days} 天", "danger"
    if days == 0:
        passed = isinstance(due, dt.datetime) and due < timezone.now()
        return ("今天已超期", "danger") if passed else ("今天到期", "warning")
    return f"还剩 {days} 天", "warning" if days <= SOON_DAYS else "neutral"

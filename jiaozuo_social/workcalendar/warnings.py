"""Tell the administrators that a year's holidays are still to be entered."""

import datetime as dt

from django.urls import reverse

from jiaozuo_social.outbox.recipients import administrators
from jiaozuo_social.outbox.services import NewNotice, notify_many

from .services import missing_years


def warn_missing_years(today: dt.date) -> list[int]:
    """Leave one notice per administrator, missing year and month; return the years."""
    years = missing_years(today)
    notify_many(
        NewNotice(
            user_id=user.pk,
            kind="calendar_missing",
            subject=f"{year}年放假安排尚未录入",
            body="国务院办公厅公布放假安排后，请在工作日历中录入或导入；此前有关期限按周一至周五计算。",
            link=reverse("admin:workcalendar_calendarday_changelist"),
            dedupe_key=f"calendar-missing:{year}:{today:%Y-%m}:{user.pk}",
        )
        for year in years
        for user in administrators()
    )
    return years

"""The yearly report of 信访部门 to its 党委 and 政府 (信访工作条例 art. 41, rules P13): a reminder to make it."""

import calendar
import datetime as dt

from constance import config
from django.utils import timezone

from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.outbox.services import NewNotice, notify_many
from jiaozuo_social.web.dates import date_cn


def due_on(year: int) -> dt.date:
    """The last day in a year; a day that the month has not is its last one."""
    month = min(max(config.ANNUAL_REPORT_MONTH, 1), 12)
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(max(config.ANNUAL_REPORT_DAY, 1), last))


def reported_year(due: dt.date) -> int:
    """Due early in a year it is of the year before."""
    return due.year - 1 if due.month <= 6 else due.year


def remind(today: dt.date | None = None) -> int:
    """Tell the approvers of every petition office; each step once, however often it runs. How many heard."""
    today = today or timezone.localdate()
    told = 0
    for due in (due_on(today.year), due_on(today.year + 1)):
        step = _step((due - today).days)
        if step:
            told += _tell(due, step)
    return told


def _step(left: int) -> str:
    """Once some days before and once on the day: whether it was made, this portal does not know."""
    if left == 0:
        return "due"
    return "soon" if 0 < left <= config.ANNUAL_REPORT_REMIND_DAYS else ""


def _tell(due: dt.date, step: str) -> int:
    people = sorted(set(_approvers()))
    notify_many(
        NewNotice(
            user_id=user,
            kind="petitions.annual",
            subject=f"请于{date_cn(due)}以前提交{reported_year(due)}年度信访工作报告（条例第41条）",
            body="报告信访事项的数据统计、领域、被投诉较多的单位，转送交办督办情况，提出的建议及被采纳情况。"
            "数字可以取自各月月报。已经提交的不必理会。",
            link="/reports/",
            dedupe_key=f"annual:{due:%F}:{step}:user:{user}",
        )
        for user in people
    )
    return len(people)


def _approvers() -> list[int]:
    serving = Membership.objects.current().filter(duty=Duty.APPROVER, user__is_active=True)
    offices = Department.objects.active().filter(kind=Department.Kind.BUREAU)
    return list(serving.filter(department__in=offices).values_list("user_id", flat=True))

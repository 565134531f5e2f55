"""The start page of staff: what is due, overdue and new today, and this month's counts."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import duties_of, reads_cases
from jiaozuo_social.workcalendar.services import calendar_warning

from .. import figures, inbox
from .staff_access import staff_only

TODAY_TABS = ("mine", "soon", "overdue", "supervised")
WARNED = frozenset({Duty.ADMIN, Duty.REGISTRAR, Duty.APPROVER})


def _month(text: str, today: dt.date) -> figures.Period:
    """The month asked for as YYYY-MM, or this month."""
    try:
        return figures.Period.month_of(dt.date.fromisoformat(f"{text}-01"))
    except ValueError:
        return figures.Period.month_of(today)


@staff_only
@require_safe
def start_page(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    period = _month(request.GET.get("month", ""), today)
    duties = duties_of(request.user)
    reads_rows = reads_cases(request.user)
    day = figures.Period.day(today)
    counts = inbox.counts(request.user, *TODAY_TABS) if reads_rows else {}
    context = {
        "today_counts": [(inbox.tab(key), inbox.count_words(counts[key])) for key in counts],
        "new_today": figures.received_in(request.user, day).count(),
        "new_today_query": "&".join(f"{name}={value}" for name, value in day.params().items()),
        "period": period,
        "previous": figures.Period.month_of(period.start - dt.timedelta(days=1)),
        "next": figures.Period.month_of(period.end) if period.end <= today else None,
        "tables": figures.month_tables(request.user, period),
        "links": reads_rows,
        "has_figures": reads_rows or Duty.LEADER in duties,
        "calendar_warning": calendar_warning(today) if duties & WARNED else "",
    }
    return render(request, "cases/start.html", context)

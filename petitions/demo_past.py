"""Demo petitions that came long ago: their limits and dates are put back, so that a month has answers due.

The history keeps the day on which the demo was loaded; only what the report counts is moved.
"""

import datetime as dt

from django.db.models import F
from django.utils import timezone

from jiaozuo_social.cases import clocks
from jiaozuo_social.cases.models import Assignment, Clock
from jiaozuo_social.workcalendar.services import calendar

from .models import Petition

BEFORE_THE_ANSWER = ("P0", "P1", "P3", "P4", "P5")


def _last_workday(today: dt.date) -> dt.date:
    day = (today.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    while not calendar().is_workday(day):
        day -= dt.timedelta(days=1)
    return day


def came_long_ago(case: Petition) -> None:
    """As if it had been taken up in time to be due at the end of this month."""
    due = Clock.objects.get(case_id=case.pk, rule="P5")
    by = timezone.localtime(due.due_at).date() - _last_workday(timezone.localdate())
    found = Clock.objects.filter(case_id=case.pk, rule__in=BEFORE_THE_ANSWER)
    found.update(
        started_at=F("started_at") - by, due_at=F("due_at") - by, original_due_at=F("original_due_at") - by
    )
    found.exclude(rule="P5").update(stopped_at=F("stopped_at") - by)
    Assignment.objects.filter(case_id=case.pk).update(
        assigned_at=F("assigned_at") - by, accepted_at=F("accepted_at") - by
    )
    case.refresh_from_db()
    clocks.refresh_due(case)
    Petition.objects.filter(pk=case.pk).update(
        received_at=F("received_at") - by, registered_at=F("registered_at") - by,
        dispatched_at=F("dispatched_at") - by, accepted_at=F("accepted_at") - by, due_at=case.due_at,
    )  # fmt: skip

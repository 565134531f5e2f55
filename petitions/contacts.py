"""When a contact with the petitioner can have been: since the unit has the case, and not in the future."""

import datetime as dt
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases.models import Assignment
from jiaozuo_social.cases.moves import open_assignments
from jiaozuo_social.web.dates import datetime_cn


def problem(case: Any, contacted_at: dt.datetime) -> str:
    """What is wrong with this moment, or ""."""
    if contacted_at > timezone.now():
        return "联系时间不能晚于现在。"
    leads = [one.assigned_at for one in open_assignments(case) if one.role == Assignment.Role.LEAD]
    # The form asks to the minute.
    if leads and contacted_at < min(leads).replace(second=0, microsecond=0):
        return f"联系时间不能早于本单位收到事项的时间（{datetime_cn(min(leads))}）。"
    return ""

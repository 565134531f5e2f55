"""A range of whole days on a column with times; the library's own compares naive times."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from unfold.contrib.filters.admin import RangeDateFilter


def _midnight(text: str | None, *, plus_days: int = 0) -> dt.datetime | None:
    """The start of a day in local time, or None for what is not a date."""
    try:
        day = parse_date((text or "").replace("/", "-"))
    except ValueError:
        return None
    if day is None:
        return None
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=plus_days), dt.time()))


class DayRangeFilter(RangeDateFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        start = _midnight(self.used_parameters.get(f"{self.parameter_name}_from"))
        end = _midnight(self.used_parameters.get(f"{self.parameter_name}_to"), plus_days=1)
        if start:
            queryset = queryset.filter(**{f"{self.parameter_name}__gte": start})
        return queryset.filter(**{f"{self.parameter_name}__lt": end}) if end else queryset

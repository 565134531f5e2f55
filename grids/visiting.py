"""How long visits are remembered: the day and the grid stay, what was written of people goes (PIPL 19)."""

import datetime as dt

from constance import config
from django.utils import timezone

from .models import Visit


def empty_old() -> int:
    """Empty what is older than the setting says; returns how many."""
    if not config.VISIT_KEEP_DAYS:
        return 0
    before = timezone.localdate() - dt.timedelta(days=config.VISIT_KEEP_DAYS)
    old = Visit.objects.filter(day__lt=before, emptied_at=None)
    return int(old.update(person="", note="", emptied_at=timezone.now()))

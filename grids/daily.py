"""What the system does to grid cases by itself: close, go on and evaluate what is over (rules §5.4)."""

import datetime as dt

from constance import config
from django.db.models import Exists, OuterRef
from django.utils import timezone

from jiaozuo_social.cases.models import Clock
from jiaozuo_social.cases.windows import close_each

from .models import GridCase
from .states import GridState as S


def close_self_handled(now: dt.datetime | None = None) -> int:
    """What was done on the spot and nobody objected to in time; returns how many."""
    before = (now or timezone.now()) - dt.timedelta(hours=config.GRID_SELF_CLOSE_HOURS)
    return close_each(GridCase.objects.filter(state=S.SELF_HANDLED, fed_back_at__lt=before), "confirm_self")


def resume_unchecked(today: dt.date | None = None) -> int:
    """A suspension that nobody looked at on its day is over: the clock goes on; returns how many."""
    day = today or timezone.localdate()
    return close_each(GridCase.objects.filter(state=S.SUSPENDED, next_check_on__lt=day), "resume")


def evaluate_lapsed(now: dt.datetime | None = None) -> int:
    """Closed cases whose time to be rated is over; returns how many."""
    window = Clock.objects.filter(
        case=OuterRef("pk"), rule="G10", stopped_at=None, due_at__gte=now or timezone.now()
    )
    return close_each(GridCase.objects.filter(~Exists(window), state=S.CLOSED), "lapse")

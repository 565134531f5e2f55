"""What the system does to petitions by itself: close what is over, supervise what comes again."""

import datetime as dt

from constance import config
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jiaozuo_social.cases.models import Clock, Supervision
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.windows import close_each

from .models import Petition
from .moves.seats import ENDED, OPEN

REPEAT = Supervision.Trigger.REPEAT


def close_lapsed(now: dt.datetime | None = None) -> int:
    """办结 what is answered and can no longer go to 复查 or 复核 (rules §1.5); returns how many."""
    now = now or timezone.now()
    window = Clock.objects.filter(
        case=OuterRef("pk"), rule__in=["P7", "P9"], stopped_at=None, due_at__gte=now
    )
    return close_each(Petition.objects.filter(~Exists(window), state__in=ENDED))


def supervise_repeats() -> int:
    """督办 an open matter that comes again for the second time (rules §1.2 D); returns how many.

    Here and not at registration, so that two repeats registered at the same moment are both counted.
    """
    supervised = 0
    for petition in _repeated_often().iterator(chunk_size=200):
        try:
            petition.supervise(by=Actor.system(), note="多次重复信访", trigger=REPEAT)
        except MoveRefused:
            continue  # it moved on, or another worker was faster
        supervised += 1
    return supervised


def _repeated_often() -> QuerySet[Petition]:
    """Open registered repeats of a matter with so many repeats, not supervised for it before."""
    earlier = (
        Petition.objects.filter(
            repeat_of=OuterRef("repeat_of"), is_repeat=True, registered_at__lte=OuterRef("registered_at")
        )
        .order_by()
        .values("repeat_of")
        .annotate(times=Count("pk"))
        .values("times")
    )
    done = Supervision.objects.filter(case=OuterRef("pk"), trigger=REPEAT)
    repeats = Petition.objects.filter(
        ~Exists(done), ~Q(registered_at=None), is_open=True, is_repeat=True, state__in=OPEN
    )
    return repeats.annotate(times=Coalesce(Subquery(earlier), 0)).filter(
        times__gte=config.REPEAT_SUPERVISE_COUNT
    )

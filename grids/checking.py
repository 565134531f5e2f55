"""Who checks what was done: a 核查员 of the area who had no hand in it (rules §5.4)."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.models import Duty, Membership

if TYPE_CHECKING:
    from .models import GridCase


def checkers(case: "GridCase") -> list[User]:
    """Those of the area, nearest first, who did not handle the case; of equals who has least to check."""
    from .models import GridCase

    place = case.place_code
    prefixes = [place[:length] for length in range(2, len(place) + 1)]
    held = (
        Membership.objects.current()
        .filter(duty=Duty.CHECKER, department__place_code__in=prefixes, user__is_active=True)
        .filter(department__is_active=True)
        .exclude(user=case.handler_id)
        .select_related("user", "department")
    )
    load = dict(
        GridCase.objects.filter(checker__in=[m.user_id for m in held], checked_at=None, is_open=True)
        .order_by()
        .values_list("checker")
        .annotate(Count("pk"))
    )
    ordered = sorted(held, key=lambda m: (-len(m.department.place_code), load.get(m.user_id, 0), m.user_id))
    return list({m.user_id: m.user for m in ordered}.values())


def pick(case: "GridCase", *, busy: Any = None) -> User | None:
    """``busy`` is who just reported the work done."""
    return next((user for user in checkers(case) if user != busy), None)

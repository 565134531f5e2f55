"""Who reads which proposals of 类问题."""

from django.db.models import Count, Q, QuerySet

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import has_duty, is_desk, memberships_of

from .models import Proposal
from .platforms import PLATFORM_DUTIES


def reads(user: AnyUser) -> bool:
    return has_duty(user, *PLATFORM_DUTIES)


def readable(user: AnyUser) -> QuerySet[Proposal]:
    """Those of the communities in the area of the user's platforms."""
    area = Q(pk__in=[])
    for membership in memberships_of(user):
        duty = membership.duty
        if duty in PLATFORM_DUTIES and is_desk(membership.department, duty):
            area |= Q(community__startswith=membership.department.place_code)
    return Proposal.objects.filter(area).select_related("event", "decided_by").annotate(count=Count("cases"))


def waiting(user: AnyUser) -> int:
    """Proposals that this 网格长 has to decide."""
    codes = [m.department.place_code for m in memberships_of(user) if m.duty == Duty.GRID_LEADER]
    return Proposal.objects.filter(community__in=codes, decision="").count() if codes else 0

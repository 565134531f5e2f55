"""Who may change grids and terms of office: by the prefix of the place of the own duty."""

from django.db.models import Q, QuerySet

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import memberships_of

from .models import Grid, Term

CREATING_DUTIES = frozenset({Duty.DISPATCHER, Duty.ADMIN})
MANAGING_DUTIES = CREATING_DUTIES | {Duty.GRID_LEADER}


def _areas(user: AnyUser, duties: frozenset[Duty]) -> list[str]:
    """Place codes of the memberships, those inside another left out."""
    codes = sorted({m.department.place_code for m in memberships_of(user) if m.duty in duties}, key=len)
    found: list[str] = []
    for code in codes:
        if not code.startswith(tuple(found)):
            found.append(code)
    return sorted(found)


def managed_areas(user: AnyUser) -> list[str]:
    """Where the user may change grids: 网格长 in the community, 调度员 and 管理员 in their area."""
    return _areas(user, MANAGING_DUTIES)


def may_manage(user: AnyUser, code: str) -> bool:
    return bool(code) and code.startswith(tuple(managed_areas(user)) or ("\0",))


def may_create(user: AnyUser, code: str) -> bool:
    """New grids, grids out of use and boundaries are the platform's; a 网格长 keeps what is there."""
    return bool(code) and code.startswith(tuple(_areas(user, CREATING_DUTIES)) or ("\0",))


def may_appoint(user: AnyUser, code: str, role: str) -> bool:
    """A 网格长 appoints 网格员 and 微网格长; who is 网格长 the platform says."""
    return may_create(user, code) if role == Term.Role.LEADER else may_manage(user, code)


def managed_grids(user: AnyUser) -> QuerySet[Grid]:
    """Grids that the user may change, those out of use too."""
    reach = Q(pk__in=[])
    for area in managed_areas(user):
        reach |= Q(division__code__startswith=area)
    return Grid.objects.filter(reach).select_related("division")


def creating_areas(user: AnyUser) -> list[str]:
    return _areas(user, CREATING_DUTIES)

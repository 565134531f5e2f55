"""Who is what to a consultation: the community that runs it, the street and the leaders who look on."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest

from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import memberships_of

if TYPE_CHECKING:
    from .models import Consultation

CHAIR, WORKER, ONLOOKER = "chair", "worker", "onlooker"
KINDS = (Department.Kind.COMMUNITY, Department.Kind.STREET)
CHAIR_DUTIES = (Duty.GRID_LEADER, Duty.HEAD)
WORKER_DUTIES = (Duty.GRID_WORKER, Duty.HANDLER, *CHAIR_DUTIES)


def _runs(membership: Membership) -> bool:
    return membership.department.kind == Department.Kind.COMMUNITY and membership.duty in WORKER_DUTIES


def _looks_on(membership: Membership) -> bool:
    is_street = membership.department.kind == Department.Kind.STREET and membership.duty in (
        *WORKER_DUTIES, Duty.DISPATCHER,
    )  # fmt: skip
    return is_street or membership.duty == Duty.LEADER


def communities(user: Any, *, chairs: bool = False) -> list[Department]:
    """Communities in which the user serves; each once, those led by the user only if asked so."""
    wanted = CHAIR_DUTIES if chairs else WORKER_DUTIES
    rows = (m for m in memberships_of(user) if _runs(m) and m.duty in wanted)
    return list({m.department_id: m.department for m in rows}.values())


def takes_part(user: Any) -> bool:
    return any(_runs(m) or _looks_on(m) for m in memberships_of(user))


def seen_by(user: Any) -> Q:
    seen = Q(pk__in=[])
    for m in memberships_of(user):
        if _runs(m) or _looks_on(m):
            seen |= Q(place_code__startswith=m.department.place_code)
    return seen


def roles_in(consultation: "Consultation", user: Any) -> set[str]:
    roles = set()
    for m in memberships_of(user):
        if not consultation.place_code.startswith(m.department.place_code):
            continue
        if _runs(m):
            roles |= {WORKER, CHAIR} if m.duty in CHAIR_DUTIES else {WORKER}
        elif _looks_on(m):
            roles.add(ONLOOKER)
    return roles


def has_consultations(request: HttpRequest) -> bool:
    return takes_part(request.user)

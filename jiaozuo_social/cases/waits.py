"""Whose turn it is: which cases wait for which duty, as data beside the moves."""

from dataclasses import dataclass, field

from django.db.models import Q

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import desk_areas_below, is_desk, memberships_of

from . import kinds
from .models.assignment import Assignment
from .moves import At

NOBODY = Q(pk__in=[])
WORKING_DUTIES = frozenset({Duty.HANDLER, Duty.HEAD, Duty.REVIEWER, Duty.CONFIDENTIAL})
Beside = dict[tuple[int, str], list[int]]  # (department, role) → cases


@dataclass(frozen=True)
class Wait:
    """Cases in these states wait for the holder of the duty at this place; ``only`` narrows them.

    A confidential case waits for 信访专管员 of that place instead, as in ``moves.Seat``. ``path`` leads to
    the column that names the person of ``At.NAMED``.
    """

    duty: Duty
    at: At
    states: tuple[str, ...]
    only: Q = field(default_factory=Q)
    path: str = ""

    def of(self, membership: Membership, user: AnyUser, beside: Beside) -> Q:
        if membership.duty == Duty.CONFIDENTIAL:
            whose = Q(is_confidential=True)
        elif membership.duty == self.duty:
            whose = Q(is_confidential=False)
        else:
            return NOBODY
        if self.at is At.LEAD and self.duty == Duty.HANDLER:
            whose &= Q(handler=None) | Q(handler=user)
        if self.at is At.NAMED:
            here = Q(**{self.path: user})
        else:
            here = _here(self.at, membership.department, membership.duty, beside)
        return NOBODY if here == NOBODY else whose & Q(state__in=self.states) & self.only & here


def waiting_for(user: AnyUser) -> Q:
    """Open cases whose next step is this user's."""
    mine, beside = NOBODY, _beside_the_lead(user)
    for membership in memberships_of(user):
        for kind in kinds.all_kinds():
            for wait in kind.waits:
                found = wait.of(membership, user, beside)
                if found != NOBODY:
                    mine |= Q(kind=kind.code) & found
    return mine


def with_departments_of(user: AnyUser) -> Q:
    """Cases that lie with the user's departments: assigned to them, or not yet assigned in their area."""
    found, beside = NOBODY, _beside_the_lead(user)
    for membership in memberships_of(user):
        department = membership.department
        found |= Q(department=department)
        for role in (At.CO, At.REVIEW, At.RECHECK, At.CALLED):
            found |= _here(role, department, membership.duty, beside)
        desk_kinds = kinds.with_desk_duty(membership.duty)
        if membership.duty == Duty.CONFIDENTIAL:
            desk_kinds = [kind.code for kind in kinds.all_kinds()]
        for at in (At.DESK, At.HOLDER):
            lying = [code for code in desk_kinds if kinds.get(code).is_held == (at is At.HOLDER)]
            if lying:
                found |= Q(kind__in=lying, department=None) & _here(at, department, membership.duty, beside)
    return found


def _here(at: At, department: Department, duty: str, beside: Beside) -> Q:
    if at is At.DESK:
        return _desk_area(department, duty)
    if at is At.HOLDER:
        return Q(holder_code=department.place_code) if is_desk(department, duty) else NOBODY
    if at is At.LEAD:
        return Q(department=department)  # the case itself names its lead, and an index serves it
    return Q(pk__in=beside.get((department.pk, at.value), ()))


def _beside_the_lead(user: AnyUser) -> Beside:
    """Cases on which the user's departments still work as co-department, reviewer or rechecker.

    By their ids: an OR with a sub-select would keep every index out. Read once per user object, that is
    once per request, as memberships are: a page counts several tabs and lists one.
    """
    cached: Beside | None = user.__dict__.get("_beside_the_lead")
    if cached is None:
        cached = user.__dict__["_beside_the_lead"] = _read_beside_the_lead(user)
    return cached


def _read_beside_the_lead(user: AnyUser) -> Beside:
    held = memberships_of(user)
    departments = {membership.department_id for membership in held if membership.duty in WORKING_DUTIES}
    if not departments:
        return {}
    working = [state for state in Assignment.State if state != Assignment.State.ANSWERED]
    open_ = Assignment.objects.filter(department__in=departments, ended_at=None, state__in=working)
    found: Beside = {}
    for department, role, case in open_.exclude(role=Assignment.Role.LEAD).values_list(
        "department_id", "role", "case_id"
    ):
        found.setdefault((department, role), []).append(case)
    return found


def _desk_area(department: Department, duty: str) -> Q:
    """The desk's own area, and what its own people registered.

    Without the areas of desks below it where somebody holds the same duty: the nearest desk is asked
    first, and a matter whose nearest desk is empty falls to the one above.
    """
    if not is_desk(department, duty):
        return NOBODY
    area = Q(place_code__startswith=department.place_code)
    for code in desk_areas_below(department, duty):
        area &= ~Q(place_code__startswith=code)
    people = Membership.objects.filter(department=department).values("user_id")
    return area | Q(registered_by__in=people, place_code__startswith=department.place_code)

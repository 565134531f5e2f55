"""Questions about who serves where."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import Length

from jiaozuo_social.accounts.models import AnyUser

from .models import Department, Duty, Membership

NUMBERS_ONLY = frozenset({Duty.LEADER, Duty.ADMIN})
DISPATCHING_DUTIES = {
    Duty.REGISTRAR,
    Duty.APPROVER,
    Duty.CONFIDENTIAL,
    Duty.SOLICITOR,
    Duty.DISPATCHER,
    Duty.GRID_LEADER,
}
PETITION_OFFICES = frozenset({Department.Kind.BUREAU, Department.Kind.GOVERNMENT})
# In which departments a duty takes cases in for the area; a duty that is not named here: petition offices.
# 社会工作部 is functional, and platforms sit in streets, grid centres or the government itself.
DESK_KINDS: dict[str, frozenset[str]] = {
    Duty.SOLICITOR: frozenset(Department.Kind),
    Duty.DISPATCHER: frozenset(Department.Kind) - {Department.Kind.COMMUNITY},
    Duty.GRID_LEADER: frozenset({Department.Kind.COMMUNITY}),
    Duty.GRID_WORKER: frozenset(),
    Duty.CHECKER: frozenset(),
}


def _at_or_below(path: Any) -> Any:
    return Department.objects.filter(path__startswith=path).order_by("pk").values("pk")


def memberships_of(user: AnyUser) -> list[Membership]:
    """Current memberships with their departments; read once per user object (one query).

    ``below`` holds the keys of the department and of those below it: plain numbers let the database choose
    its index, a sub-select in every question of rights did not.
    """
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    cached = getattr(user, "_current_memberships", None)
    if cached is None:
        cached = list(
            Membership.objects.current()
            .filter(user=user, department__is_active=True)
            .select_related("department")
            .annotate(below=ArraySubquery(_at_or_below(OuterRef("department__path"))))
            .order_by("department__path", "duty")
        )
        user._current_memberships = cached
    return cached


def duties_of(user: AnyUser) -> set[str]:
    return {membership.duty for membership in memberships_of(user)}


def has_duty(user: AnyUser, *duties: Duty) -> bool:
    return bool(duties_of(user) & set(duties))


def is_staff_member(user: AnyUser) -> bool:
    """Whether the user serves anywhere (citizens do not)."""
    return bool(memberships_of(user))


def reads_cases(user: AnyUser) -> bool:
    """Whether any case can ever be theirs to see: 部门领导 read numbers only, 系统管理员 neither."""
    return bool(duties_of(user) - NUMBERS_ONLY)


def is_desk(department: Department, duty: str) -> bool:
    """Whether cases of the area come in there to holders of the duty."""
    return department.kind in DESK_KINDS.get(duty, PETITION_OFFICES)


def members(department: Department, *duties: Duty) -> list[Membership]:
    """Active people who hold one of the duties in exactly this department, by pk."""
    return list(
        Membership.objects.current()
        .filter(department=department, duty__in=duties, user__is_active=True)
        .select_related("user")
        .order_by("user_id")
    )


def is_administrator(user: AnyUser) -> bool:
    return has_duty(user, Duty.ADMIN)


def escalation_chain(department: Department) -> list[Department]:
    """The active departments from this one upward to the root: who is told, and who next."""
    return list(Department.objects.active().filter(path__in=department.ancestor_paths).order_by("-path"))


def departments_for_dispatch(user: AnyUser) -> list[Department]:
    """Active departments a registration desk may dispatch to: all at or below its own superior.

    A desk of the county's bureau sees the county's departments; the city's desk sees the city.
    """
    desks = [m.department for m in memberships_of(user) if m.duty in DISPATCHING_DUTIES]
    if not desks:
        return []
    reach = Q()
    for desk in desks:
        parts = desk.ancestor_paths
        reach |= Q(path__startswith=parts[-2] if len(parts) > 1 else parts[-1])
    return list(Department.objects.active().filter(reach).order_by("path"))


def bureaus_for(place_code: str) -> list[Department]:
    """The petition bureaus in charge of a place, nearest first: county before city."""
    prefixes = [place_code[:length] for length in range(2, len(place_code) + 1)]
    bureaus = Department.objects.active().filter(kind=Department.Kind.BUREAU, place_code__in=prefixes)
    return list(bureaus.order_by(Length("place_code").desc(), "path"))


def desk_areas_below(department: Department, duty: str) -> list[str]:
    """Place codes inside this department's area whose own desk has somebody in the duty.

    Read once per department object and duty (one query).
    """
    cache: dict[str, list[str]] = department.__dict__.setdefault("_desk_areas_below", {})
    if duty not in cache:
        held = Membership.objects.current().filter(
            duty=duty,
            user__is_active=True,
            department__is_active=True,
            department__place_code__startswith=department.place_code,
        )
        nearer = [m.department for m in held.select_related("department") if is_desk(m.department, duty)]
        cache[duty] = sorted({d.place_code for d in nearer if d.place_code != department.place_code})
    return cache[duty]


def departments_under(user: AnyUser) -> list[Department]:
    """Active departments in which the user serves, and those below them."""
    reach = Q(pk__in=[])
    for membership in memberships_of(user):
        reach |= Q(path__startswith=membership.department.path)
    return list(Department.objects.active().filter(reach).order_by("path"))


def active_departments() -> list[Department]:
    return list(Department.objects.active().order_by("path"))


def desks_of(place_code: str, *duties: Duty) -> list[Department]:
    """Departments in charge of a place in which somebody holds one of the duties now, nearest first."""
    prefixes = [place_code[:length] for length in range(2, len(place_code) + 1)]
    serving = Membership.objects.current().filter(duty__in=duties, user__is_active=True)
    found = Department.objects.active().filter(place_code__in=prefixes, pk__in=serving.values("department"))
    rows = found.order_by(Length("place_code").desc(), "path")
    return [row for row in rows if any(is_desk(row, duty) for duty in duties)]

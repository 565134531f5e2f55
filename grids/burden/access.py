"""Who is what to the 减负 ledger: the office of an area, lead and co-departments, streets and communities."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import memberships_of

if TYPE_CHECKING:
    from .models import BurdenTask, InventoryRow

OFFICE, LEAD, CO, GRASSROOTS, LEADER = "office", "lead", "co", "grassroots", "leader"
UNIT_DUTIES = (Duty.HANDLER, Duty.HEAD)
GRASSROOTS_KINDS = (Department.Kind.STREET, Department.Kind.COMMUNITY)
GRASSROOTS_DUTIES = (Duty.GRID_LEADER, Duty.GRID_WORKER, Duty.DISPATCHER, *UNIT_DUTIES)


def is_grassroots(membership: Membership) -> bool:
    return membership.department.kind in GRASSROOTS_KINDS and membership.duty in GRASSROOTS_DUTIES


def offices(user: Any) -> list[Department]:
    """Departments whose 减负专班 the user belongs to."""
    return [m.department for m in memberships_of(user) if m.duty == Duty.BURDEN]


def grassroots_units(user: Any) -> list[Department]:
    """Streets and communities in which the user serves; each once."""
    found = {m.department_id: m.department for m in memberships_of(user) if is_grassroots(m)}
    return list(found.values())


def units(user: Any) -> list[int]:
    return [m.department_id for m in memberships_of(user) if m.duty in UNIT_DUTIES]


def overseers(user: Any) -> list[Department]:
    """Where the user sees a whole area: its 减负专班 and its leaders."""
    return [m.department for m in memberships_of(user) if m.duty in (Duty.BURDEN, Duty.LEADER)]


def concerns(user: Any) -> bool:
    """Whether the pages of the ledger have anything to show to this person."""
    return bool(overseers(user) or grassroots_units(user) or units(user))


def prefixes(code: str) -> list[str]:
    """Codes of the areas in which a place lies, itself among them."""
    return [code[:length] for length in range(2, len(code) + 1)]


def _areas(user: Any) -> Q:
    """Rows of the areas that somebody oversees, and rows from above that apply there."""
    seen = Q(pk__in=[])
    for office in overseers(user):
        seen |= Q(place_code__startswith=office.place_code) | Q(place_code__in=prefixes(office.place_code))
    return seen


def tasks_seen_by(user: Any) -> Q:
    """Tasks of the user's area, tasks that the own department works on, tasks meant to relieve the own unit."""
    mine = units(user)
    helped = Q(pk__in=joint(mine)) if mine else Q(pk__in=[])
    seen = _areas(user) | Q(lead__in=mine) | helped
    for unit in grassroots_units(user):
        seen |= Q(place_code__in=prefixes(unit.place_code))
    return seen


def joint(departments: list[int]) -> Any:
    from .models import BurdenTask

    return BurdenTask.co.through.objects.filter(department__in=departments).values("burdentask")


def rows_seen_by(user: Any) -> Q:
    """Inventory rows: of the area, demanded by the own department, borne by the own unit or those below it."""
    seen = _areas(user) | Q(department__in=units(user))
    for unit in grassroots_units(user):
        seen |= Q(place_code__in=prefixes(unit.place_code)) | Q(place_code__startswith=unit.place_code)
    return seen


def roles_in(task: "BurdenTask", user: Any) -> set[str]:
    roles = set()
    for m in memberships_of(user):
        in_area = task.place_code.startswith(m.department.place_code)
        if m.duty == Duty.BURDEN and in_area:
            roles.add(OFFICE)
        if m.duty == Duty.LEADER and in_area:
            roles.add(LEADER)
        if m.duty in UNIT_DUTIES and m.department_id == task.lead_id:
            roles.add(LEAD)
        if m.duty in UNIT_DUTIES and m.department_id in task.co_ids:
            roles.add(CO)
        if is_grassroots(m) and m.department.place_code.startswith(task.place_code):
            roles.add(GRASSROOTS)
    return roles


def may_edit_row(row: "InventoryRow", user: Any) -> bool:
    """The office of its area; a street or community what it entered itself."""
    if any(row.place_code.startswith(office.place_code) for office in offices(user)):
        return True
    return row.reported_by_id in {unit.pk for unit in grassroots_units(user)}


def may_enter_rows(user: Any) -> bool:
    return bool(offices(user) or grassroots_units(user))


def edits_catalogue(user: Any) -> bool:
    """The names of 7类37项 are the city's to fill in."""
    return any(office.place_code == settings.CITY_CODE for office in offices(user))

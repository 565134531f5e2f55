"""Assign departments to a case and end their assignments. The caller holds the case's lock."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from . import notices
from .models.assignment import Assignment
from .moves import MoveRefused

if TYPE_CHECKING:
    from jiaozuo_social.orgs.models import Department

    from .models import Case
    from .moves import Actor


def assign(
    case: "Case",
    department: "Department",
    role: Assignment.Role,
    *,
    by: "Actor",
    instruction: str = "",
    feedback_due_on: dt.date | None = None,
) -> Assignment:
    """Add an assignment and tell the department's people; refuses a department that is accused."""
    accused = case.withheld_from
    if accused is not None and department.path.startswith(accused.path):
        raise MoveRefused("不得将检举控告转给被检举人所在单位（信访工作条例第30条）。")
    assignment = Assignment.objects.create(
        case_id=case.pk,
        department=department,
        role=role,
        assigned_by=by.user,
        instruction=instruction,
        feedback_due_on=feedback_due_on,
    )
    duties = (
        notices.REVIEWING if role in (Assignment.Role.REVIEW, Assignment.Role.RECHECK) else notices.WORKING
    )
    people = notices.people_of(case, department, *duties)
    notices.tell(
        case, people, f"assigned:{assignment.pk}", f"新交办：{case.number}（{assignment.get_role_display()}）"
    )
    return assignment


def assign_units(
    case: "Case",
    *,
    lead: "Department",
    co: "Iterable[Department]",
    by: "Actor",
    instruction: str = "",
    feedback_due_on: dt.date | None = None,
) -> Assignment:
    """Set the lead and co-departments of a case; the lead becomes ``case.department``."""
    case.department, case.handler = lead, None
    first = assign(
        case, lead, Assignment.Role.LEAD, by=by, instruction=instruction, feedback_due_on=feedback_due_on
    )
    for department in co:
        if department.pk == lead.pk:
            raise MoveRefused("协办单位不能与主办单位相同。")
        assign(
            case,
            department,
            Assignment.Role.CO,
            by=by,
            instruction=instruction,
            feedback_due_on=feedback_due_on,
        )
    return first


def set_state(case: "Case", role: Assignment.Role, state: Assignment.State) -> None:
    """Set the state of the open assignments of one role."""
    Assignment.objects.filter(case_id=case.pk, role=role, ended_at=None).update(state=state)


def end(case: "Case", *roles: Assignment.Role, state: Assignment.State | None = None) -> None:
    """End the open assignments of these roles (all roles if none is named)."""
    open_ = Assignment.objects.filter(case_id=case.pk, ended_at=None)
    if roles:
        open_ = open_.filter(role__in=roles)
    changes: dict[str, object] = {"ended_at": timezone.now()}
    if state is not None:
        changes["state"] = state
    open_.update(**changes)

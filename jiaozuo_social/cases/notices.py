"""In-portal notices to the people who work on a case."""

from typing import TYPE_CHECKING

from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import members
from jiaozuo_social.outbox import services as outbox

from .models.assignment import Assignment

if TYPE_CHECKING:
    from .models import Case

WORKING = (Duty.HANDLER, Duty.HEAD)
REVIEWING = (Duty.REVIEWER,)


def people_of(case: "Case", department: Department, *duties: Duty) -> list[Membership]:
    """Who may be told of this case in a department: for a confidential one only 信访专管员."""
    return members(department, *((Duty.CONFIDENTIAL,) if case.is_confidential else duties))


def workers(case: "Case") -> list[Membership]:
    """People of the departments with an open assignment."""
    found: list[Membership] = []
    assignments = Assignment.objects.filter(case_id=case.pk, ended_at=None).select_related("department")
    for assignment in assignments:
        reviewing = assignment.role in (Assignment.Role.REVIEW, Assignment.Role.RECHECK)
        found += people_of(case, assignment.department, *(REVIEWING if reviewing else WORKING))
    return found


def tell(case: "Case", memberships: list[Membership], key: str, subject: str) -> int:
    """Notice each person once per (case, key); returns how many were new."""
    told = 0
    for user_id, user in {m.user_id: m.user for m in memberships}.items():
        told += outbox.notify(
            user=user,
            kind=f"case.{key.split(':')[0]}",
            subject=subject,
            link=f"/cases/{case.pk}/",
            dedupe_key=f"case:{case.pk}:{key}:user:{user_id}",
        )
    return told


def tell_workers(case: "Case", key: str, subject: str) -> int:
    """Notice the handler if one is named, else everybody on duty in the assigned departments."""
    return tell(case, workers(case), key, subject)

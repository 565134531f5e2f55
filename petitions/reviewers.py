"""Which body looks again at what another decided (复查 art. 35, 复核 art. 36)."""

from jiaozuo_social.cases.models import Assignment, Case
from jiaozuo_social.cases.moves import open_assignments
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.orgs.selectors import escalation_chain

from .states import PetitionState

IN_REVIEW: dict[str, Assignment.Role] = {
    PetitionState.REVIEW: Assignment.Role.REVIEW,
    PetitionState.RECHECK: Assignment.Role.RECHECK,
}


def superior_of(case: Case, decided_by: Department) -> Department | None:
    """The next level up; never the body that the matter is about nor one below it (art. 30)."""
    about = case.withheld_from
    for place in escalation_chain(decided_by):
        if place.pk != decided_by.pk and (about is None or not place.path.startswith(about.path)):
            return place
    return None


def now_reviewing(case: Case) -> Department | None:
    """The body with which the matter lies while it is in 复查 or 复核."""
    role = IN_REVIEW.get(case.state)
    return _holder(case, role) if role else None


def reviewer_of(case: Case) -> Department | None:
    """The body that gave, or gives, the 复查意见."""
    return _holder(case, Assignment.Role.REVIEW)


def _holder(case: Case, role: Assignment.Role) -> Department | None:
    return next((a.department for a in open_assignments(case) if a.role == role), None)

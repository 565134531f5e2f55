"""Grid cases that a person sees beside those of the own platform or department, and who owes a step."""

from typing import TYPE_CHECKING

from django.db.models import Q

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.audiences import Post
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import duties_of

from . import platforms
from .models import GridCase
from .selectors import grids_of

if TYPE_CHECKING:
    from jiaozuo_social.cases.models import Case, Clock

NOTHING = Q(pk__in=[])


def shown_to(user: AnyUser) -> Q:
    """网格员: the own grids and reports, what is to be verified; 核查员: what is to be checked, and was."""
    duties, shown = duties_of(user), NOTHING
    if duties & {Duty.GRID_WORKER, Duty.GRID_LEADER}:
        shown |= Q(registered_by=user) | _named(verifier=user)
    if Duty.GRID_WORKER in duties:
        for grid in grids_of(user):
            shown |= Q(place_code__startswith=grid.code)
    if Duty.CHECKER in duties:
        shown |= _named(checker=user)
    return shown


def _named(**column: AnyUser) -> Q:
    return Q(pk__in=GridCase.objects.filter(**column).values("pk"))


def desks(case: "Case") -> list[Post]:
    return [Post(desk, platforms.PLATFORM_DUTIES) for desk in platforms.desks(case)]


def named(clock: "Clock") -> int | None:
    """Who is named for what the clock counts: the verifier, the checker, else the handler."""
    column = {"G2": "verifier_id", "G9": "checker_id"}.get(clock.rule_id)
    if column is None:
        return clock.case.handler_id
    found: int | None = GridCase.objects.filter(pk=clock.case_id).values_list(column, flat=True).first()
    return found

"""Who is told of a clock: the handler, the head, the superior or the desk, wherever they sit.

A confidential case is told to 信访专管员 only, and never to the unit it is about (art. 30).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import bureaus_for, desks_of, escalation_chain, members

from . import kinds, notices
from .models import Assignment, Case
from .models.clock import Clock, ClockRule, ReminderStep
from .moves import open_assignments

Audience = ReminderStep.Audience
Holder = ClockRule.Holder
NAMED = (Duty.GRID_WORKER, Duty.GRID_LEADER, Duty.CHECKER)  # duties in which a person is named for a step


@dataclass(frozen=True)
class Post:
    """A department in which holders of a duty are to be told."""

    department: Department
    duties: tuple[Duty, ...]


def posts(clock: Clock, audience: str) -> list[Post]:
    """Where to look, the best place first; the first one with staff is told."""
    found = _posts(clock, audience) or desks_of_case(clock.case)
    return [post for post in found if _may_know(clock.case, post.department)]


def people(clock: Clock, audience: str, post: Post) -> list[Membership]:
    """The named handler if he still serves there, else everybody on the post."""
    case, kind = clock.case, kinds.get(clock.case.kind)
    name = kind.named(clock) if kind.named else case.handler_id
    if audience == Audience.HANDLER and name is not None:
        duties = NAMED if clock.rule.holder == Holder.PERSON else notices.WORKING
        serving = notices.people_of(case, post.department, *duties)
        named = [membership for membership in serving if membership.user_id == name]
        if named:
            return named
    return notices.people_of(case, post.department, *post.duties)


def heads_above(case: Case, department: Department) -> list[Membership]:
    """Who stands in for an empty post: the nearest heads, from the department itself upward."""
    chain = (place for place in escalation_chain(department) if _may_know(case, place))
    return _first_staffed(notices.people_of(case, place, Duty.HEAD) for place in chain)


def overseers(department: Department) -> list[Membership]:
    """The nearest heads, told of an empty post but of no case."""
    return _first_staffed(members(place, Duty.HEAD) for place in escalation_chain(department))


def desk_people(case: Case) -> list[Membership]:
    """The nearest desk with staff that may know of the case, for what cannot wait for a clock."""
    desks = (post for post in desks_of_case(case) if _may_know(case, post.department))
    return _first_staffed(notices.people_of(case, post.department, *post.duties) for post in desks)


def _posts(clock: Clock, audience: str) -> list[Post]:
    if audience == Audience.DESK or (audience == Audience.HANDLER and clock.rule.holder == Holder.DESK):
        return desks_of_case(clock.case)
    if audience == Audience.HANDLER and clock.rule.holder == Holder.PERSON:
        return [Post(department, NAMED) for department in _serving(clock)] + desks_of_case(clock.case)
    responsible = _responsible(clock)
    if audience == Audience.HANDLER:
        duty = Duty.REVIEWER if clock.rule.holder == Holder.REVIEWER else Duty.HANDLER
        return [Post(department, (duty,)) for department in responsible]
    if audience == Audience.PARENT:
        responsible = [department.parent or department for department in responsible]
    return [Post(department, (Duty.HEAD,)) for department in responsible]


def _responsible(clock: Clock) -> list[Department]:
    """The department that owes what the clock counts."""
    if clock.rule.holder in (Holder.DESK, Holder.PERSON):
        return [post.department for post in desks_of_case(clock.case)[:1]]
    if clock.rule.holder == Holder.REVIEWER:
        reviewing = (Assignment.Role.REVIEW, Assignment.Role.RECHECK)
        return [a.department for a in open_assignments(clock.case) if a.role in reviewing]
    department = clock.department or clock.case.department
    return [department] if department else []


def _serving(clock: Clock) -> list[Department]:
    """Where the person serves who is named for this clock."""
    named = kinds.get(clock.case.kind).named
    found = Membership.objects.current().filter(user=named(clock) if named else None, duty__in=NAMED)
    return [membership.department for membership in found.select_related("department")]


def desks_of_case(case: Case) -> list[Post]:
    """The petition bureaus, nearest first; 征集办 may sit in any department, so it is looked for."""
    desks = kinds.get(case.kind).desks
    if desks is not None:
        return desks(case)
    duties = desk_duties(case)
    if duties == (Duty.SOLICITOR,):
        return [Post(department, duties) for department in desks_of(case.place_code, Duty.SOLICITOR)]
    return [Post(bureau, duties) for bureau in bureaus_for(case.place_code)]


def desk_duties(case: Case) -> tuple[Duty, ...]:
    return tuple(Duty(duty) for duty in sorted(kinds.get(case.kind).desk_duties))


def _may_know(case: Case, department: Department) -> bool:
    about = case.withheld_from
    return about is None or not department.path.startswith(about.path)


def _first_staffed(groups: Iterable[list[Membership]]) -> list[Membership]:
    return next((group for group in groups if group), [])

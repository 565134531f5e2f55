"""One rule says who sees what; pages, API, files, search, exports and counts fetch through it."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.orgs.selectors import memberships_of

from . import kinds

UNIT_DUTIES = frozenset({Duty.HANDLER, Duty.HEAD, Duty.REVIEWER})
NOTHING = Q(pk__in=[])


def _assigned_to(membership: Membership) -> Q:
    """Cases on which the department, or one below it, works or has worked."""
    from .models import Assignment

    below: list[int] = membership.below  # type: ignore[attr-defined]  # annotated by memberships_of
    return Q(Exists(Assignment.objects.filter(case=OuterRef("pk"), department__in=below)))


def _area(department: Department) -> Q:
    return Q(place_code__startswith=department.place_code)


def _ordinary(membership: Membership) -> Q:
    """What a membership shows of the cases that are not confidential."""
    seen = NOTHING
    desk_kinds = kinds.with_desk_duty(membership.duty)
    if desk_kinds:
        seen |= Q(kind__in=desk_kinds) & _area(membership.department)
    if membership.duty in UNIT_DUTIES:
        seen |= _assigned_to(membership)
    return seen


def _confidential(membership: Membership) -> Q:
    """Confidential cases: 信访专管员 only, and never those about the own unit (信访工作条例 art. 30)."""
    if membership.duty != Duty.CONFIDENTIAL:
        return NOTHING
    department = membership.department
    about_own_unit = Q(withheld_from__path__in=department.ancestor_paths)
    within = _assigned_to(membership)
    if department.kind == Department.Kind.BUREAU:
        within |= _area(department)
    return within & (Q(withheld_from=None) | ~about_own_unit)


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: AnyUser) -> "CaseQuerySet":
        """Rows that a member of staff may see; nothing for citizens and strangers."""
        ordinary, confidential = NOTHING, NOTHING
        for membership in memberships_of(user):
            ordinary |= _ordinary(membership)
            confidential |= _confidential(membership)
        for kind in kinds.all_kinds():
            if kind.shows is not None and (shown := kind.shows(user)) != NOTHING:
                ordinary |= Q(kind=kind.code) & shown
        if confidential == NOTHING:
            return self.filter(ordinary, is_confidential=False)
        return self.filter(Q(ordinary, is_confidential=False) | Q(confidential, is_confidential=True))

    def counted_for(self, user: AnyUser) -> "CaseQuerySet":
        """Rows that may enter this user's figures: what is visible, and for 部门领导 their area.

        Leaders read figures only; confidential cases never enter a leader's figures from here.
        """
        areas = NOTHING
        for membership in memberships_of(user):
            if membership.duty == Duty.LEADER:
                areas |= _area(membership.department)
        visible = self.visible_to(user)
        return visible if areas == NOTHING else visible | self.filter(areas, is_confidential=False)

    def owned_by(self, citizen: AnyUser) -> "CaseQuerySet":
        """Cases that a logged-in citizen filed."""
        return self.filter(owner=citizen) if citizen.is_authenticated else self.none()

    def filed_by(self, user: AnyUser) -> "CaseQuerySet":
        """What this member of staff registered, for the receipt only: 检举控告 too, which is then not visible."""
        return self.filter(registered_by=user) if user.is_authenticated else self.none()

    def of_kind(self, kind: str) -> "CaseQuerySet":
        return self.filter(kind=kind)

    def open(self) -> "CaseQuerySet":
        return self.filter(is_open=True)

    def overdue(self) -> "CaseQuerySet":
        return self.filter(is_open=True, due_at__lt=timezone.now())

    def published(self) -> "CaseQuerySet":
        """What strangers may be shown as a hint: public by consent and not confidential."""
        return self.filter(is_public=True, is_confidential=False)

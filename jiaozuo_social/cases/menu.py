"""The inbox in the staff menu: who sees it and how much waits there."""

from django.http import HttpRequest

from jiaozuo_social.orgs.selectors import is_staff_member, reads_cases

from . import inbox


def is_staff(request: HttpRequest) -> bool:
    return is_staff_member(request.user)


def has_inbox(request: HttpRequest) -> bool:
    """The inbox, the search and exports are empty for ever where somebody reads numbers only."""
    return reads_cases(request.user)


def waiting(request: HttpRequest) -> int | None:
    """Cases that wait for this user; none shown when there is none."""
    return inbox.counts(request.user, "mine")["mine"] or None

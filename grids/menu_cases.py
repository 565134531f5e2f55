"""Places of the work on grid cases in the staff menu."""

from django.http import HttpRequest

from jiaozuo_social.web.navigation import NavItem

from . import proposals


def reads_proposals(request: HttpRequest) -> bool:
    return proposals.reads(request.user)


def waiting(request: HttpRequest) -> int | None:
    return proposals.waiting(request.user) or None


CASE_ITEMS = (
    NavItem("类问题", "grids:proposals", allowed=reads_proposals, order=35, group="网格", badge=waiting),
)

"""Places of the work on grid cases in the staff menu."""

from django.http import HttpRequest

from jiaozuo_social.web.navigation import NavItem

from . import desk, proposals


def reads_proposals(request: HttpRequest) -> bool:
    return proposals.reads(request.user)


def waiting(request: HttpRequest) -> int | None:
    return proposals.waiting(request.user) or None


def may_register(request: HttpRequest) -> bool:
    return bool(desk.areas_of(request.user))


CASE_ITEMS = (
    NavItem("事项登记", "grids:desk", allowed=may_register, order=30, group="网格"),
    NavItem("类问题", "grids:proposals", allowed=reads_proposals, order=35, group="网格", badge=waiting),
)

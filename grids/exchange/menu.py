"""The place of the exchange in the staff menu."""

from django.http import HttpRequest

from jiaozuo_social.web.navigation import NavItem

from .selectors import has_sources


def _is_ours(request: HttpRequest) -> bool:
    return has_sources(request.user)


ORDERS = NavItem("工单往来", "grids:order-sources", allowed=_is_ours, order=58, group="网格")

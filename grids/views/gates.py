"""Who may enter the pages on which grids are managed, and the one way from an address to a grid."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import division

from .. import rights
from ..models import Grid, Term

View = Callable[..., HttpResponseBase]


def managers_only(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.managed_areas(request.user):
            raise PermissionDenied("网格由网格长、网格平台调度员和系统管理员在本辖区内管理。")
        return view(request, *args, **kwargs)

    return staff_only(checked)


def managed_area(request: HttpRequest, code: str) -> Division:
    """A division of the user's area, or 404 alike for "not yours" and "not there"."""
    found = division(code)
    if found is None or not rights.may_manage(request.user, code):
        raise Http404
    return found


def managed_grid(request: HttpRequest, code: str) -> Grid:
    return get_object_or_404(rights.managed_grids(request.user), pk=code)


def term_of(grid: Grid, pk: int) -> Term:
    return get_object_or_404(grid.terms.select_related("user"), pk=pk)


def may_manage(request: HttpRequest) -> bool:
    return bool(rights.managed_areas(request.user))

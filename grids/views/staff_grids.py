"""Pages on which grids are looked after: areas, communities, one grid, create, change, out of use."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import chain, division

from .. import notices, numbering, overview, rights, services, sketch
from ..forms.grids import GridForm
from ..models import Grid
from ..refusals import GridRefused
from .gates import managed_area, managed_grid, managers_only

PARENTS = (Division.Level.COMMUNITY, Division.Level.GRID)


@managers_only
@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Straight to the one area of most people; a choice for who has several."""
    own = rights.managed_areas(request.user)
    if len(own) == 1:
        return redirect("grids:area", code=own[0])
    return render(request, "grids/staff/areas.html", {"areas": [division(code) for code in own]})


@managers_only
@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    place = managed_area(request, code)
    if place.level > Division.Level.COMMUNITY:
        return redirect("grids:grid", code=code)
    context = {
        "place": place,
        "links": _links(request, code),
        "may_create": rights.may_create(request.user, code),
        "is_community": place.level == Division.Level.COMMUNITY,
    }
    if context["is_community"]:
        context["grids"] = overview.grids_of_community(code)
    elif place.level >= Division.Level.CITY:
        context["rows"] = overview.figures_below(code)
    return render(request, "grids/staff/area.html", context)


def _links(request: HttpRequest, code: str) -> list[Division]:
    """The way down to a place, as far as it lies in the user's area."""
    return [one for one in chain(code) if rights.may_manage(request.user, one.code)]


@managers_only
@require_safe
def grid(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, managed_grid(request, code))


def _page(request: HttpRequest, grid: Grid, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "grid": grid,
        "links": _links(request, grid.code),
        "may_create": rights.may_create(request.user, grid.code),
        "terms": [
            (term, rights.may_appoint(request.user, grid.code, term.role)) for term in overview.terms_of(grid)
        ],
        "micro_grids": [one for one in overview.grids_of_community(grid.code) if one.code != grid.code],
        "sketch": sketch.of_grid(grid.code, notices.siblings(grid)),
        "boundary": overview.boundary_of(grid.code),
        "history": overview.changes_of(grid),
        "refusal": refusal,
    }
    return render(request, "grids/staff/grid.html", context, status=status)


@managers_only
@require_http_methods(["GET", "POST"])
def grid_new(request: HttpRequest, code: str) -> HttpResponse:
    parent = managed_area(request, code)
    if parent.level not in PARENTS:
        raise Http404
    if not rights.may_create(request.user, code):
        raise PermissionDenied("新建网格由网格平台调度员或系统管理员办理。")
    form = GridForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create(code, by=request.user, request=request, **form.cleaned_data)
        except GridRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, f"已新建，编号 {made.code}。")
            return redirect("grids:grid", code=made.code)
    context = {"form": form, "parent": parent, "links": _links(request, code), "next_code": _next(code)}
    return render(request, "grids/staff/grid_form.html", context)


def _next(code: str) -> str:
    try:
        return numbering.next_code(code)
    except GridRefused:
        return ""


@managers_only
@require_http_methods(["GET", "POST"])
def grid_edit(request: HttpRequest, code: str) -> HttpResponse:
    found = managed_grid(request, code)
    form = GridForm.of(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        try:
            services.change(found, by=request.user, request=request, **form.cleaned_data)
        except GridRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "已保存。")
            return redirect("grids:grid", code=code)
    context = {"form": form, "grid": found, "links": _links(request, code)}
    return render(request, "grids/staff/grid_form.html", context)


@managers_only
@require_POST
def grid_switch(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Out of use, or back."""
    found = managed_grid(request, code)
    if not rights.may_create(request.user, code):
        raise PermissionDenied("停用、启用网格由网格平台调度员或系统管理员办理。")
    try:
        (services.close if act == "close" else services.reopen)(found, by=request.user, request=request)
    except GridRefused as refusal:
        return _page(request, found, refusal=str(refusal), status=409)
    messages.success(request, "已停用，在任的任期同时终止。" if act == "close" else "已启用。")
    return redirect("grids:grid", code=code)

"""Pages on which people are put in office in a grid, and their terms end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from .. import terms
from ..forms.grids import EndTermForm, TermForm
from ..refusals import GridRefused
from .gates import managed_grid, managers_only, term_of


@managers_only
@require_http_methods(["GET", "POST"])
def term_new(request: HttpRequest, code: str) -> HttpResponse:
    grid = managed_grid(request, code)
    form = TermForm(request.POST or None, grid=grid, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            term = terms.appoint(grid, by=request.user, request=request, **form.cleaned_data)
        except GridRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _done(term.user.has_usable_password(), str(term.user)))
            return redirect("grids:grid", code=code)
    context = {"form": form, "grid": grid, "title": "任命", "act": "任命"}
    return render(request, "grids/staff/term_form.html", context)


def _done(can_log_in: bool, name: str) -> str:
    return f"{name}已任职。" if can_log_in else f"{name}已任职。账号还没有密码，请系统管理员给临时密码。"


@managers_only
@require_http_methods(["GET", "POST"])
def term_end(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    grid = managed_grid(request, code)
    term = term_of(grid, pk)
    form = EndTermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            terms.end(term, on=form.cleaned_data["on"], by=request.user, request=request)
        except GridRefused as refusal:
            form.add_error("on" if refusal.field else None, str(refusal))
        else:
            messages.success(request, "任期已终止，记录保留在本页下方。")
            return redirect("grids:grid", code=code)
    context = {"form": form, "grid": grid, "term": term, "title": "终止任期", "act": "终止任期"}
    return render(request, "grids/staff/term_form.html", context)

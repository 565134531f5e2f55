"""The platforms' desk: one form, then the case."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jiaozuo_social.cases.views.staff_access import staff_only

from .. import desk
from ..forms.desk import OWN, DeskForm


@sensitive_post_parameters("name", "phone", "body")
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk_page(request: HttpRequest) -> HttpResponse:
    if not desk.areas_of(request.user):
        raise PermissionDenied("事项登记只供网格平台调度员和网格长使用。")
    if request.method != "POST":
        return render(request, "grids/staff/desk.html", {"form": DeskForm(user=request.user)})
    form = DeskForm(request.POST, request.FILES, user=request.user)
    form.stage()
    if not form.is_valid():
        return render(request, "grids/staff/desk.html", {"form": form})
    known = desk.perhaps_known(form.cleaned_data, by=request.user)
    if known and "known_seen" not in request.POST:
        return render(request, "grids/staff/desk.html", {"form": form, "known": known})
    receipt = desk.register(form.cleaned_data, form.to_attach(), by=request.user)
    words = f"已登记：{receipt.case.number}"
    if receipt.created and form.cleaned_data["channel"] != OWN:
        words += f"，查询码 {receipt.code}。请现在告诉反映人，查询码只显示这一次"
    messages.success(request, f"{words}。")
    return redirect("cases:case", pk=receipt.case.pk)

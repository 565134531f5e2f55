"""The registration desk: one form, one receipt, the next one."""

from typing import Any

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.models import Attachment, Case
from jiaozuo_social.cases.views.staff_access import staff_only
from jiaozuo_social.web.http import public_address

from .. import registration
from ..forms.desk import DeskForm

SESSION_KEY = "desk_receipts"
KEPT_RECEIPTS = 20
STICKY = ("channel", "received_on", "visit_level")


def _require_desk(request: HttpRequest) -> registration.Desk:
    desk = registration.desk_of(request.user)
    if desk is None:
        raise PermissionDenied("登记窗口只供信访登记员和承办单位经办使用。")
    return desk


@sensitive_post_parameters("name", "phone", "id_number", "address", "representatives", "body")
@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def desk_page(request: HttpRequest) -> HttpResponse:
    desk = _require_desk(request)
    context: dict[str, Any] = {"desk": desk, "repeats": [], "orders": [], "checked": False}
    if request.method == "POST":
        form = DeskForm(request.POST, request.FILES)
        form.stage()
        if form.is_valid():
            context["repeats"] = registration.likely_repeats(form.cleaned_data, by=request.user)
            context["orders"] = registration.known_orders(form.cleaned_data, by=request.user)
            found = bool(context["repeats"] or context["orders"])
            context["checked"] = bool(request.POST.get("repeats_seen")) or not found
            if context["checked"]:
                return _register(request, form)
    else:
        form = DeskForm(initial={name: request.GET[name] for name in STICKY if name in request.GET})
    return render(request, "petitions/desk/form.html", {**context, "form": form})


def _register(request: HttpRequest, form: DeskForm) -> HttpResponse:
    def attach(case: Any) -> None:
        for kept in form.to_attach():
            uploads.attach(case, kept, origin=Attachment.Origin.STAFF, by=request.user, visible=True)

    receipt = registration.register(
        data=form.cleaned_data,
        by=request.user,
        client_uuid=form.cleaned_data["client_uuid"],
        repeat_of=_first_of(request),
        attach=attach,
    )
    kept = request.session.get(SESSION_KEY, {})
    kept[str(receipt.case.pk)] = receipt.code
    request.session[SESSION_KEY] = dict(list(kept.items())[-KEPT_RECEIPTS:])
    messages.success(request, f"已登记：{receipt.case.number}")
    sticky = {name: form.data.get(name, "") for name in STICKY}
    request.session["desk_sticky"] = sticky
    return redirect("petitions:desk-receipt", pk=receipt.case.pk)


def _first_of(request: HttpRequest) -> Case | None:
    """The earlier matter that the clerk chose, if it may be seen."""
    number = request.POST.get("repeat_of", "")
    if not number:
        return None
    found: Case = get_object_or_404(Case.objects.visible_to(request.user).of_kind("petition"), number=number)
    return found


@staff_only
@require_safe
def desk_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """To print and hand over; the code is shown only to the session that registered the matter."""
    _require_desk(request)
    code = request.session.get(SESSION_KEY, {}).get(str(pk))
    if code is None:
        return redirect("petitions:desk")
    case = get_object_or_404(Case.objects.filed_by(request.user), pk=pk)
    record(Access.Action.PRINT, request=request, obj=case, reason="打印登记回执")
    address = public_address(request, f"{reverse('status:open')}?number={case.number}")
    context = {
        "case": case,
        "code": code,
        "address": address,
        "qr": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        "sticky": request.session.get("desk_sticky", {}),
    }
    return render(request, "petitions/desk/receipt.html", context)

"""Look up a case: with the receipt, or as the logged-in citizen who filed it."""

from constance import config
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiaozuo_social.web.paging import keyset_page
from jiaozuo_social.web.ratelimits import too_often

from .. import opened, receipts, status
from ..forms.receipt import ReceiptForm
from ..models import Case
from .public_access import with_opened_case

WRONG = "编号或者查询码不对。请核对回执或短信；查询码里没有 0、1、I、L、O。"
TOO_OFTEN = "查询得太频繁，请过一会儿再试。"


@never_cache
@require_http_methods(["GET", "POST"])
def open_status(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        number = request.GET.get("number", "")[:32]
        return _ask(request, ReceiptForm(initial={"number": number}))
    form = ReceiptForm(request.POST)
    if too_often(request, "status", config.STATUS_RATE_IP):
        return _ask(request, form, status=429, refusal=TOO_OFTEN)
    if not form.is_valid():
        return _ask(request, form)
    try:
        case = receipts.open_with(form.cleaned_data["number"], form.cleaned_data["code"])
    except receipts.TooManyTries as exc:
        until = timezone.localtime(exc.until)
        refusal = f"这个编号连续输错查询码，已暂停查询，请在 {until:%H:%M} 以后再试。"
        return _ask(request, form, status=429, refusal=refusal)
    except receipts.WrongCode:
        form.add_error(None, WRONG)
        return _ask(request, form)
    opened.remember(request, case)
    return redirect("status:case", number=case.number)


def _ask(request: HttpRequest, form: ReceiptForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    return render(request, "cases/public/status_open.html", context, status=status)


@with_opened_case
@require_safe
def case_page(request: HttpRequest, case: Case) -> HttpResponse:
    return render(request, "cases/public/status_case.html", status.context(case, request.user))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the look at every case of this session; a login is not touched."""
    opened.forget_all(request)
    messages.success(request, "已退出查询。再次查看请重新输入编号和查询码。")
    return redirect("status:open")


@login_required(login_url="account_request_login_code")
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    rows = Case.objects.owned_by(request.user).select_related("department").defer("body")
    page = keyset_page(rows, request.GET, ordering=("-received_at", "-pk"))
    return render(request, "cases/public/mine.html", {"page": page})

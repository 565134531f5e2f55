"""Write down a suggestion that came by letter, visit or call (rules §3)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiaozuo_social.cases import opened
from jiaozuo_social.cases.moves import MoveRefused

from ..forms.suggestion_public import RegisterSuggestionForm
from ..suggesting import file_suggestion
from .staff_campaigns import solicitors_only


@solicitors_only
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _page(request, RegisterSuggestionForm())
    form = RegisterSuggestionForm(request.POST, request.FILES)
    form.stage()
    if not form.is_valid():
        return _page(request, form)
    data = form.cleaned_data
    try:
        filed = file_suggestion(
            data=data, client_uuid=data["client_uuid"], registered_by=request.user, files=form.to_attach()
        )
    except MoveRefused as refusal:
        form.add_error("campaign", str(refusal))
        return _page(request, form, status=409)
    opened.remember(request, filed.case, filed=True)
    messages.success(request, f"已登记：{filed.case.number}，请打印回执交给建议人。")
    return redirect("status:receipt", number=filed.case.number)


def _page(request: HttpRequest, form: RegisterSuggestionForm, *, status: int = 200) -> HttpResponse:
    return render(request, "petitions/staff/suggestion_register.html", {"form": form}, status=status)

"""The page of one case, and the reveal of personal data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record

from .. import casepage, kinds
from ..forms.staff import RevealForm
from .staff_access import staff_only, visible_case


@staff_only
@require_safe
def case_page(request: HttpRequest, pk: int) -> HttpResponse:
    case = visible_case(request, pk)
    return render(request, kinds.get(case.kind).template, casepage.context(case, request.user))


@staff_only
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a reason, keep it, and show the parties in clear on this answer only."""
    case = visible_case(request, pk)
    form = RevealForm(request.POST or None)
    parties = []
    if request.method == "POST" and form.is_valid():
        parties = list(case.parties.all())
        ids = [party.pk for party in parties]
        reason = form.cleaned_data["reason"]
        record(Access.Action.REVEAL, request=request, obj=case, reason=reason, parties=ids)
    return render(request, "cases/reveal.html", {"case": case, "form": form, "parties": parties})

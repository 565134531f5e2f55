"""Compute anew, approve, and compare the approved report with the data of today."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jiaozuo_social.cases.views.staff_access import staff_only

from .. import differences as comparing
from .. import services
from ..forms import FreezeForm
from .asked import Asked, asked


@staff_only
@require_POST
def compute(request: HttpRequest, month: str) -> HttpResponse:
    found = asked(request, month)
    snapshot = services.take(found.period, found.scope, by=request.user)
    messages.success(request, "已按现在的数据计算。")
    return redirect(f"{_address(found)}&snapshot={snapshot.pk}")


@staff_only
@require_POST
def freeze(request: HttpRequest, month: str) -> HttpResponse:
    """Approves the snapshot that the reader looked at, named in the form."""
    found = asked(request, month)
    if found.snapshot is None:
        raise Http404
    form = FreezeForm(request.POST)
    if not form.is_valid():
        messages.error(request, "请勾选“已核对”后再核定。")
        return redirect(f"{_address(found)}&snapshot={found.snapshot.pk}")
    try:
        services.freeze(found.snapshot, request=request, note=form.cleaned_data["note"])
    except services.FreezeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{_address(found)}&snapshot={found.snapshot.pk}")
    messages.success(request, "月报已核定，此后的办理和更正不再改变它。")
    return redirect(_address(found))


@staff_only
@require_safe
def differences(request: HttpRequest, month: str) -> HttpResponse:
    """Nothing is written: the approved report stays, the recomputed one is only compared."""
    found = asked(request, month)
    frozen = found.snapshot
    if frozen is None or not frozen.is_frozen:
        raise Http404
    now = services.draft(found.period, found.scope)
    context = {"asked": found, "snapshot": frozen, "differences": comparing.between(frozen.data, now.data)}
    return render(request, "reports/differences.html", context)


def _address(found: Asked) -> str:
    return f"{reverse('reports:report', args=[found.month])}?area={found.scope}"

"""The receipt of a case just filed: its number and query code."""

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import kinds, opened, receipts


@never_cache
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Number and query code: only for the session that filed, and only for a while."""
    case = opened.find_filed(request, number)
    if case is None or case.client_uuid is None:
        raise Http404
    query = f"{reverse('status:open')}?number={case.number}"
    context = {
        "case": case,
        "kind": kinds.get(case.kind),
        "code": receipts.new_code(case.client_uuid),
        "status_url": request.build_absolute_uri(query),
        "qr": segno.make(request.build_absolute_uri(query), error="m").svg_data_uri(scale=5, border=2),
        "told": case.parties.exclude(phone_digest="").filter(wants_sms=True).exists(),
    }
    return render(request, "cases/public/receipt.html", context)

"""What would have been sent, for people trying the demo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from jiaozuo_social.web.paging import keyset_page

from ..gateways import is_demo
from ..selectors import messages_to


@never_cache
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    if not is_demo():
        raise Http404
    phone = request.GET.get("phone", "").strip()
    page = keyset_page(messages_to(phone), request.GET, ordering=("-created_at", "-pk"))
    return render(request, "outbox/demo.html", {"page": page, "phone": phone})

"""Signs with a QR code, to print for one grid or a whole community."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiaozuo_social.places.selectors import division

from .. import signs


@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One sign to half a page; a community's grids one after the other."""
    found = signs.of_place(code)
    if not found:
        raise Http404
    return render(request, "grids/public/signs.html", {"signs": found, "place": division(code)})


@require_safe
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """The bare QR code as SVG, for those who draw their own sign."""
    found = signs.of_place(code)
    if len(found) != 1:
        raise Http404
    answer = HttpResponse(found[0].svg, content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="grid-{code}.svg"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    return answer

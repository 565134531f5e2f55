"""The portal's own pages: start, notices that the law asks for, size of print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from .http import LARGE_PRINT_COOKIE, safe_next

YEAR_SECONDS = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")


@require_safe
def privacy_notice(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy_notice.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@require_http_methods(["GET", "POST"])
def large_print(request: HttpRequest) -> HttpResponse:
    """Keep the wish in a cookie and go back: a plain link, so that it works without JavaScript."""
    answer = redirect(safe_next(request, "/"))
    wish = request.POST.get("on") or request.GET.get("on")
    if wish == "0":
        answer.delete_cookie(LARGE_PRINT_COOKIE, samesite="Lax")
    else:
        answer.set_cookie(
            LARGE_PRINT_COOKIE,
            "1",
            max_age=YEAR_SECONDS,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    patch_vary_headers(answer, ["Cookie"])
    return answer

"""Small questions to a request that several apps ask."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LARGE_PRINT_COOKIE = "large_print"
THIS_MACHINE = (None, "localhost", "127.0.0.1", "::1", "0.0.0.0")


def safe_next(request: HttpRequest, default: str) -> str:
    """Where to go afterwards: ``next`` of the request if it stays on this site, else ``default``."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    host = {request.get_host()}
    if url_has_allowed_host_and_scheme(url, allowed_hosts=host, require_https=request.is_secure()):
        return url
    return default


def public_address(request: HttpRequest, path: str) -> str:
    """A page's address for paper and for other people: under the site's own name. A demo that has none but
    this machine's gives the name under which it was called."""
    if urlsplit(settings.SITE_URL).hostname in THIS_MACHINE:
        return request.build_absolute_uri(path)
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def is_htmx(request: HttpRequest) -> bool:
    """True when htmx asked for a part of a page (a boosted link asks for a whole one)."""
    return request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers


def wants_json(request: HttpRequest) -> bool:
    """True for API addresses and for clients that ask for JSON rather than a page."""
    accept = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("json" in accept and "text/html" not in accept)

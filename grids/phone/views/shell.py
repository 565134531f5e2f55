"""What makes the pages an app: the service worker, the manifest, the icons."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .. import files, icons

PAGES = ("phone-today", "phone-report", "phone-visits", "phone-visit-new", "phone-queue", "phone-me")


def pages() -> list[str]:
    """Addresses that open without a network from the first visit on."""
    return [reverse(f"grids:{name}") for name in PAGES]


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """A module of two lines: what it serves is data, how it serves is in ``worker.js``."""
    data = {
        "version": files.version(),
        "files": files.addresses(),
        "pages": pages(),
        "home": reverse("grids:phone-today"),
    }
    source = f'import {{ serve }} from "{files.plain("js/phone/worker.js")}";\nserve({json.dumps(data)});\n'
    return HttpResponse(source, content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    home = reverse("grids:phone-today")
    drawn = [
        {
            "src": reverse("grids:phone-icon", args=[size]),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "any maskable",
        }
        for size in icons.SIZES[1:]
    ]
    body = {
        "name": f"网格员 - {settings.SITE_NAME}",
        "short_name": "网格员",
        "lang": "zh-CN",
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "theme_color": icons.RED,
        "background_color": icons.WHITE,
        "icons": [{"src": static(files.ICON), "sizes": "any", "type": "image/svg+xml"}, *drawn],
        "shortcuts": [{"name": "上报问题", "url": reverse("grids:phone-report")}],
    }
    return JsonResponse(body, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=86400)
def icon(request: HttpRequest, size: int) -> HttpResponse:
    if size not in icons.SIZES:
        raise Http404
    return HttpResponse(icons.png(size), content_type="image/png")

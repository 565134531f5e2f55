"""The look of the back office, close to static/css/tokens.css: blue for links, ink for text."""

from typing import Any

from django.templatetags.static import static

# Shades around the link blue (600) and the greys of the tokens.
_BLUE = "f1f7fd e8f1fa c9dff4 9cc4ea 5f9dd8 2b78c2 0b5cad 084d92 084580 083661 05203b"
_GREY = "f8f9fa f5f6f8 e6e8ec d9dce1 9aa0aa 666d78 565c66 414751 2c313a 1f2329 14171b"
_STEPS = "50 100 200 300 400 500 600 700 800 900 950"


def _shades(colours: str) -> dict[str, str]:
    return {step: f"#{colour}" for step, colour in zip(_STEPS.split(), colours.split(), strict=True)}


def unfold(site_name: str) -> dict[str, Any]:
    """Settings of django-unfold for a portal of this name."""
    return {
        "SITE_TITLE": site_name,
        "SITE_HEADER": site_name,
        "SITE_SUBHEADER": "后台管理",
        "SITE_URL": "/",
        "SITE_FAVICONS": [
            {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")}
        ],
        "SHOW_HISTORY": True,
        "SHOW_VIEW_ON_SITE": False,
        "SHOW_LANGUAGES": False,
        "THEME": "light",
        "BORDER_RADIUS": "3px",
        "COLORS": {"base": _shades(_GREY), "primary": _shades(_BLUE)},
        "STYLES": [lambda request: static("css/admin.css")],
        "SIDEBAR": {"show_search": True, "show_all_applications": True},
    }

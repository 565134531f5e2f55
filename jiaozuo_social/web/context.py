"""What every page knows: the site's name, the size of print, the menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .http import LARGE_PRINT_COOKIE
from .navigation import Navigation


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "department_name": settings.DEPARTMENT_NAME,
        "contact_phone": settings.CONTACT_PHONE,
        "contact_address": settings.CONTACT_ADDRESS,
        "large_print": request.COOKIES.get(LARGE_PRINT_COOKIE) == "1",
        "nav": Navigation(request),
    }

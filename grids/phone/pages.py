"""What every page of the phone has: the bar of places at the thumb, the tolerance of its clock."""

from typing import Any

from constance import config
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from .access import may_report

# Url name, word, icon; the report stands in the middle, where the thumb is.
PLACES = (
    ("phone-today", "今天", "list"),
    ("phone-visits", "走访", "person"),
    ("phone-report", "上报", "plus"),
    ("phone-queue", "未上报", "clock"),
    ("phone-me", "我的", "lock"),
)


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    links = []
    for name, label, icon in PLACES:
        if name == "phone-report" and not may_report(request.user):
            continue
        url = reverse(f"grids:{name}")
        links.append({
            "url": url, "label": label, "icon": icon, "is_here": request.path == url,
            "main": name == "phone-report", "counts": name == "phone-queue",
        })  # fmt: skip
    shared = {
        "phone_places": links,
        "clock_minutes": config.PHONE_CLOCK_TOLERANCE_MINUTES,
        "photo_bytes": config.PHONE_PHOTO_KB * 1024,
        "photo_count": config.UPLOAD_MAX_FILES,
    }
    return render(request, f"grids/phone/{template}.html", {**shared, **(context or {})}, status=status)

"""A whole report as canonical JSON: the same figures are the same bytes, so their digest proves them."""

import hashlib
import json
from typing import Any

from constance import config
from django.conf import settings

from jiaozuo_social.orgs.selectors import bureaus_for
from jiaozuo_social.places import selectors as places

from .frames import Frame, month_key
from .sections import all_sections

FORM = 1  # raised when the meaning of the JSON changes


def compute(frame: Frame) -> dict[str, Any]:
    """Every section's tables for one area and period. Reads only."""
    return {
        "form": FORM,
        "month": month_key(frame.period),
        "period": {"from": str(frame.period.start), "before": str(frame.period.end)},
        "scope": {"code": frame.scope, "name": scope_name(frame.scope)},
        "as_of": frame.as_of.isoformat(),
        "title": config.REPORT_TITLE,
        "department": issuer(frame.scope),
        "sections": [section.compute(frame) for section in all_sections()],
    }


def scope_name(scope: str) -> str:
    found = places.division(scope)
    return found.name if found else scope


def issuer(scope: str) -> str:
    """The city's report is the department's own, a county's that of its petition bureau."""
    bureaus = [] if scope == settings.CITY_CODE else bureaus_for(scope)
    return bureaus[0].name if bureaus else str(settings.DEPARTMENT_NAME)


def canonical(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()

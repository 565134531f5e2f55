"""Questions about places, answered from a copy of the divisions held in the process.

Some two thousand rows that change once a year, asked for on every line of every list.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings

from jiaozuo_social.web.held import Held

from .models import Division

CACHE_SECONDS = 60  # other processes see an administrator's change after this long

Choices = list[tuple[str, str]]
GroupedChoices = list[tuple[str, Choices]]


@dataclass(frozen=True, slots=True)
class Directory:
    by_code: dict[str, Division]
    below: dict[str, list[Division]]
    labels: dict[str, str] = field(default_factory=dict)  # as they are asked for


def refresh() -> None:
    """Forget the copy of this process, so that the next question sees every change."""
    _directory.forget()


def _read() -> Directory:
    by_code = {found.code: found for found in Division.objects.order_by("code")}
    below: dict[str, list[Division]] = defaultdict(list)
    for found in by_code.values():
        below[found.parent_id or ""].append(found)
    return Directory(by_code, dict(below))


_directory = Held(_read, seconds=CACHE_SECONDS)


def division(code: str) -> Division | None:
    return _directory().by_code.get(code)


def children(code: str) -> list[Division]:
    """Divisions directly below, by code."""
    return list(_directory().below.get(code, []))


def chain(code: str) -> list[Division]:
    """From the city down to the division; the code of an unknown grid ends at its community."""
    by_code = _directory().by_code
    found = next((by_code[code[:n]] for n in range(len(code), 0, -1) if code[:n] in by_code), None)
    links: list[Division] = []
    while found is not None and found.level >= Division.Level.CITY:
        links.append(found)
        found = by_code.get(found.parent_id or "")
    return links[::-1]


def label(code: str) -> str:
    """What people here call the place: 解放区民生街道枫华园社区; "" for an unknown code."""
    labels = _directory().labels
    if code not in labels:
        links = chain(code)
        local = [link.short_name for link in links if link.level > Division.Level.CITY]
        labels[code] = "".join(local) or "".join(link.name for link in links)
    return labels[code]


def label_below_street(code: str) -> str:
    """锦祥花园社区第一网格: enough among the places of one's own street, and no wider than a phone."""
    local = [link.short_name for link in chain(code) if link.level > Division.Level.STREET]
    return "".join(local) or label(code)


def choices_for_counties() -> Choices:
    """Counties of this portal's city."""
    return choices_below(settings.CITY_CODE)


def choices_below(code: str) -> Choices:
    return [(child.code, child.short_name) for child in children(code) if child.is_active]


def grouped_streets() -> GroupedChoices:
    """Every street of the city under its county, for pages without JavaScript."""
    return [(name, choices_below(code)) for code, name in choices_for_counties()]

"""What both the sheet and the program's order need: find the event, the urgency and the place."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from jiaozuo_social.cases.models import Category
from jiaozuo_social.places import locating
from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import label as place_label

from ..choices import Urgency
from ..models import EventAlias, EverydayEvent, GridCase
from .models import OrderSource

URGENCIES = {
    **{choice.value: choice.value for choice in Urgency},
    **{str(choice.label): choice.value for choice in Urgency},
    "特急": "urgent", "特别紧急": "urgent", "加急": "pressing", "急": "pressing", "普通": "ordinary", "不急": "ordinary",
}  # fmt: skip


class Unreadable(Exception):
    """The text says why, for the field or cell that was read."""


@dataclass(frozen=True)
class Event:
    category: Category
    is_mapped: bool
    urgency: str = ""


class Reader:
    """Reads the words of one source; what it looks up is kept for the next row."""

    def __init__(self, source: OrderSource) -> None:
        self.source = source

    @cached_property
    def _events(self) -> dict[str, Event]:
        """By the source's own words first, then by code and name of the catalogue, then by everyday words."""
        rows = Category.objects.filter(kind=GridCase.KIND, parent__isnull=False, is_active=True)
        events = {
            row.words: Event(row.event, True, row.urgency)
            for row in EverydayEvent.objects.select_related("event")
        }
        events |= {name: Event(row, True) for row in rows for name in (row.name, row.code)}
        aliases = EventAlias.objects.select_related("event")
        for alias in aliases.exclude(source=self.source.code):
            events.setdefault(alias.code, Event(alias.event, True))
        events |= {alias.code: Event(alias.event, True) for alias in aliases.filter(source=self.source.code)}
        return events

    def event(self, words: str) -> Event:
        found = self._events.get(words.strip())
        if found is not None:
            return found
        if self.source.default_event is None:
            shown = f"“{words.strip()[:20]}”" if words.strip() else "空的分类"
            raise Unreadable(f"{shown}没有对应的事项，请系统管理员在“事项代码对照”中补上")
        return Event(self.source.default_event, False)

    def urgency(self, words: str, event: Event) -> str:
        text = words.strip()
        if not text:
            return event.urgency or self.source.default_urgency
        if text not in URGENCIES:
            raise Unreadable(f"紧急程度“{text[:20]}”不认识，可以是：紧急、较急、一般")
        return URGENCIES[text]

    @cached_property
    def _places(self) -> dict[str, str]:
        """Names and codes within the source's area; a name that two places bear names neither."""
        area = self.source.department.place_code
        found: dict[str, str] = {}
        twice: set[str] = set()
        for one in Division.objects.filter(code__startswith=area, is_active=True).order_by("code"):
            for name in {one.full_name, one.name, one.short_name, place_label(one.code)} - {""}:
                if found.setdefault(name, one.code) != one.code:
                    twice.add(name)
            found[one.code] = one.code
        return {name: code for name, code in found.items() if name not in twice}

    def place(self, words: str, position: tuple[Any, Any] | None = None) -> str:
        """The place that was named, or where the position lies, or the source's own area."""
        area = self.source.department.place_code
        text = re.sub(r"\s+", "", words)
        named = self._places.get(text, "")
        if text and not named and re.fullmatch(r"\d{4,17}", text):
            raise Unreadable(f"区划代码 {text} 不在{place_label(area)}的区划名录中")
        found = locating.place_at(float(position[0]), float(position[1])) if position else None
        if found and not found.startswith(area):
            raise Unreadable(f"位置不在{place_label(area)}辖区内")
        exact = found if found and found.startswith(named) else ""
        return exact or named or area or settings.CITY_CODE

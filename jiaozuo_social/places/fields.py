"""A place chosen step by step, county, street, community and so on; its value is the deepest code."""

from typing import Any

from django import forms
from django.urls import reverse_lazy

from .models import Division
from .selectors import chain, choices_below, choices_for_counties, division, grouped_streets

Level = Division.Level
EMPTY = ("", "请选择")


class PlaceWidget(forms.MultiWidget):
    """Without JavaScript the street list shows every county's streets in groups, which is enough to
    give a place down to its street; with htmx each list follows the one before it."""

    template_name = "places/place_widget.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, deepest: int = Level.COMMUNITY) -> None:
        self.levels = [level for level in Level if Level.COUNTY <= level <= deepest]
        super().__init__([forms.Select() for _ in self.levels], attrs)

    def use_required_attribute(self, initial: Any) -> bool:
        """The field knows how deep is deep enough; the browser would insist on all three."""
        return False

    def decompress(self, value: str | None) -> list[str]:
        codes = {link.level: link.code for link in chain(value)} if value else {}
        return [codes.get(level, "") for level in self.levels]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        given = value if isinstance(value, list) else self.decompress(value)
        codes = [part or "" for part in given] + [""] * (len(self.levels) - len(given))
        selects: Any = self.widgets
        selects[0].choices = [EMPTY, *choices_for_counties()]
        selects[1].choices = [EMPTY, *(choices_below(codes[0]) if codes[0] else grouped_streets())]
        for above, select in zip(codes[1:], selects[2:], strict=False):
            select.choices = [EMPTY, *(choices_below(above) if above else [])]
        context: dict[str, Any] = super().get_context(name, codes, attrs)
        boxes = context["widget"]["subwidgets"]
        ids = [box["attrs"].get("id", "") for box in boxes]
        context["parts"] = [
            {"box": box, "level": level, "next": ids[n + 1 : n + 2], "reset": ",".join(ids[n + 2 :])}
            for n, (box, level) in enumerate(zip(boxes, self.levels, strict=True))
        ]
        context["children_url"] = reverse_lazy("place-children")
        return context


class PlaceField(forms.Field):
    """``PlaceField(deep_enough=Level.STREET)`` asks for at least a street; ``deepest`` offers grids too."""

    api_schema = {"pattern": r"^$|^\d{6}(\d{3}){0,3}(\d{2})?$", "description": "区划代码，例如 410802001"}
    default_error_messages = {
        "required": "请选择所在地",
        "unknown": "所选地点不在区划名录中，请重新选择",
        "apart": "所选的各级地点对不上，请从县（市、区）起重新选择",
        "county": "请选择所在县（市、区）",
        "street": "请选择所在街道乡镇",
        "community": "请选择所在村（社区）",
    }

    def __init__(
        self, *, deep_enough: int = Level.COUNTY, deepest: int = Level.COMMUNITY, **kwargs: Any
    ) -> None:
        self.deep_enough = Level(deep_enough)
        kwargs.setdefault("widget", PlaceWidget(deepest=deepest))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        parts = [(part or "").strip() for part in (value or [])]
        code = next((part for part in reversed(parts) if part), "")
        if not code:
            return str(super().clean(""))
        found = division(code)
        if found is None or not any(code.startswith(county) for county, _ in choices_for_counties()):
            self._refuse("unknown")
        if not all(code.startswith(part) for part in parts):
            self._refuse("apart")
        if found is not None and found.level < self.deep_enough:
            self._refuse(self.deep_enough.name.lower())
        return code

    def has_changed(self, initial: Any, data: Any) -> bool:
        chosen = next((part for part in reversed(data or []) if part), "")
        return bool((initial or "") != chosen)

    def _refuse(self, code: str) -> None:
        raise forms.ValidationError(self.error_messages[code], code=code)

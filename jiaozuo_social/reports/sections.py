"""Registry of the report's sections; each app registers its own in ``AppConfig.ready()``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .frames import Frame
from .measures import Measure, Reckoning


@dataclass(frozen=True)
class Content:
    """What a section says: tables, sentences that open it, and how its figures are defined."""

    tables: list[dict[str, Any]]
    summary: list[str]
    notes: list[str]
    definitions: list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """``build`` turns amounts into tables of plain JSON; it never looks at the user.

    ``measures`` are all figures that may be asked for their rows.
    """

    key: str
    title: str
    position: int
    measures: Sequence[Measure]
    build: Callable[[Reckoning], Content]

    def compute(self, frame: Frame) -> dict[str, Any]:
        content = self.build(Reckoning(frame, self.measures))
        return {
            "key": self.key,
            "title": self.title,
            "tables": content.tables,
            "summary": content.summary,
            "notes": content.notes,
            "definitions": [{"name": name, "formula": formula} for name, formula in content.definitions],
        }


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    if section.key in _sections:
        raise ValueError(f"section {section.key} is registered twice")
    clash = {measure.key for measure in section.measures} & set(_measures())
    if clash:
        raise ValueError(f"measures {sorted(clash)} are registered twice")
    _sections[section.key] = section


def all_sections() -> list[Section]:
    return sorted(_sections.values(), key=lambda section: (section.position, section.key))


def measure(key: str) -> Measure | None:
    return _measures().get(key)


def _measures() -> dict[str, Measure]:
    return {measure.key: measure for section in _sections.values() for measure in section.measures}

"""Cell by cell: what a recomputed report says otherwise than the approved one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import cells


@dataclass(frozen=True)
class Difference:
    """``before`` or ``after`` is "无此行" where only the other report has the row."""

    section: str
    table: str
    row: str
    column: str
    before: str
    after: str


ABSENT = "无此行"
Place = tuple[str, str, str, str]
Found = dict[Place, tuple[tuple[str, str, str, str], dict[str, Any]]]


def between(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Compared by keys, so that a renamed unit is no difference but a changed number is.

    In a row that only one report has, nothing and nought are the same.
    """
    old, new = dict(_cells(before)), dict(_cells(after))
    return [
        Difference(
            *(new.get(place) or old[place])[0],
            before=_shown(old, place),
            after=_shown(new, place),
        )
        for place in dict.fromkeys([*old, *new])
        if _meaning(old, place) != _meaning(new, place) and not _is_nothing(old, new, place)
    ]


def _cells(data: dict[str, Any]) -> Iterator[tuple[Place, tuple[tuple[str, str, str, str], dict[str, Any]]]]:
    for section in data["sections"]:
        for table in section["tables"]:
            for row in table["rows"]:
                for column, cell in zip(table["columns"], row["cells"], strict=True):
                    place = (section["key"], table["key"], row["key"], column["key"])
                    names = (section["title"], table["title"], row["label"], column["label"])
                    yield place, (names, cell)


def _meaning(found: Found, place: Place) -> Any:
    if place not in found:
        return None
    cell = found[place][1]
    parts = (cell["numerator"], cell["denominator"]) if cell["kind"] == "ratio" else ()
    return cell["kind"], cell["value"], *parts


def _is_nothing(old: Found, new: Found, place: Place) -> bool:
    if place in old and place in new:
        return False
    return not (old.get(place) or new[place])[1]["value"]


def _shown(found: Found, place: Place) -> str:
    if place not in found:
        return ABSENT
    cell = found[place][1]
    if cell["kind"] == "ratio":
        return f"{cells.words(cell)}（{cell['numerator']}/{cell['denominator']}）"
    return cells.words(cell)

"""Find a cell of a report by the names that its tables use."""

from collections.abc import Iterator
from typing import Any

from jiaozuo_social.reports import cells


def table_of(data: dict[str, Any], section: str, table: str) -> dict[str, Any]:
    found = next(one for one in data["sections"] if one["key"] == section)
    return next(one for one in found["tables"] if one["key"] == table)


def words_of(data: dict[str, Any], section: str, table: str) -> dict[str, list[str]]:
    """The table as people read it: label of the row, then its cells."""
    found = table_of(data, section, table)
    return {row["label"]: [cells.words(cell) for cell in row["cells"]] for row in found["rows"]}


def all_cells(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for section in data["sections"]:
        for table in section["tables"]:
            for row in table["rows"]:
                for cell in row["cells"]:
                    yield f"{table['key']} {row['label']}", cell

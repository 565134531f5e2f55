"""What the page's charts show: columns of its tables, so the table beside a chart is its text."""

from typing import Any


def of(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Chart data by "section-table", for the tables that ask for a chart and have rows."""
    return {
        chart_id(section, table): series(table)
        for section in data["sections"]
        for table in section["tables"]
        if table["chart"] and any(not row["is_total"] for row in table["rows"])
    }


def chart_id(section: dict[str, Any], table: dict[str, Any]) -> str:
    return f"chart-{section['key']}-{table['key']}"


def series(table: dict[str, Any]) -> dict[str, Any]:
    rows = [row for row in table["rows"] if not row["is_total"]]
    keys = [column["key"] for column in table["columns"]]
    return {
        "title": table["title"],
        "labels": [row["label"] for row in rows],
        "series": [
            {
                "label": table["columns"][keys.index(key)]["label"],
                "values": [row["cells"][keys.index(key)]["value"] for row in rows],
            }
            for key in table["chart"]
        ],
    }

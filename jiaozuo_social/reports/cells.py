"""Cells of a report as plain JSON, and how they are written. A zero denominator gives “—” (rules §2)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Cell = dict[str, Any]

DASH, NO_DATA = "—", "无数据"
DAY_SECONDS = 86_400


def count(value: int, query: str = "", unit: str = "") -> Cell:
    return _cell("count", value, query=query, unit=unit)


def ratio(numerator: int, denominator: int, query: str = "", of: str = "") -> Cell:
    """Per cent with two decimals; ``query`` leads to the numerator's rows, ``of`` to the denominator's."""
    value = _per_cent(numerator, denominator)
    return _cell("ratio", value, numerator=numerator, denominator=denominator, query=query, of=of)


def change(now: int, base: int, query: str = "", of: str = "") -> Cell:
    """(now − base) ÷ base in per cent."""
    value = _per_cent(now - base, base)
    return _cell("change", value, numerator=now - base, denominator=base, query=query, of=of)


def mean_days(seconds: int, rows: int, query: str = "") -> Cell:
    value = _rounded(Decimal(seconds) / DAY_SECONDS / rows, "0.1") if rows else None
    return _cell("days", value, numerator=seconds, denominator=rows, query=query)


def score(points: int, rows: int, query: str = "") -> Cell:
    """Mean points of the rows, with two decimals."""
    value = _rounded(Decimal(points) / rows, "0.01") if rows else None
    return _cell("score", value, numerator=points, denominator=rows, query=query)


def text(value: str) -> Cell:
    return _cell("text", value)


def suppressed(below: int) -> Cell:
    """Fewer than ``below``, nought included; the number itself is nowhere in the report."""
    return _cell("suppressed", None, below=below)


def withheld() -> Cell:
    """Not shown, because it would give a suppressed number away."""
    return _cell("withheld", None)


def words(cell: Cell) -> str:
    """A cell as people read it."""
    kind, value = cell["kind"], cell["value"]
    if kind == "missing":  # a column of approved reports from before its data were kept
        return NO_DATA
    if kind == "suppressed":
        return f"<{cell['below']}"
    if value is None:
        return DASH
    if kind in ("ratio", "change"):
        sign = "+" if kind == "change" and value > 0 else ""
        return f"{sign}{_trimmed(value)}%"
    return _trimmed(value) if kind in ("days", "score") else str(value)


def _cell(kind: str, value: Any, **more: Any) -> Cell:
    return {"kind": kind, "value": value, **{name: item for name, item in more.items() if item != ""}}


def _per_cent(numerator: int, denominator: int) -> float | None:
    if not denominator:
        return None
    return _rounded(Decimal(numerator) * 100 / denominator, "0.01")


def _rounded(value: Decimal, step: str) -> float:
    return float(value.quantize(Decimal(step), ROUND_HALF_UP))


def _trimmed(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

"""Figures of a whole area: one number, one ratio, a table of ratios with their parts, a change in words."""

from . import cells
from .measures import Measure, Reckoning, query_of
from .tables import Table, row, table


def counted(reckoning: Reckoning, measure: Measure, shift: str = "") -> cells.Cell:
    return cells.count(reckoning.total(measure, shift), query_of(measure, {}, shift), measure.unit)


def rated(reckoning: Reckoning, top: Measure, bottom: Measure, shift: str = "") -> cells.Cell:
    return cells.ratio(
        reckoning.total(top, shift), reckoning.total(bottom, shift),
        query_of(top, {}, shift), query_of(bottom, {}, shift),
    )  # fmt: skip


def rates(
    key: str, title: str, reckoning: Reckoning, listed: tuple[tuple[str, Measure, Measure], ...]
) -> Table:
    """Ratios one below the other, with what they are made of and what they were."""
    columns = [
        ("top", "分子"),
        ("bottom", "分母"),
        ("now", "本月"),
        ("previous", "上月"),
        ("year", "去年同期"),
    ]
    rows = [
        row(
            top.key, label,
            [
                counted(reckoning, top), counted(reckoning, bottom),
                *(rated(reckoning, top, bottom, shift) for shift in ("", "previous", "year")),
            ],
        )
        for label, top, bottom in listed
    ]  # fmt: skip
    return table(key, title, columns, rows, head="指标")


def trend(now: int, base: int) -> str:
    changed = cells.change(now, base)
    if changed["value"] is None:
        return "无可比基数"
    if not changed["value"]:
        return "持平"
    word = "上升" if changed["value"] > 0 else "下降"
    return word + cells.words({**changed, "value": abs(changed["value"])}).lstrip("+")

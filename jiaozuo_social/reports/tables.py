"""Tables by specification: columns say from which amounts a cell is made, rows are groups of one or two dimensions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from . import cells
from .cells import Cell
from .measures import Amounts, Key, Measure, Reckoning, query_of

TOTAL = "total"
Ref = tuple[Measure, str]
Table = dict[str, Any]
Row = dict[str, Any]
Pick = Callable[[Reckoning, list[Key], Callable[[Key], int]], list[tuple[Key, str]]]


@dataclass(frozen=True)
class Column:
    """``top`` and ``bottom`` are a measure and a shift of the period."""

    key: str
    label: str
    kind: str
    top: Ref
    bottom: Ref | None = None

    @property
    def refs(self) -> list[Ref]:
        return [self.top, self.bottom] if self.bottom else [self.top]


def counted(key: str, label: str, measure: Measure, shift: str = "") -> Column:
    return Column(key, label, "count", (measure, shift))


def ratio(key: str, label: str, top: Measure, bottom: Measure) -> Column:
    return Column(key, label, "ratio", (top, ""), (bottom, ""))


def change(key: str, label: str, measure: Measure, shift: str) -> Column:
    return Column(key, label, "change", (measure, ""), (measure, shift))


def mean_days(key: str, label: str, seconds: Measure, rows: Measure) -> Column:
    return Column(key, label, "days", (seconds, ""), (rows, ""))


def score(key: str, label: str, points: Measure, rows: Measure) -> Column:
    return Column(key, label, "score", (points, ""), (rows, ""))


@dataclass(frozen=True)
class Spec:
    """``pick`` chooses and orders the rows out of the groups that occur, and names them.

    ``share`` adds a column: the first column's count as a part of the total of the whole table.
    """

    key: str
    title: str
    by: tuple[str, ...]
    columns: tuple[Column, ...]
    pick: Pick
    note: str = ""
    chart: tuple[str, ...] = ()
    share: str = ""
    has_total: bool = True
    head: str = "项目"

    def build(self, reckoning: Reckoning) -> Table:
        amounts = _Amounts(reckoning, self)
        chosen = self.pick(reckoning, amounts.keys, lambda key: amounts.of(key, self.columns[0].top))
        rows = [
            row("|".join("" if part is None else str(part) for part in key), label, self._cells(amounts, key))
            for key, label in chosen
        ]
        if self.has_total:
            rows.append(row(TOTAL, "合计", self._cells(amounts, None), is_total=True))
        heads = [(column.key, column.label) for column in self.columns]
        if self.share:
            heads.append(("share", self.share))
        return table(self.key, self.title, heads, rows, note=self.note, chart=self.chart, head=self.head)

    def _cells(self, amounts: "_Amounts", key: Key | None) -> list[Cell]:
        group = dict(zip(self.by, key, strict=True)) if key is not None else {}
        made = [_cell(column, lambda ref: amounts.of(key, ref), group) for column in self.columns]
        if self.share:
            top = self.columns[0].top
            made.append(
                cells.ratio(
                    amounts.of(key, top), amounts.of(None, top), query_of(top[0], group), query_of(top[0], {})
                )
            )
        return made


class _Amounts:
    """The amounts of one table by group; None is the sum of all groups, shown or not."""

    def __init__(self, reckoning: Reckoning, spec: Spec) -> None:
        self.refs = [ref for column in spec.columns for ref in column.refs]
        self.found: dict[tuple[str, str], dict[Key, Amounts]] = {
            (measure.basis.key, shift): reckoning.amounts(measure.basis, spec.by, shift)
            for measure, shift in self.refs
        }

    @property
    def keys(self) -> list[Key]:
        """Groups in which something that the table counts is not nought."""
        known = dict.fromkeys(key for groups in self.found.values() for key in groups)
        return [key for key in known if any(self.of(key, ref) for ref in self.refs)]

    def of(self, key: Key | None, ref: Ref) -> int:
        measure, shift = ref
        groups = self.found[measure.basis.key, shift]
        if key is None:
            return sum(own[measure.key] for own in groups.values())
        return groups[key][measure.key] if key in groups else 0


def _cell(column: Column, amount: Callable[[Ref], int], group: dict[str, Any]) -> Cell:
    (measure, shift), bottom = column.top, column.bottom
    query = query_of(measure, group, shift)
    if bottom is None:
        return cells.count(amount(column.top), query, measure.unit)
    of = query_of(bottom[0], group, bottom[1])
    if column.kind in ("days", "score"):
        mean = cells.mean_days if column.kind == "days" else cells.score
        return mean(amount(column.top), amount(bottom), of)
    make = cells.ratio if column.kind == "ratio" else cells.change
    return make(amount(column.top), amount(bottom), query, of)


def row(key: str, label: str, made: list[Cell], *, is_total: bool = False) -> Row:
    return {"key": key, "label": label, "cells": made, "is_total": is_total}


def table(
    key: str,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: list[Row],
    *,
    note: str = "",
    chart: Sequence[str] = (),
    head: str = "项目",
    is_list: bool = False,
) -> Table:
    heads = [{"key": name, "label": label} for name, label in columns]
    return {
        "key": key, "title": title, "head": head, "columns": heads, "rows": rows, "note": note,
        "chart": list(chart), "is_list": is_list,
    }  # fmt: skip

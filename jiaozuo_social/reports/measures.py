"""One definition per figure: rows, a condition and an amount. The figure and its drill-down both come from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum

from .frames import Frame

Key = tuple[Any, ...]
Amounts = dict[str, int]
Dimension = Callable[[Frame], Any]


def every_row(frame: Frame) -> Q:
    return Q()


def no_facts(row: Any) -> list[tuple[str, Any]]:
    return []


@dataclass(frozen=True, eq=False)
class Basis:
    """A set of rows of one model. ``case`` leads from a row to its case ("" where the row is one).

    ``dimensions`` are the expressions by which the rows may be grouped; ``facts`` says about a row
    what its case does not (the limit and when it was met). ``cubes`` are dimensions asked for together,
    in one statement from which the coarser groupings are added up.
    """

    key: str
    rows: Callable[[Frame], "QuerySet[Any]"]
    dimensions: Mapping[str, Dimension]
    case: str = ""
    facts: Callable[[Any], list[tuple[str, Any]]] = no_facts
    cubes: tuple[tuple[str, ...], ...] = ()

    def cube(self, by: tuple[str, ...]) -> tuple[str, ...]:
        """The dimensions to ask for when these are wanted; for none of them any will do."""
        asked = self.cubes or (() if by else tuple((name,) for name in self.dimensions))
        return next((cube for cube in asked if set(by) <= set(cube)), by)


@dataclass(frozen=True, eq=False)
class Measure:
    """How many rows of a basis meet a condition, or the sum of an amount over them."""

    key: str
    label: str
    basis: Basis
    where: Callable[[Frame], Q] = every_row
    amount: Any = None
    unit: str = "件"

    def aggregate(self, frame: Frame) -> Any:
        condition = self.where(frame)
        if self.amount is None:
            return Count("pk", filter=condition) if condition else Count("pk")
        return Sum(self.amount, filter=condition) if condition else Sum(self.amount)

    def rows(self, frame: Frame, group: Mapping[str, Any]) -> "QuerySet[Any]":
        """The rows behind a cell: counting (or summing) them gives the figure."""
        found = self.basis.rows(frame).filter(self.where(frame))
        for name, value in group.items():
            alias = f"by_{name}"
            found = found.annotate(**{alias: self.basis.dimensions[name](frame)})
            found = found.filter(**({f"{alias}__isnull": True} if value is None else {alias: value}))
        return found


def query_of(measure: Measure, group: Mapping[str, Any], shift: str = "") -> str:
    """The drill-down of a cell as a query string; "by_" keeps a dimension apart from other parameters."""
    where = {f"by_{name}": "" if value is None else value for name, value in group.items()}
    return urlencode({"measure": measure.key, **({"shift": shift} if shift else {}), **where})


@dataclass
class Reckoning:
    """All amounts of one report. Each basis is asked once per shift and cube, for all its measures."""

    frame: Frame
    measures: Sequence[Measure]
    _known: dict[tuple[str, str, Key], dict[Key, Amounts]] = field(default_factory=dict)

    def amounts(self, basis: Basis, by: tuple[str, ...] = (), shift: str = "") -> dict[Key, Amounts]:
        """Amounts by the values of the dimensions; without dimensions one row with the key ()."""
        known = (basis.key, shift, by)
        if known not in self._known:
            cube = basis.cube(by)
            if cube == by:
                self._known[known] = self._ask(basis, by, self.frame.shifted(shift))
            else:
                self._known[known] = _added(self.amounts(basis, cube, shift), [cube.index(one) for one in by])
        return self._known[known]

    def total(self, measure: Measure, shift: str = "") -> int:
        return self.amounts(measure.basis, (), shift).get((), {}).get(measure.key, 0)

    def _ask(self, basis: Basis, by: tuple[str, ...], frame: Frame) -> dict[Key, Amounts]:
        own = [measure for measure in self.measures if measure.basis is basis]
        names = {f"n{i}": measure.key for i, measure in enumerate(own)}
        sums = {f"n{i}": measure.aggregate(frame) for i, measure in enumerate(own)}
        groups = {f"by_{name}": basis.dimensions[name](frame) for name in by}
        rows = basis.rows(frame).order_by()
        if groups:
            found = list(rows.annotate(**groups).values(*groups).annotate(**sums))
        else:
            found = [rows.aggregate(**sums)]
        return {
            tuple(row[group] for group in groups): {names[n]: whole(row[n]) for n in sums} for row in found
        }


def _added(groups: Mapping[Key, Amounts], kept: Sequence[int]) -> dict[Key, Amounts]:
    """Finer groups as coarser ones, by the parts of their keys that are kept."""
    found: dict[Key, Amounts] = {}
    for key, amounts in groups.items():
        total = found.setdefault(tuple(key[i] for i in kept), dict.fromkeys(amounts, 0))
        for name, amount in amounts.items():
            total[name] += amount
    return found


def whole(amount: Any) -> int:
    """Counts as they are, sums of nothing as 0, times in whole seconds."""
    if isinstance(amount, timedelta):
        return round(amount.total_seconds())
    return int(amount or 0)

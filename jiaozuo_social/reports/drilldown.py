"""From a cell's query string back to the rows that it counted, by the measure that counted them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db.models import QuerySet, Sum

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.querysets import CaseQuerySet

from . import sections
from .frames import SHIFTS, Frame
from .measures import Measure, whole


@dataclass(frozen=True)
class CellRows:
    measure: Measure
    frame: Frame
    group: Mapping[str, Any]
    shift: str

    @cached_property
    def rows(self) -> "QuerySet[Any]":
        return self.measure.rows(self.frame, self.group)

    @property
    def case_path(self) -> str:
        return self.measure.basis.case

    def rows_in(self, cases: CaseQuerySet) -> "QuerySet[Any]":
        """Those of the rows whose case is among these."""
        return self.rows.filter(**{f"{self.case_path or 'pk'}__in": cases.values("pk")})

    def amount(self) -> int | None:
        """The sum, where the figure is one (人次)."""
        if self.measure.amount is None:
            return None
        return whole(self.rows.aggregate(n=Sum(self.measure.amount))["n"])

    @property
    def title(self) -> str:
        return f"{SHIFTS[self.shift]} {self.measure.label}" if self.shift else self.measure.label


@dataclass(frozen=True)
class Line:
    case: Case
    facts: list[tuple[str, Any]]


def cell_of(frame: Frame, query: Mapping[str, str]) -> CellRows | None:
    """None for a figure or a grouping that does not exist."""
    measure = sections.measure(query.get("measure", ""))
    shift = query.get("shift", "")
    if measure is None or shift not in SHIFTS:
        return None
    group = {name: query[f"by_{name}"] or None for name in measure.basis.dimensions if f"by_{name}" in query}
    cell = CellRows(measure, frame.shifted(shift), group, shift)
    try:
        str(cell.rows.query)  # a value of the wrong type shows here
    except (ValueError, FieldError, ValidationError):
        return None
    return cell


def lines(cell: CellRows, rows: list[Any]) -> list[Line]:
    """The cases of a page of rows, in two queries however many there are."""
    path = f"{cell.case_path}_id" if cell.case_path else "pk"
    wanted = [getattr(row, path) for row in rows]
    cases = Case.objects.select_related("department", "category").in_bulk(wanted)
    return [Line(cases[pk], cell.measure.basis.facts(row)) for pk, row in zip(wanted, rows, strict=True)]

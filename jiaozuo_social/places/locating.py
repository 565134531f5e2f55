"""Point → place, answered from boundaries held in memory.

A tree of boxes finds the few candidates; the deepest that covers the point wins, of two of one depth the
one with the smaller code. So a point on a border belongs to exactly one grid, always the same, and a point
in a hole belongs to what fills the hole or lies around it.
"""

import datetime as dt
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import shapely
from django.db.models import TextField
from django.db.models.functions import Cast

from . import revisions
from .models import Boundary

CHECK_SECONDS = 2.0  # other processes see a changed boundary after this long


@dataclass(frozen=True, slots=True)
class Index:
    """``codes`` and ``shapes`` stand in the order of preference: deepest first, then by code."""

    revision: int
    stamps: dict[str, dt.datetime] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    shapes: list[Any] = field(default_factory=list)
    tree: Any = None

    def find(self, longitude: float, latitude: float) -> str | None:
        point = shapely.Point(longitude, latitude)
        for place in sorted(self.tree.query(point).tolist()) if self.tree is not None else ():
            if self.shapes[place].intersects(point):
                return self.codes[place]
        return None


@dataclass(slots=True)
class _Held:
    index: Index | None = None
    checked_at: float = 0.0


_held = _Held()
_building = threading.Lock()


def refresh() -> None:
    """Look for changes at the next question; unchanged boundaries are not read again."""
    _held.checked_at = 0.0


def forget() -> None:
    """Drop everything held in this process."""
    _held.index, _held.checked_at = None, 0.0


def place_at(longitude: float, latitude: float) -> str | None:
    """Code of the deepest active division whose boundary covers a point (WGS-84), or None."""
    return _fresh().find(float(longitude), float(latitude))


def _fresh() -> Index:
    """The index, compared with the database now and then. One thread rebuilds, others use the old one."""
    index = _held.index
    if index is not None and time.monotonic() - _held.checked_at < CHECK_SECONDS:
        return index
    if not _building.acquire(blocking=index is None) and index is not None:
        return index
    try:
        now = time.monotonic()
        if _held.index is None or now - _held.checked_at >= CHECK_SECONDS:
            _held.index = _compared(_held.index)
            _held.checked_at = now
        return _held.index
    finally:
        _building.release()


def _compared(old: Index | None) -> Index:
    """The number is read before the rows: what is committed in between is read again next time."""
    number = revisions.current(revisions.BOUNDARIES)
    return old if old is not None and old.revision == number else _built(number, old)


def _built(revision: int, old: Index | None) -> Index:
    """Read what has changed since the old index and plant the tree anew."""
    active = Boundary.objects.filter(division__is_active=True)
    stamps = dict(active.values_list("pk", "updated_at"))
    known = old or Index(0)
    kept = dict(zip(known.codes, known.shapes, strict=True))
    changed = [code for code, at in stamps.items() if known.stamps.get(code) != at]
    shapes = {code: kept[code] for code in stamps if code in kept} | _read(changed)
    codes = sorted(stamps.keys() & shapes.keys(), key=lambda code: (-len(code), code))
    found = [shapes[code] for code in codes]
    shapely.prepare(found)
    return Index(revision, stamps, codes, found, shapely.STRtree(found))


def _read(codes: list[str]) -> dict[str, Any]:
    rows = Boundary.objects.filter(pk__in=codes).annotate(text=Cast("geometry", TextField()))
    found = list(rows.values_list("pk", "text"))
    shapes = shapely.from_geojson([text for _, text in found])
    return dict(zip([code for code, _ in found], shapes, strict=True))

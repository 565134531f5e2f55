"""Do boundaries fit together: inside their parent, without overlap and, where all are drawn, without gap.

What is narrower than the tolerance does not count: surveyors' lines never meet to the millimetre.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely

METRES_PER_DEGREE = 111_320.0
LEAST_TOLERANCE = 0.01  # metres; below it only rounding speaks
Shapes = Mapping[str, Any]
Found = tuple[str, str]


@dataclass(frozen=True)
class Layout:
    """``shapes``: every drawn division of the families; ``new``: what is being drawn now.

    ``parents`` of every code, ``family``: all active children of a parent, drawn or not, ``names``.
    """

    shapes: Shapes
    new: frozenset[str]
    parents: Mapping[str, str]
    family: Mapping[str, frozenset[str]]
    names: Mapping[str, str] = field(default_factory=dict)
    tolerance: float = 1.0
    may_have_gaps: bool = False

    def name(self, code: str) -> str:
        return f"“{self.names.get(code, code)}”"


def faults(layout: Layout) -> list[Found]:
    """(code, sentence) of whatever does not fit."""
    found = [*_outside(layout), *_overlaps(layout)]
    return found if layout.may_have_gaps else [*found, *_gaps(layout)]


def undrawn(layout: Layout) -> list[Found]:
    """Parents whose gaps cannot be judged yet, because not all their children are drawn."""
    return [
        (parent, f"{layout.name(parent)}下还有 {len(missing)} 个没有边界，未检查空隙。")
        for parent, codes in sorted(_touched(layout).items())
        if (missing := codes - layout.shapes.keys()) and len(missing) < len(codes)
    ]


def _outside(layout: Layout) -> Iterator[Found]:
    for code in sorted(layout.new | {child for new in layout.new for child in layout.family.get(new, ())}):
        above = _drawn_above(layout, code)
        if code not in layout.shapes or above is None or not ({code, above} & layout.new):
            continue
        size = wide(layout.shapes[code] - layout.shapes[above], layout.tolerance)
        if size:
            yield (
                (code, f"超出{layout.name(above)}的边界约 {size} 平方米。")
                if code in layout.new
                else (above, f"新边界没有包住下级{layout.name(code)}，差约 {size} 平方米。")
            )


def _drawn_above(layout: Layout, code: str) -> str | None:
    above = layout.parents.get(code, "")
    while above and above not in layout.shapes:
        above = layout.parents.get(above, "")
    return above or None


def _overlaps(layout: Layout) -> Iterator[Found]:
    for codes in _touched(layout).values():
        drawn = sorted(codes & layout.shapes.keys())
        tree = shapely.STRtree([layout.shapes[code] for code in drawn])
        for code in drawn:
            for other in sorted(drawn[n] for n in tree.query(layout.shapes[code]).tolist()):
                if other <= code or not ({code, other} & layout.new):
                    continue
                size = wide(layout.shapes[code] & layout.shapes[other], layout.tolerance)
                if size:
                    at, beside = (code, other) if code in layout.new else (other, code)
                    yield at, f"与{layout.name(beside)}（{beside}）重叠约 {size} 平方米。"


def _gaps(layout: Layout) -> Iterator[Found]:
    for parent, codes in sorted(_touched(layout).items()):
        if parent not in layout.shapes or codes - layout.shapes.keys():
            continue
        rest = layout.shapes[parent] - shapely.union_all([layout.shapes[code] for code in codes])
        size = wide(rest, layout.tolerance)
        if size:
            at = rest.representative_point()
            yield (
                parent,
                f"{layout.name(parent)}内有约 {size} 平方米没有划入（{at.x:.6f}, {at.y:.6f} 附近）。",
            )


def _touched(layout: Layout) -> dict[str, frozenset[str]]:
    """Families in which something is drawn now, the parent or a child."""
    parents = {layout.parents.get(code, "") for code in layout.new} | layout.new
    return {code: layout.family[code] for code in parents if layout.family.get(code)}


def wide(shape: Any, tolerance: float) -> int:
    """Square metres of a shape, 0 if it is nowhere wider than the tolerance (metres)."""
    if shape.is_empty or shape.area == 0:
        return 0
    stretch = METRES_PER_DEGREE * math.cos(math.radians(shape.centroid.y))
    flat = shapely.transform(shape, lambda points: points * [stretch, METRES_PER_DEGREE])
    core = flat.buffer(-max(tolerance, LEAST_TOLERANCE) / 2)
    return 0 if core.is_empty else max(round(flat.area), 1)

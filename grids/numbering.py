"""Codes of grids: the community's 12 digits and three more, from west to east, from north to south
(rules §5.1); a micro-grid has two more than its grid.
"""

from collections.abc import Iterable
from typing import Any

from jiaozuo_social.places.models import Division

from .refusals import GridRefused

DIGITS = {12: 3, 15: 2}  # length of the parent's code → digits that its children add


def next_code(parent: str) -> str:
    """The first number after the highest that was ever given; the caller has locked the parent."""
    return codes_after(parent, 1)[0]


def codes_after(parent: str, count: int, *, taken: Iterable[str] = ()) -> list[str]:
    """The next ``count`` codes under a parent; ``taken`` are promised to others already."""
    digits = DIGITS.get(len(parent))
    if digits is None:
        raise GridRefused("网格只能建在村（社区）之下，微网格只能建在网格之下。")
    last = Division.objects.filter(parent=parent).order_by("-code").values_list("code", flat=True).first()
    own = [code for code in (last, *taken) if code and code[:-digits] == parent]
    start = max((int(code[-digits:]) for code in own), default=0) + 1
    if start + count - 1 >= 10**digits:
        raise GridRefused(f"编号已用完：最多 {10**digits - 1} 个。")
    return [f"{parent}{number:0{digits}}" for number in range(start, start + count)]


def in_order(outlines: Iterable[tuple[Any, Any]]) -> list[Any]:
    """Keys of (key, shape) in rows from north to south, each row from west to east.

    Shapes whose middles lie within half the usual height of one another stand in one row.
    """
    rows: list[list[tuple[float, Any]]] = []
    middles = [(shape.centroid, shape.bounds[3] - shape.bounds[1], key) for key, shape in outlines]
    if not middles:
        return []
    height = sorted(high for _, high, _ in middles)[len(middles) // 2]
    top = 0.0
    for middle, _, key in sorted(middles, key=lambda found: -found[0].y):
        if not rows or top - middle.y > height / 2:
            rows.append([])
            top = middle.y
        rows[-1].append((middle.x, key))
    return [key for row in rows for _, key in sorted(row, key=lambda found: found[0])]

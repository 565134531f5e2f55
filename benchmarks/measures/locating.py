"""Point → grid per second with 5,000 polygons, beside a bare shapely STRtree over the same polygons."""

import json
import random
import time
from typing import Any

import shapely
from django.db import transaction

from jiaozuo_social.places import locating, revisions
from jiaozuo_social.places.models import Boundary, Division

POLYGONS, ASKED = 5_000, 20_000
ACROSS = 70


def measure() -> dict[str, Any]:
    """The rows are taken back afterwards: other measures find the database as it was."""
    cells = [shapely.box(x, y, x + 1, y + 1) for x in range(ACROSS) for y in range(ACROSS + 2)][:POLYGONS]
    dice = random.Random(20261124)
    points = [(dice.random() * ACROSS, dice.random() * ACROSS) for _ in range(ASKED)]
    with transaction.atomic():
        _draw(cells)
        locating.forget()
        began = time.perf_counter()
        locating.place_at(*points[0])
        built = time.perf_counter() - began
        asked = _rate(points, lambda x, y: locating.place_at(x, y))
        transaction.set_rollback(True)
    locating.forget()
    tree = shapely.STRtree(cells)
    bare = _rate(points, lambda x, y: tree.query(shapely.Point(x, y), predicate="intersects"))
    return {"per_second": asked, "bare_per_second": bare, "build_seconds": built, "polygons": len(cells)}


def _rate(points: list[tuple[float, float]], ask: Any) -> float:
    best = 0.0
    for _ in range(3):
        began = time.perf_counter()
        for x, y in points:
            ask(x, y)
        best = max(best, len(points) / (time.perf_counter() - began))
    return best


def _draw(cells: list[Any]) -> None:
    """Nothing else is drawn meanwhile, so that both trees hold the same."""
    Boundary.objects.all().delete()
    codes = [f"9999{n // 900:05}{n % 900 + 100:03}001" for n in range(len(cells))]
    Division.objects.bulk_create(Division(code=code, name=code, full_name=code, level=6) for code in codes)
    Boundary.objects.bulk_create(
        Boundary(division_id=code, geometry=json.loads(shapely.to_geojson(cell)))
        for code, cell in zip(codes, cells, strict=True)
    )
    revisions.bump(revisions.BOUNDARIES)

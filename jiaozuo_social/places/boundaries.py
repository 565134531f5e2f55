"""The one door to boundaries: check that they fit, write all or none, say it to every process."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import shapely
from constance import config
from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from . import locating, revisions, topology
from .datums import shape_from_gcj02
from .models import Boundary, Division
from .services import LENGTHS

DIGITS = 7  # of a degree: a centimetre
BATCH = 500


def in_wgs84(shape: Any, datum: str) -> Any:
    return shape_from_gcj02(shape) if datum == Boundary.Datum.GCJ02 else shape


def shapes_of(codes: Iterable[str]) -> dict[str, Any]:
    """Outlines by code, of those that have one."""
    rows = Boundary.objects.filter(pk__in=list(codes)).annotate(text=Cast("geometry", TextField()))
    found = dict(rows.values_list("pk", "text"))
    return dict(zip(found, shapely.from_geojson(list(found.values())), strict=True))


def layout(new: Mapping[str, Any], *, may_have_gaps: bool = False) -> topology.Layout:
    """What is to be drawn together with all that it must fit."""
    above = {code[:n] for code in new for n in LENGTHS if n < len(code)}
    parents = {code[: _shorter(len(code))] for code in new if len(code) > LENGTHS[0]}
    rows = Division.objects.active().filter(parent__in=parents | new.keys())
    children = list(rows.values_list("code", "parent_id", "name"))
    names = dict(Division.objects.filter(pk__in=above | new.keys()).values_list("code", "name"))
    codes = {code for code, _, _ in children}
    family: dict[str, set[str]] = {}
    for code, parent, _ in children:
        family.setdefault(str(parent), set()).add(code)
    return topology.Layout(
        shapes={**shapes_of(codes | above), **new},
        new=frozenset(new),
        parents={code: code[: _shorter(len(code))] for code in codes | above | new.keys() if len(code) > LENGTHS[0]},
        family={parent: frozenset(found) for parent, found in family.items()},
        names={**names, **{code: name for code, _, name in children}},
        tolerance=config.BOUNDARY_TOLERANCE_M,
        may_have_gaps=may_have_gaps,
    )  # fmt: skip


def lock() -> None:
    """Writers of boundaries wait for one another, so that what fits now still fits when written."""
    revisions.bump(revisions.BOUNDARIES)


@transaction.atomic
def write(
    shapes: Mapping[str, Any],
    *,
    datum: str = Boundary.Datum.WGS84,
    source: str = "",
    is_synthetic: bool = False,
) -> None:
    """Draw or redraw divisions that exist; the shapes are in WGS-84 already and have been checked."""
    lock()
    now = timezone.now()
    rounded = shapely.transform(list(shapes.values()), lambda points: points.round(DIGITS))
    Boundary.objects.bulk_create(
        [
            Boundary(
                division_id=code, geometry=json.loads(text), source_datum=datum, source=source,
                is_synthetic=is_synthetic, updated_at=now,
            )
            for code, text in zip(shapes, shapely.to_geojson(rounded), strict=True)
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["division"],
        update_fields=["geometry", "source_datum", "source", "is_synthetic", "updated_at"],
    )  # fmt: skip
    transaction.on_commit(locating.refresh)


def _shorter(length: int) -> int:
    return LENGTHS[LENGTHS.index(length) - 1]

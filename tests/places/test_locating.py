"""Point → place: on borders, in holes, after changes, and always as shapely's own predicates say."""

import datetime as dt
import json
from typing import Any

import pytest
import shapely
from django.db import transaction
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from jiaozuo_social.places import locating, revisions
from jiaozuo_social.places.locating import Index, place_at
from jiaozuo_social.places.models import Boundary, Division
from tests.places.outlines import outline
from tests.threads import at_once

COMMUNITY = "410804001006"
EAST, WEST = f"{COMMUNITY}002", f"{COMMUNITY}001"


@pytest.fixture
def two_grids(db: None) -> None:
    """Two squares side by side in a community a little larger than both."""
    outline(COMMUNITY, shapely.box(113.0, 35.0, 113.5, 35.2))
    outline(WEST, shapely.box(113.0, 35.0, 113.2, 35.2))
    outline(EAST, shapely.box(113.2, 35.0, 113.4, 35.2))


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ((113.1, 35.1), WEST),
        ((113.3, 35.1), EAST),
        ((113.2, 35.1), WEST),  # on the border between both: one grid, always the same
        ((113.4, 35.2), EAST),  # on a corner
        ((113.45, 35.1), COMMUNITY),  # in the community, in no grid
        ((114.0, 35.1), None),
    ],
)
def test_the_deepest_place_that_covers_the_point(two_grids: None, point: Any, code: str | None) -> None:
    assert place_at(*point) == code


def test_a_hole_belongs_to_what_fills_it_or_lies_around(two_grids: None) -> None:
    ring = shapely.box(113.0, 35.0, 113.2, 35.2) - shapely.box(113.08, 35.08, 113.12, 35.12)
    outline(WEST, ring)
    locating.refresh()
    assert place_at(113.1, 35.1) == COMMUNITY
    outline(f"{COMMUNITY}003", shapely.box(113.08, 35.08, 113.12, 35.12))
    locating.refresh()
    assert place_at(113.1, 35.1) == f"{COMMUNITY}003"
    assert place_at(113.08, 35.1) == WEST  # the rim of the hole is a border like any other


def test_a_micro_grid_is_deeper_than_its_grid(two_grids: None) -> None:
    outline(f"{WEST}01", shapely.box(113.0, 35.0, 113.1, 35.1))
    assert place_at(113.05, 35.05) == f"{WEST}01"
    assert place_at(113.15, 35.15) == WEST


def test_a_division_out_of_use_is_not_found(two_grids: None) -> None:
    Division.objects.filter(pk=WEST).update(is_active=False)
    assert place_at(113.1, 35.1) == COMMUNITY


def test_without_any_boundary_there_is_no_place(db: None) -> None:
    assert place_at(113.1, 35.1) is None


def test_a_changed_boundary_is_seen_and_only_it_is_read_again(
    two_grids: None, django_assert_num_queries: Any
) -> None:
    assert place_at(113.21, 35.1) == EAST
    outline(EAST, shapely.box(113.3, 35.0, 113.4, 35.2))
    with django_assert_num_queries(0):
        assert place_at(113.21, 35.1) == EAST  # not asked yet
    locating.refresh()
    with django_assert_num_queries(3):  # the revision, the stamps, the one that changed
        assert place_at(113.21, 35.1) == COMMUNITY
    locating.refresh()
    with django_assert_num_queries(1):
        assert place_at(113.31, 35.1) == EAST


def test_a_deleted_boundary_is_forgotten(two_grids: None) -> None:
    assert place_at(113.1, 35.1) == WEST
    with transaction.atomic():
        Boundary.objects.filter(pk=WEST).delete()
        revisions.bump(revisions.BOUNDARIES)
    locating.refresh()
    assert place_at(113.1, 35.1) == COMMUNITY


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_get_the_same_answer() -> None:
    outline(COMMUNITY, shapely.box(113.0, 35.0, 113.5, 35.2))
    locating.forget()
    assert at_once([lambda: place_at(113.1, 35.1)] * 16, threads=8) == [COMMUNITY] * 16


@pytest.mark.django_db(transaction=True)
def test_a_revision_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        revisions.bump(revisions.BOUNDARIES)


tens = st.integers(0, 12)
corners = st.lists(st.tuples(tens, tens), min_size=3, max_size=6, unique=True)
shapes = corners.map(lambda points: shapely.MultiPoint(points).convex_hull).filter(
    lambda shape: shape.geom_type == "Polygon"
)
rings = (
    st.tuples(shapes, shapes)
    .map(lambda two: two[0] - two[1])
    .filter(lambda shape: not shape.is_empty and shape.geom_type in ("Polygon", "MultiPolygon"))
)
maps = st.dictionaries(
    st.sampled_from(["410802", "410802001", COMMUNITY, WEST, EAST, f"{WEST}01", f"{WEST}02"]),
    shapes | rings,
    min_size=1,
)


@effort(max_examples=400, deadline=None)
@given(map_of=maps, point=st.tuples(tens, tens))
def test_found_is_what_shapely_says_covers_the_point(map_of: dict[str, Any], point: Any) -> None:
    """Whole coordinates, so that many points lie on borders and corners."""
    codes = sorted(map_of, key=lambda code: (-len(code), code))
    found = [map_of[code] for code in codes]
    index = Index(1, dict.fromkeys(codes, dt.datetime.now(tz=dt.UTC)), codes, found, shapely.STRtree(found))
    covering = [code for code in codes if map_of[code].covers(shapely.Point(point))]
    deepest = [code for code in covering if len(code) == max(map(len, covering))]
    assert index.find(*point) == (min(deepest) if deepest else None)


def test_five_thousand_polygons_tile_without_doubt(db: None) -> None:
    side = 70
    cells = [(x, y) for x in range(side) for y in range(side)]
    codes = [f"{COMMUNITY[:9]}{1 + n // 999:03}{1 + n % 999:03}" for n in range(len(cells))]
    Division.objects.bulk_create([Division(code=code, name=code, full_name=code, level=6) for code in codes])
    Boundary.objects.bulk_create(
        [
            Boundary(
                division_id=code, geometry=json.loads(shapely.to_geojson(shapely.box(x, y, x + 1, y + 1)))
            )
            for code, (x, y) in zip(codes, cells, strict=True)
        ]
    )
    for code, (x, y) in list(zip(codes, cells, strict=True))[::37]:
        assert place_at(x + 0.5, y + 0.5) == code
    assert place_at(side + 1, 0) is None

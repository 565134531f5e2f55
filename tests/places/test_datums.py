"""GCJ-02 ↔ WGS-84: the conversion is undone by its inverse, and known points lie where they should."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from jiaozuo_social.places.datums import gcj02_to_wgs84, shape_from_gcj02, wgs84_to_gcj02

CENTIMETRES = 3e-7  # of a degree, three centimetres


@given(st.floats(112.5, 114.0), st.floats(34.7, 35.6))
def test_there_and_back(longitude: float, latitude: float) -> None:
    lon, lat = gcj02_to_wgs84(*wgs84_to_gcj02(longitude, latitude))
    assert lon == pytest.approx(longitude, abs=CENTIMETRES)
    assert lat == pytest.approx(latitude, abs=CENTIMETRES)


def test_jiaozuo_is_shifted_by_hundreds_of_metres() -> None:
    lon, lat = wgs84_to_gcj02(113.24, 35.21)
    assert 0.003 < lon - 113.24 < 0.009
    assert -0.003 < lat - 35.21 < 0.003


def test_every_vertex_of_a_shape_is_converted() -> None:
    shape = shapely.box(113.2, 35.2, 113.3, 35.3) - shapely.box(113.24, 35.24, 113.26, 35.26)
    moved = shape_from_gcj02(shape)
    assert len(moved.interiors) == 1
    assert tuple(moved.exterior.coords[0]) == gcj02_to_wgs84(*shape.exterior.coords[0])

"""Datums: the portal keeps WGS-84; Chinese map services give GCJ-02, some hundred metres off."""

from typing import Any

import shapely
from fast_geocn import gcj02_to_wgs84 as _to_wgs84
from fast_geocn import wgs84_to_gcj02 as _to_gcj02

DIGITS = 7  # of a degree: a centimetre


def gcj02_to_wgs84(longitude: float, latitude: float) -> tuple[float, float]:
    """Inverse by iteration, exact to a millimetre; points outside China stay as they are."""
    lon, lat = _to_wgs84(longitude, latitude)
    return round(lon, DIGITS), round(lat, DIGITS)


def wgs84_to_gcj02(longitude: float, latitude: float) -> tuple[float, float]:
    lon, lat = _to_gcj02(longitude, latitude)
    return round(lon, DIGITS), round(lat, DIGITS)


def shape_from_gcj02(shape: Any) -> Any:
    """A shapely geometry with every vertex converted."""
    return shapely.transform(shape, lambda points: [gcj02_to_wgs84(x, y) for x, y in points])

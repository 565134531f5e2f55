"""QR signs of grids: what they point at, and what a scanned code means."""

import re
from dataclasses import dataclass
from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse

from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import chain, division

from .models import Grid
from .selectors import grid_of, grids_within

GRID_CODE = re.compile(r"\d{15}(\d{2})?")
COMMUNITY = re.compile(r"\d{12}")


@dataclass(frozen=True)
class Scanned:
    """``place`` is the nearest place that still exists, for a grid that was closed or never was."""

    code: str
    grid: Grid | None
    place: Division | None


@dataclass(frozen=True)
class Sign:
    grid: Grid
    community: str
    address: str

    @property
    def qr(self) -> str:
        """An inline picture; the sign itself is printed from the page."""
        return str(segno.make(self.address, error="q").svg_data_uri(scale=8, border=2))

    @property
    def svg(self) -> str:
        picture = BytesIO()
        segno.make(self.address, error="q").save(picture, kind="svg", scale=8, border=4)
        return picture.getvalue().decode()


def read(code: str) -> Scanned:
    grid = grid_of(code) if GRID_CODE.fullmatch(code) else None
    if grid is not None and grid.division.is_active:
        return Scanned(code, grid, grid.division)
    links = chain(code) if code.startswith(settings.CITY_CODE) else []
    near = [link for link in links if link.level <= Division.Level.COMMUNITY and link.is_active]
    return Scanned(code, None, near[-1] if near else None)


def of_place(code: str) -> list[Sign]:
    """The sign of one grid, or those of all grids of a community."""
    if COMMUNITY.fullmatch(code):
        return [_sign(grid) for grid in grids_within(code)]
    grid = read(code).grid
    return [_sign(grid)] if grid is not None else []


def _sign(grid: Grid) -> Sign:
    community = division(grid.code[:12])
    address = f"{settings.SITE_URL}{reverse('grids:scanned', args=[grid.code])}"
    return Sign(grid, community.short_name if community else "", address)

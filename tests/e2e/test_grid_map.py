"""The map on a phone and a desk, alone and on the board; the platforms' desk: see ``looking``."""

from decimal import Decimal

import pytest
import shapely

from grids.board import making
from tests.e2e.browsing import PHONE, Desk, off_loop
from tests.e2e.looking import look, visit
from tests.gridwork import COMMUNITY, GRID, GridTown, grid_town, report
from tests.places.outlines import outline

__all__ = ["grid_town"]
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TALL = {"width": PHONE, "height": 844}
INSIDE = """() => {
  const box = document.querySelector(".leaflet-popup")?.getBoundingClientRect();
  return box && box.left >= 0 && box.right <= innerWidth;
}"""


def draw(town: GridTown) -> None:
    """Two cases at one spot of a drawn grid, the worse of them urgent."""
    outline("410804001", shapely.box(113.30, 35.33, 113.36, 35.37))
    outline(COMMUNITY, shapely.box(113.30, 35.33, 113.34, 35.37))
    outline(GRID, shapely.box(113.30, 35.33, 113.32, 35.37))
    for urgency in ("ordinary", "urgent"):
        report(town.by("street"), urgency=urgency, latitude=Decimal("35.35"), longitude=Decimal("113.31"))
    making.make()


def test_the_map_is_used_with_a_thumb(desk: Desk, grid_town: GridTown) -> None:
    off_loop(lambda: draw(grid_town))
    page = desk.open(grid_town.people.street)
    visit(desk, page, "/grids/map/", "map")
    page.set_viewport_size(TALL)
    assert page.locator(".pin").count() == 1 and page.locator(".pin-count").inner_text() == "2"
    page.locator(".pin svg.urgent").click()
    page.wait_for_function(INSIDE)  # the map has moved until all of it is seen
    look(desk, page, "map-popup")
    page.set_viewport_size(TALL)
    page.locator(".pin-cases a").first.click()
    assert "/cases/" in page.url


def test_the_boards_map_comes_when_it_is_looked_at(desk: Desk, grid_town: GridTown) -> None:
    off_loop(lambda: draw(grid_town))
    page = desk.open(grid_town.people.street)
    page.set_viewport_size({"width": PHONE, "height": 500})
    page.goto(f"{desk.server}/grids/board/")
    assert not page.evaluate("'L' in window")  # the figures come first
    page.locator("#board-map").scroll_into_view_if_needed()
    page.locator("#board-map .pin").wait_for()
    page.get_by_text("丽景社区 2件").wait_for()
    look(desk, page, "board-map")
    visit(desk, page, "/grids/desk/", "grid-desk")

"""The leaders' board: looked at on every screen; renewed while it is open, without a new chart."""

import pytest

from grids.board import making
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.e2e.browsing import Desk, off_loop
from tests.e2e.looking import look, visit
from tests.gridwork import GridTown, grid_town, report

__all__ = ["grid_town"]
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
CANVAS = "document.querySelector('canvas[data-chart=trend]')"
WALL = (1920, 1080)


def count(town: GridTown, cases: int) -> None:
    for _ in range(cases):
        report(town.by("street"))
    making.make()


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_it_is_readable_everywhere(desk: Desk, grid_town: GridTown, large: bool) -> None:
    leader = off_loop(lambda: factories.member(grid_town.city, Duty.LEADER))
    page = desk.open(leader, large=large)
    tail = "-large" if large else ""
    visit(desk, page, "/grids/board/", f"board-empty{tail}")
    off_loop(lambda: count(grid_town, 3))
    visit(desk, page, "/grids/board/", f"board{tail}")
    page.get_by_text("每日数字").click()
    look(desk, page, f"board-days{tail}")
    visit(desk, page, "/grids/board/?wall=1", f"board-wall{tail}")


def test_an_open_board_is_renewed_and_keeps_its_charts(desk: Desk, grid_town: GridTown) -> None:
    off_loop(lambda: count(grid_town, 1))
    page = desk.open(off_loop(lambda: factories.member(grid_town.city, Duty.LEADER)))
    page.set_viewport_size({"width": WALL[0], "height": WALL[1]})
    page.goto(f"{desk.server}/grids/board/")
    page.wait_for_function(f"Chart.getChart({CANVAS})")
    page.evaluate(f"window.kept = {CANVAS}")
    off_loop(lambda: count(grid_town, 2))
    with page.expect_response(lambda answer: "made=" in answer.url):
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.locator(".board-tiles li", has_text="今日上报").get_by_text("3", exact=True).wait_for()
    assert page.evaluate(f"window.kept === {CANVAS} && window.kept.isConnected")
    assert page.evaluate("Chart.getChart(window.kept).data.datasets[0].data.at(-1)") == 3

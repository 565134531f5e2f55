"""The place on the phone: step by step down to the micro-grid, in the own street without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from grids.models import Grid, GridCase
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from tests.e2e.browsing import off_loop
from tests.e2e.phone import Phone, switched_on
from tests.gridwork import COMMUNITY, GRID, GridTown, grid_town, report

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
NEIGHBOUR = "410804001007"
MORE = (
    (f"{NEIGHBOUR}001", "第一网格", NEIGHBOUR),
    (f"{GRID}01", "第一微网格", GRID),
    (f"{GRID}02", "第二微网格", GRID),
)


@pytest.fixture
def phone(browser: Browser, live_server: Any, tmp_path: Path, grid_town: GridTown) -> Iterator[Phone]:
    for code, name, parent in MORE:
        level = Division.Level.GRID if len(code) == 15 else Division.Level.MICRO_GRID
        Division.objects.create(code=code, name=name, full_name=name, level=level, parent_id=parent)
        Grid.objects.create(division_id=code)
    places.refresh()
    with switched_on(browser, live_server.url, tmp_path / "phone", grid_town.people.leader) as phone:
        yield phone


def choose(page: Page, name: str, *codes: str) -> None:
    for code in codes:
        at = {9: 1, 12: 2, 15: 3, 17: 4}[len(code)]
        option = page.locator(f"#{name}_{at} option[value='{code}']")
        option.wait_for(state="attached")
        page.select_option(f"#{name}_{at}", code)


def test_reported_elsewhere_and_corrected_without_a_network(phone: Phone, grid_town: GridTown) -> None:
    case = off_loop(lambda: report(grid_town.by("worker")))
    address = f"/grids/m/tasks/{case.pk}/correct/"
    phone.restart()  # a new day: the page of the task is kept by today's page
    phone.open()
    phone.until(lambda: phone.page.evaluate(f"caches.match('{address}').then(found => !!found)"))
    phone.network.is_down = True
    page = phone.open("report/")
    assert page.locator("#id_place_code option", has_text="第二微网格").count() == 1
    page.get_by_text("不在上面？").click()
    choose(page, "level", "410804001", NEIGHBOUR, f"{NEIGHBOUR}001")
    phone.write_report("邻村的事")
    page.get_by_text("精度约 12 米").wait_for()  # which does not take the choice back
    page.wait_for_timeout(600)
    page = phone.restart()
    phone.open("report/")
    page.get_by_text("上次没有写完的内容已恢复").wait_for()
    assert page.locator("#id_place_code option:checked").inner_text().endswith("村第一网格")
    page.get_by_role("button", name="上报", exact=True).click()
    page.get_by_text("没有网络。内容已存在手机上").wait_for()
    phone.open(f"tasks/{case.pk}/correct/")
    assert page.input_value("#id_place_code_3") == GRID
    choose(page, "id_place_code", f"{GRID}02")
    page.fill("#id_note", "在第二微网格")
    page.get_by_role("button", name="更正").click()
    page.get_by_text("没有网络。内容已存在手机上").wait_for()
    phone.network.is_down = False
    phone.send_all()
    codes = off_loop(lambda: list(GridCase.objects.order_by("pk").values_list("place_code", flat=True)))
    assert codes == [f"{GRID}02", f"{NEIGHBOUR}001"] and phone.waiting == 0


def test_another_county_is_asked_of_the_server(phone: Phone) -> None:
    other = ("410802", "410802001", "410802001001")
    for n, code in enumerate(other, 3):
        names = {"name": f"乙{n}", "full_name": f"乙{n}"}
        off_loop(lambda c=code, n=n, m=names: Division.objects.get_or_create(
            code=c, defaults={**m, "level": n, "parent_id": c[:-3] if len(c) > 6 else "4108"}
        ))  # fmt: skip
    off_loop(places.refresh)
    phone.open("queue/")
    phone.until(lambda: "410802001" in phone.page.evaluate(KEPT_NAMES))
    page = phone.open("report/")
    page.get_by_text("不在上面？").click()
    page.locator("#level_0 option[value='410802']").wait_for(state="attached")
    page.select_option("#level_0", "410802")
    assert page.locator("#level_3").is_hidden()
    choose(page, "level", "410802001", "410802001001")
    assert page.input_value("#id_place_code") == "410802001001"


KEPT_NAMES = """new Promise(done => { const asked = indexedDB.open('grid-worker'); asked.onsuccess = () => {
    const got = asked.result.transaction('facts').objectStore('facts').get('grids');
    got.onsuccess = () => { asked.result.close(); done((got.result?.names || []).map(([code]) => code)); }; }; })"""

__all__ = ["COMMUNITY", "grid_town"]

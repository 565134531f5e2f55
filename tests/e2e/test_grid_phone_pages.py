"""Every page of the worker's phone, looked at: axe, width, words; and the queue with what was refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from jiaozuo_social.cases.models import Entry
from tests.e2e.browsing import PHONE, Desk, off_loop
from tests.e2e.conftest import CHROMIUM
from tests.e2e.flaky import Flaky
from tests.e2e.looking import look, visit
from tests.e2e.phone import Phone, photo
from tests.gridwork import GridTown, grid_town, report

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_pages(desk: Desk, grid_town: GridTown, large: bool) -> None:
    words = {"body": "楼道口堆满垃圾", "place_detail": "3 号楼西侧地下车库入口"}
    case = off_loop(lambda: report(grid_town.by("worker"), **words))
    page = desk.open(grid_town.people.leader, width=PHONE, large=large)
    tail = "-large" if large else ""
    addresses = {
        "today": "", "report": "report/", "task": f"tasks/{case.pk}/", "move": f"tasks/{case.pk}/escalate/",
        "visits": "visits/", "visit": "visits/new/", "queue": "queue/", "me": "me/", "login": "login/",
    }  # fmt: skip
    for name, address in addresses.items():
        visit(desk, page, f"/grids/m/{address}", f"phone-{name}{tail}")


def test_a_report_with_errors(desk: Desk, grid_town: GridTown) -> None:
    page = desk.open(grid_town.people.worker, width=PHONE)
    page.goto(f"{desk.server}/grids/m/report/")
    page.get_by_role("button", name="上报", exact=True).click()
    page.get_by_text("有 2 处需要改正").wait_for()
    page.get_by_role("link", name="请选择事件类别").click()
    assert page.evaluate("document.activeElement.id") == "id_event_search"
    page.locator("#id_self_handled").check()
    page.set_input_files("#id_photos", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.get_by_text("已有 1 张").wait_for()
    look(desk, page, "phone-report-errors")


@pytest.fixture
def phone(browser: Browser, live_server: Any, tmp_path: Path, grid_town: GridTown) -> Iterator[Phone]:
    network = Flaky(live_server.url)
    executable = CHROMIUM if Path(CHROMIUM).exists() else None
    opened = Phone(browser, network, tmp_path / "phone", executable)
    opened.start()
    opened.register(grid_town.people.leader)
    yield opened
    opened.stop()
    network.close()
    assert opened.problems == []


def test_a_task_done_by_somebody_else_meanwhile(phone: Phone, grid_town: GridTown, desk: Desk) -> None:
    """Opened and filled in without a network; refused with the sentence, the text kept until it is deleted."""
    case = off_loop(lambda: report(grid_town.by("worker")))
    phone.prepare()
    address = f"/grids/m/tasks/{case.pk}/escalate/"
    phone.until(lambda: phone.page.evaluate(f"caches.match('{address}').then(found => !!found)"))
    phone.network.is_down = True
    phone.restart()
    page = phone.open(f"tasks/{case.pk}/")
    page.get_by_role("link", name="上报上级平台").click()
    page.fill("#id_note", "地下管线须区里派人")
    page.get_by_role("button", name="上报上级平台").click()
    page.get_by_text("没有网络。内容已存在手机上").wait_for()
    for where in ("", f"tasks/{case.pk}/"):  # so that nobody fills it in twice
        phone.open(where)
        page.get_by_text("已填写，等待上报：上报上级平台").wait_for()
    off_loop(lambda: case.escalate(by=grid_town.by("leader"), note="在电脑上办了"))
    phone.network.is_down = False
    phone.send_all()
    page.get_by_text("没有报成").first.wait_for()
    assert "地下管线须区里派人" in page.inner_text("[data-waiting]") and phone.waiting == 1
    assert off_loop(lambda: Entry.objects.filter(case=case, move="escalate").count()) == 1
    look(desk, page, "phone-queue-refused")
    page.get_by_role("button", name="删除").click()
    page.get_by_text("手机上没有未上报的内容").wait_for()


__all__ = ["grid_town"]

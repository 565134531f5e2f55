"""The worker's phone in a real browser: no network, a cut line, a lost answer, a restart (issue 4, section 2)."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser

from grids.models import Delivery, GridCase, Visit
from jiaozuo_social.accounts import devices
from jiaozuo_social.accounts.models import DeviceSession
from jiaozuo_social.cases.models import Attachment
from tests.e2e.browsing import off_loop
from tests.e2e.conftest import CHROMIUM
from tests.e2e.flaky import DROP, OFFLINE, PASS, PORTAL, Fate, Flaky
from tests.e2e.phone import KEPT, MAIN_PAGES, READY, Phone, new_phone, photo, switched_on
from tests.grids.phone.conftest import GRID, area

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(browser: Browser, live_server: Any, tmp_path: Path, area: SimpleNamespace) -> Iterator[Phone]:
    with switched_on(browser, live_server.url, tmp_path / "phone", area.worker) as phone:
        yield phone


@pytest.fixture
def network(phone: Phone) -> Flaky:
    return phone.network


def counts() -> tuple[int, int, int]:
    return off_loop(lambda: (GridCase.objects.count(), Attachment.objects.count(), Delivery.objects.count()))


def test_first_visit_login_and_at_once_without_a_network(
    browser: Browser, live_server: Any, tmp_path: Path, area: SimpleNamespace
) -> None:
    """The worker is installed on the login page, from where every other page leads back to the login."""
    with new_phone(browser, live_server.url, tmp_path / "new") as phone:
        phone.open()
        phone.page.evaluate(READY)
        phone.open()  # looked at again before the password was at hand
        assert not phone.page.get_by_text("登录已过期").is_visible()
        phone.log_in(area.worker)
        phone.until(lambda: set(phone.page.evaluate(KEPT)) >= MAIN_PAGES)
        phone.network.is_down = True
        phone.report("刚登录就没有网络")
        assert phone.waiting == 1


def test_a_report_with_photo_position_and_grid(phone: Phone, network: Flaky) -> None:
    page = phone.open("report/")
    big = photo(width=4000, height=3000)
    assert len(big) > 300 * 1024
    phone.write_report("楼道口堆满垃圾", picture=big)
    assert page.input_value("#id_place_code") == GRID
    assert "精度约 12 米" in page.inner_text("[data-position-text]")
    page.get_by_role("button", name="上报", exact=True).click()
    page.get_by_text("已上报，编号 WG").wait_for()
    assert network.bodies[-1] <= 300 * 1024 + 4096
    case = off_loop(GridCase.objects.get)
    assert (case.place_code, str(case.longitude), case.accuracy_m) == (GRID, "113.205000", 12)
    assert case.taken_at is not None and phone.waiting == 0


def test_offline_from_the_start_closed_and_restarted_then_sent_once(phone: Phone, network: Flaky) -> None:
    """Nothing goes over the network while it is down: a repeat visit weighs 0 kB."""
    network.is_down = True
    network.seen.clear()
    phone.restart()
    for number in range(3):
        phone.report(f"地下室积水 {number}")
        phone.page.get_by_text("没有网络。内容已存在手机上").wait_for()  # the sending is tried first
    assert network.seen == []
    phone.restart()
    page = phone.open("queue/")
    for number in range(3):
        page.locator("[data-waiting]").get_by_text(f"地下室积水 {number}").first.wait_for()
    assert counts() == (0, 0, 0)
    phone.stop()
    network.is_down = False
    phone.start()
    phone.open()
    phone.until(lambda: counts() == (3, 3, 3))
    phone.until(lambda: phone.waiting == 0)
    bodies = off_loop(lambda: list(GridCase.objects.order_by("pk").values_list("body", flat=True)))
    assert bodies == [
        f"地下室积水 {number}" for number in range(3)
    ]  # in the order in which they were written


CUTS: tuple[Fate, ...] = (OFFLINE, 0.0, 0.01, 0.5, 0.99, DROP)


@pytest.mark.parametrize("first", CUTS)
def test_several_queued_and_the_line_cut_at_every_point(phone: Phone, network: Flaky, first: Fate) -> None:
    """Each of three reports meets another fate first, and again at its second try; all arrive once."""
    network.is_down = True
    for number in range(3):
        phone.report(f"第 {number} 件")
    later = CUTS[(CUTS.index(first) + 1) % len(CUTS)]
    fates: list[Fate] = [first, later, PASS, DROP, PASS, first, DROP, PASS]
    network.fates, network.met, network.is_down = list(fates), [], False
    for _ in range(2 * len(fates)):
        phone.send_all()
        if phone.waiting == 0:
            break
    assert phone.waiting == 0 and network.met[:2] == [first, later]
    assert counts() == (3, 3, 3)
    assert off_loop(lambda: set(GridCase.objects.values_list("body", flat=True))) == {
        "第 0 件",
        "第 1 件",
        "第 2 件",
    }


def test_the_answer_is_lost_and_the_browser_closed_before_the_next_try(phone: Phone, network: Flaky) -> None:
    network.fates = [DROP] * 9  # whoever tries, the page or the worker
    phone.report("答复丢失")
    phone.until(lambda: counts()[0] == 1)
    assert phone.waiting == 1
    phone.restart()
    phone.open("queue/")
    network.fates = []
    phone.send_all()
    assert phone.waiting == 0 and counts() == (1, 1, 1)
    assert "已上报，编号" in phone.page.inner_text("[data-sent]")


def test_a_hotels_login_page_is_no_answer(phone: Phone, network: Flaky) -> None:
    """It says 200 to everything; only the server's own answer with the item's number ends the waiting."""
    network.fates = [PORTAL] * 9
    phone.report("酒店网络")
    phone.until(lambda: PORTAL in network.met)
    phone.send_all()
    assert phone.waiting == 1 and counts() == (0, 0, 0)
    network.fates = []
    phone.send_all()
    assert phone.waiting == 0 and counts() == (1, 1, 1)


def test_login_expired_nothing_is_lost_and_all_is_sent_after_it(
    phone: Phone, network: Flaky, area: SimpleNamespace
) -> None:
    network.is_down = True
    for number in range(3):
        phone.report(f"登录过期 {number}")
    off_loop(lambda: devices.revoke(DeviceSession.objects.get()))
    network.is_down = False
    assert "登录已过期" in phone.send_all()
    assert phone.waiting == 3 and counts() == (0, 0, 0)
    page = phone.page
    page.get_by_role("link", name="重新登录").click()
    page.get_by_text("手机上还有 3 件未上报").wait_for()
    phone.log_in(area.worker)
    phone.until(lambda: counts() == (3, 3, 3))
    phone.until(lambda: phone.waiting == 0)


def test_what_one_worker_wrote_is_never_sent_as_anothers(
    phone: Phone, network: Flaky, area: SimpleNamespace
) -> None:
    network.is_down = True
    phone.report("赵网格写的")
    off_loop(lambda: devices.revoke(DeviceSession.objects.get()))
    phone.register(area.leader)
    network.is_down = False
    phone.send_all()
    phone.page.get_by_text("赵网格登记的，等赵网格登录后上报").wait_for()
    assert counts() == (0, 0, 0) and phone.waiting == 1


def test_a_form_half_written_comes_back(phone: Phone) -> None:
    phone.open("report/")
    phone.write_report("写到一半")
    phone.page.wait_for_timeout(800)
    page = phone.restart()
    phone.open("report/")
    page.get_by_text("上次没有写完的内容已恢复").wait_for()
    assert page.input_value("#id_body") == "写到一半"
    assert page.get_by_text("已有 1 张").is_visible() and page.get_by_text("已选：暴露垃圾").is_visible()


def test_a_form_opened_elsewhere_does_not_bring_the_place_of_before(phone: Phone) -> None:
    """The position found by itself is no content; the text is, and its place is looked for again."""
    page = phone.open("report/")
    phone.until(lambda: page.input_value("#id_place_code") == GRID)
    page.wait_for_timeout(700)
    phone.open("report/")
    phone.until(lambda: page.input_value("#id_place_code") == GRID)
    assert not page.get_by_text("内容已恢复").is_visible()
    page.fill("#id_body", "还没有拍照")
    page.wait_for_timeout(700)
    assert phone.context is not None
    phone.context.set_geolocation({"latitude": 35.3, "longitude": 113.3, "accuracy": 9})
    phone.open("report/")
    page.get_by_text("上次没有写完的内容已恢复").wait_for()
    page.get_by_text("精度约 9 米").wait_for()
    assert page.input_value("#id_body") == "还没有拍照" and page.input_value("#id_place_code") == ""
    assert page.input_value("#id_latitude") == "35.300000"


def test_what_the_server_does_not_take_comes_back_with_its_reason(
    phone: Phone, network: Flaky, area: SimpleNamespace
) -> None:
    """Valid on the phone, not on the server: the event was taken off the catalogue meanwhile."""
    network.is_down = True
    phone.report("类别停用")
    off_loop(lambda: type(area.event).objects.filter(pk=area.event.pk).update(is_active=False))
    network.is_down = False
    phone.send_all()
    page = phone.page
    assert counts() == (0, 0, 0) and phone.waiting == 1
    off_loop(lambda: type(area.event).objects.filter(pk=area.event.pk).update(is_active=True))
    page.get_by_role("link", name="打开修改").click()
    page.get_by_text("已有 1 张").wait_for()
    assert page.input_value("#id_body") == "类别停用"
    page.get_by_role("button", name="上报", exact=True).click()
    phone.until(lambda: counts() == (1, 1, 1))
    phone.until(lambda: phone.waiting == 0)


def test_a_full_phone_says_so_and_sends_directly(phone: Phone, network: Flaky) -> None:
    page = phone.open("report/")
    phone.write_report("存储已满")
    page.evaluate("""() => { IDBObjectStore.prototype.put = function () {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); }; }""")
    page.get_by_role("button", name="上报", exact=True).click()
    page.get_by_text("手机存储空间不足，内容没有存下来").wait_for()
    assert page.input_value("#id_body") == "存储已满"
    network.fates = [0.5]
    page.get_by_role("button", name="现在直接上报").click()
    page.get_by_role("button", name="再试一次").click()
    page.get_by_text("已上报，编号").wait_for()
    assert counts() == (1, 1, 1)


def test_a_wrong_clock_is_told_on_the_phone_and_put_right(phone: Phone) -> None:
    page = phone.page
    page.add_init_script("delete ServiceWorkerRegistration.prototype.sync")  # the worker has its own clock
    page.add_init_script("const real = Date.now; Date.now = () => real() - 3 * 3600_000;")
    phone.open()
    page.get_by_text("手机时间比标准时间慢 3 小时").wait_for()
    phone.report("钟慢三小时")
    page.get_by_text("手机时间不准，已按标准时间登记").wait_for()
    case, delivery = off_loop(lambda: (GridCase.objects.get(), Delivery.objects.get()))
    assert abs((case.received_at - case.taken_at).total_seconds()) < 120
    assert abs(delivery.clock_offset - 3 * 3600) < 60


def test_a_visit_is_noted_without_a_network(phone: Phone, network: Flaky) -> None:
    network.is_down = True
    page = phone.open("visits/new/")
    page.fill("#id_note", "王奶奶腿伤好转")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("没有网络。内容已存在手机上").wait_for()
    network.is_down = False
    phone.send_all()
    assert off_loop(Visit.objects.get).note == "王奶奶腿伤好转"


def test_leaving_takes_the_pages_off_the_phone_and_keeps_what_was_not_sent(
    phone: Phone, network: Flaky, area: SimpleNamespace
) -> None:
    network.is_down = True
    phone.report("退出之前")
    off_loop(lambda: type(area.event).objects.filter(pk=area.event.pk).update(is_active=False))
    network.is_down = False
    phone.send_all()
    page = phone.open("me/")
    page.get_by_role("button", name="退出本机登录").click()
    page.get_by_role("heading", name="网格员登录").wait_for()
    phone.until(lambda: not {"/grids/m/", "/grids/m/me/"} & set(page.evaluate(KEPT)))
    page.get_by_text("手机上还有 1 件未上报").wait_for()
    phone.log_in(area.worker)
    phone.until(lambda: set(page.evaluate(KEPT)) >= MAIN_PAGES)


@pytest.mark.parametrize("script", [True, False], ids=["no worker", "no script"])
def test_it_works_without_a_service_worker(
    browser: Browser, live_server: Any, area: SimpleNamespace, tmp_path: Path, script: bool
) -> None:
    network = Flaky(live_server.url)
    executable = CHROMIUM if Path(CHROMIUM).exists() else None
    phone = Phone(browser, network, tmp_path / "old", executable)
    phone.start(service_workers="block", java_script_enabled=script)
    phone.register(area.worker)
    try:
        page = phone.open("report/")
        if script:
            phone.write_report("没有离线功能")
        else:
            page.set_input_files("#id_photos", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()})
            page.select_option("#id_event", label="暴露垃圾")
            page.select_option("#id_place_code", GRID)
        page.get_by_role("button", name="上报", exact=True).click()
        page.get_by_text("已上报，编号").wait_for()
        assert counts() == (1, 1, 1)
    finally:
        phone.stop()
        network.close()


__all__ = ["area"]

"""The hard cases of the phone, not imitated: a killed server, a full disk quota, a page that is closed
(issue 4, section 2)."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from grids.models import Delivery, GridCase
from jiaozuo_social.cases.models import Attachment
from jiaozuo_social.demo import processes
from tests.e2e.browsing import off_loop
from tests.e2e.phone import Phone, photo, switched_on
from tests.grids.phone.conftest import area
from tests.subprocesses import environment

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LEFT = 100_000  # bytes; less than three photos


def counts() -> tuple[int, int, int]:
    return off_loop(lambda: (GridCase.objects.count(), Attachment.objects.count(), Delivery.objects.count()))


@pytest.fixture
def phone(browser: Browser, live_server: Any, tmp_path: Path, area: SimpleNamespace) -> Iterator[Phone]:
    with switched_on(browser, live_server.url, tmp_path / "phone", area.worker) as phone:
        yield phone


class Server:
    """The production server in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, *, held: Path | None = None) -> None:
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "tests.processes.held:application"),
            *("--port", str(self.port), "--workers", "1", "--blocking-threads", "4"),
        ]
        settled = off_loop(lambda: environment(HELD=str(held or "")))
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, env=settled, cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True
            )
        assert processes.wait_until(self._answers, 30), (self.folder / "server.log").read_text()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """With all its workers, as when the power goes."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path)
    yield started
    started.kill()


def test_the_server_is_killed_after_the_commit_before_the_answer(
    browser: Browser, server: Server, tmp_path: Path, area: SimpleNamespace
) -> None:
    held = tmp_path / "held"
    server.start(held=held)
    with switched_on(browser, server.url, tmp_path / "phone", area.worker) as phone:
        phone.report("服务器被杀")
        phone.until(held.exists)
        assert counts() == (1, 1, 1) and phone.waiting == 1
        server.kill()
        phone.page.get_by_text("没有网络。内容已存在手机上").wait_for()
        server.start()
        phone.send_all()
        assert phone.waiting == 0 and counts() == (1, 1, 1)
        number = off_loop(GridCase.objects.get).number
        assert f"已上报，编号 {number}" in phone.page.inner_text("[data-sent]")


def test_a_full_phone_keeps_what_is_queued_and_what_is_typed(phone: Phone) -> None:
    """The quota is the browser's own: photos are taken until IndexedDB refuses them."""
    phone.network.is_down = True
    phone.report("已经在手机上")
    phone.restart()  # the browser looks at the quota anew
    assert phone.context is not None
    devtools = phone.context.new_cdp_session(phone.context.new_page())
    origin = {"origin": phone.network.url}
    used = devtools.send("Storage.getUsageAndQuota", origin)["usage"]
    devtools.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": used + LEFT})
    page = phone.open("report/")
    phone.write_report("满了也不丢")
    refused, taken = page.get_by_text("草稿没有存下来"), 1
    while not refused.is_visible():
        taken += 1
        page.set_input_files(
            "#id_photos_album", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        )
        page.get_by_text(f"已有 {taken} 张").wait_for()
        page.wait_for_timeout(600)  # a draft is written when the hand rests
    page.get_by_role("button", name="上报", exact=True).click()
    page.get_by_text("手机存储空间不足，内容没有存下来").wait_for()
    assert page.input_value("#id_body") == "满了也不丢" and page.locator("[data-shots] li").count() == taken
    assert phone.waiting == 1
    devtools.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": 1})
    phone.network.is_down = False  # the phone stays full: both ways out are open
    page.get_by_role("button", name="现在直接上报").click()
    page.get_by_text("已上报，编号").wait_for()
    phone.send_all()
    assert counts() == (2, taken + 1, 2) and phone.waiting == 0


def test_the_worker_sends_after_the_page_is_closed(phone: Phone) -> None:
    """The browser's sync event, dispatched by its own debugger: by itself it waits minutes after a failure."""
    phone.network.is_down = True
    for number in range(3):
        phone.report(f"页面已关 {number}")
    assert phone.context is not None
    blank = phone.context.new_page()
    phone.page.close()
    phone.page = blank
    phone.network.is_down = False
    devtools = phone.context.new_cdp_session(blank)
    found: list[dict[str, Any]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: found.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    phone.until(lambda: bool(found))
    event = {"origin": phone.network.url, "registrationId": found[0]["registrationId"], "tag": "queue"}
    assert counts() == (0, 0, 0)
    devtools.send("ServiceWorker.dispatchSyncEvent", {**event, "lastChance": False})
    phone.until(lambda: counts() == (3, 3, 3))
    phone.open("queue/")
    phone.page.get_by_text("手机上没有未上报的内容").wait_for()
    assert phone.waiting == 0


__all__ = ["area"]

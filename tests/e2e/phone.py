"""A worker's phone: a browser with its own folder, that can be closed, restarted and lose the network."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from jiaozuo_social.accounts import devices
from tests.e2e.browsing import PHONE, SHOTS, TELL_VIOLATIONS, off_loop
from tests.e2e.flaky import Flaky
from tests.factories import PASSWORD

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SIZE = {"width": PHONE, "height": 844}
HERE = {"latitude": 35.205, "longitude": 113.205, "accuracy": 12}
MAIN_PAGES = {"/grids/m/", "/grids/m/report/", "/grids/m/queue/"}
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = "caches.keys().then(async names => (await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)))).flat())"


class Phone:
    def __init__(self, browser: Browser, network: Flaky, folder: Path, executable: str | None) -> None:
        self.browser, self.network, self.folder, self.executable = browser, network, folder, executable
        self.problems: list[str] = []
        self.context: BrowserContext | None = None

    def start(self, **options: Any) -> Page:
        """Switch it on: what its folder holds is there again."""
        self.context = self.browser.browser_type.launch_persistent_context(
            str(self.folder), executable_path=self.executable, args=ARGUMENTS, viewport=SIZE, has_touch=True,
            is_mobile=True, locale="zh-CN", geolocation=HERE, permissions=["geolocation"], **options,
        )  # fmt: skip
        self.context.add_init_script(TELL_VIOLATIONS)
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on(
            "console", lambda said: self.problems.append(said.text) if said.text.startswith("CSP") else None
        )
        page.on("dialog", lambda dialog: dialog.accept())
        self.page = page
        return page

    def stop(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None

    def restart(self) -> Page:
        self.stop()
        return self.start()

    def register(self, user: Any) -> None:
        """As after the login: the secret of a registered phone in its cookie."""
        _, secret = off_loop(lambda: devices.register(user, "安卓手机"))
        assert self.context is not None
        cookie = {
            "name": devices.COOKIE,
            "value": secret,
            "domain": "localhost",
            "path": settings.DEVICE_SESSION_PREFIX,
            "httpOnly": True,
            "expires": 4_000_000_000,
        }
        self.context.add_cookies([cookie])  # type: ignore[list-item]

    def log_in(self, user: Any) -> None:
        """From the phone's own login page to today's."""
        page = self.page
        page.get_by_role("link", name="登录", exact=True).click()
        page.fill("#id_login", user.username)
        page.fill("#id_password", PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_role("button", name="登记这部手机").click()
        page.get_by_role("heading", name="今天").wait_for()

    def open(self, path: str = "") -> Page:
        self.page.goto(f"{self.network.url}/grids/m/{path}")
        return self.page

    def prepare(self) -> None:
        """The first visit with a network: worker in office, pages kept."""
        self.open()
        self.page.evaluate(READY)
        self.until(lambda: set(self.page.evaluate(KEPT)) >= MAIN_PAGES)

    def until(self, true: Callable[[], bool], *, tries: int = 100) -> None:
        for _ in range(tries):
            if true():
                return
            self.page.wait_for_timeout(200)
        self.page.screenshot(path=SHOTS / "phone-never.png")
        raise AssertionError(f"it never came true: {self.page.inner_text('main')[:400]}")

    def write_report(self, body: str, *, picture: bytes | None = None) -> None:
        page = self.page
        page.set_input_files(
            "#id_photos", {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture or photo()}
        )
        page.get_by_text("已有 1 张").first.wait_for()
        page.fill("#id_event_search", "垃圾")
        page.get_by_role("button", name="暴露垃圾").click()
        page.fill("#id_body", body)

    def report(self, body: str) -> None:
        """A report put in the queue, sent or not."""
        self.open("report/")
        self.write_report(body)
        self.page.get_by_role("button", name="上报", exact=True).click()
        self.page.locator(".notice progress, .notice.tone-success").first.wait_for(state="attached")

    def send_all(self) -> str:
        """Press the button until it is not told that the sending is already going on; return what it says."""
        if "/queue/" not in self.page.url:
            self.open("queue/")
        said = self.page.locator("[data-status]")
        for _ in range(100):
            self.page.get_by_role("button", name="现在全部上报").click()
            self.page.locator("[data-status]:not(:empty)", has_not_text="正在上报").wait_for()
            if "正在依次上报" not in said.inner_text():
                break
            self.page.wait_for_timeout(100)
        return said.inner_text()

    @property
    def waiting(self) -> int:
        """How many items lie on the phone."""
        return int(self.page.evaluate(
            "new Promise((done, fail) => { const asked = indexedDB.open('grid-worker'); asked.onerror = fail;"
            "asked.onsuccess = () => { const count = asked.result.transaction('items').objectStore('items').count();"
            "count.onsuccess = () => { asked.result.close(); done(count.result); }; }; })"
        ))  # fmt: skip


@contextmanager
def new_phone(browser: Browser, server: str, folder: Path) -> Iterator[Phone]:
    """Switched on, never logged in."""
    network = Flaky(server)
    phone = Phone(browser, network, folder, str(CHROMIUM) if CHROMIUM.exists() else None)
    phone.start()
    yield phone
    phone.stop()
    network.close()
    assert phone.problems == []


@contextmanager
def switched_on(browser: Browser, server: str, folder: Path, user: Any) -> Iterator[Phone]:
    """Registered, visited once with a network."""
    with new_phone(browser, server, folder) as phone:
        phone.register(user)
        phone.prepare()
        yield phone


def photo(*, width: int = 640, height: int = 480) -> bytes:
    content = io.BytesIO()
    small = Image.effect_noise((width // 8, height // 8), 60).resize((width, height)).convert("RGB")
    small.save(content, "JPEG", quality=95)
    return content.getvalue()

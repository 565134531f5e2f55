"""Opens pages as somebody, and keeps whatever the browser complained of meanwhile."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

SHOTS = Path(__file__).resolve().parents[2] / "test-results"
PHONE, DESKTOP = 390, 1440
HEIGHTS = {PHONE: 844, DESKTOP: 900}
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation",
    event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));"""


def off_loop(act: Callable[[], Any]) -> Any:
    """Do database work away from Playwright's loop: settings read there would be coroutines."""

    def done() -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(done).result()


def session_of(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Desk:
    """One per test: its contexts are closed and its problems asserted when the test ends."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.browser, self.server = browser, server
        self.problems: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.expected: set[int] = set()  # answers that a test provokes

    def open(
        self, user: Any = None, *, width: int = DESKTOP, script: bool = True, large: bool = False
    ) -> Page:
        """A new visitor: a phone if narrow (touch), logged in if ``user`` is given."""
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            has_touch=width == PHONE,
            is_mobile=width == PHONE,
            java_script_enabled=script,
            locale="zh-CN",
        )
        self.contexts.append(context)
        context.add_init_script(TELL_VIOLATIONS)
        if user is not None:
            value = off_loop(lambda: session_of(user))
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.server}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", self._said)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        if large:
            page.goto(f"{self.server}/large-print/?on=1")
        return page

    def shoot(self, page: Page, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _said(self, message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text  # said by _answered, with the address
        if message.type == "error" and not refused:
            self.problems.append(message.text)

    def _failed(self, request: Request) -> None:
        # A page that was left, or an answer that became a download.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        """A page may be refused on purpose; what a page loads may not, and nothing may crash."""
        is_page = response.request.resource_type == "document"
        if response.status in self.expected:
            return
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.problems.append(f"{response.url}: {response.status}")

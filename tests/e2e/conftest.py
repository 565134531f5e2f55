"""Chromium, the cast of the matrix and its objects, shared by the browser tests of whole journeys."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from tests.casework import login, staff, town, walk
from tests.matrix.conftest import cast, world

SHOTS = Path(__file__).resolve().parents[2] / "test-results"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium if there is one. Playwright's loop in this thread makes Django cautious."""
    path = "/usr/bin/chromium"
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = path if Path(path).exists() else None
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


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
    """Opens pages as somebody and keeps what the browser complained of."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.browser, self.server = browser, server
        self.problems: list[str] = []
        self.contexts: list[Any] = []

    def open(self, user: Any = None, *, width: int = 1440, large: bool = False) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 900}, locale="zh-CN"
        )
        self.contexts.append(context)
        cookies = []
        if user is not None:
            cookies.append((settings.SESSION_COOKIE_NAME, off_loop(lambda: session_of(user))))
        context.add_cookies([{"name": name, "value": value, "url": self.server} for name, value in cookies])
        page: Page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._said)
        if large:
            page.goto(f"{self.server}/large-print/?on=1")
        return page

    def _said(self, message: Any) -> None:
        expected = "Failed to load resource" in message.text  # a page that is refused on purpose
        if message.type == "error" and not expected:
            self.problems.append(message.text)

    def shoot(self, page: Page, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Desk]:
    opened = Desk(browser, live_server.url)
    yield opened
    for context in opened.contexts:
        context.close()
    assert opened.problems == []


__all__ = ["cast", "login", "staff", "town", "walk", "world"]

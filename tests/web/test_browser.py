"""The shells in a real browser: no violation of axe's rules, nothing wider than the screen."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from jiaozuo_social.web import navigation
from jiaozuo_social.web.navigation import NavItem

pytestmark = [pytest.mark.e2e, pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]

PATHS = {
    "/": "反映情况，提出建议",
    "/privacy/": "个人信息处理告知",
    "/accessibility/": "无障碍声明",
    "/t/sample/": "示例表单",
    "/t/staff/": "收件箱",
    "/t/nowhere/": "没有找到",
    "/t/refused/": "没有权限",
    "/t/broken/": "系统出错",
}
WIDTHS = [390, 1440]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium if there is one. Playwright's loop in this thread makes Django cautious."""
    path = "/usr/bin/chromium"
    found = path if Path(path).exists() else None
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, errors: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setattr(navigation, "_items", {})
    navigation.register(NavItem("工作台", "home", order=1, badge=lambda request: 3))
    navigation.register(NavItem("个人信息处理告知", "privacy-notice", order=2, group="资料"))
    context = browser.new_context()
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
    yield opened
    context.close()


def open_page(page: Page, server: Any, path: str, width: int, *, large: bool) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    if large:
        page.goto(f"{server.url}/large-print/?on=1")
    page.goto(server.url + path)
    if path == "/t/sample/":
        page.get_by_role("button", name="提交").click()


@pytest.mark.parametrize(("path", "width", "large"), list(itertools.product(PATHS, WIDTHS, [False, True])))
def test_shells(page: Page, live_server: Any, errors: list[str], path: str, width: int, large: bool) -> None:
    open_page(page, live_server, path, width, large=large)
    assert page.get_by_role("heading", level=1).inner_text() == PATHS[path]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    # The page for a crash asks nothing of the request, so it keeps the usual size.
    assert size == ("20px" if large and path != "/t/broken/" else "16px")
    assert errors == []


def test_error_summary_takes_the_focus_and_leads_to_the_field(page: Page, live_server: Any) -> None:
    open_page(page, live_server, "/t/sample/", 390, large=False)
    page.locator(".error-summary:focus").wait_for(timeout=5000)
    page.get_by_role("link", name="目的：").click()
    assert page.evaluate("document.activeElement.id") in ("id_purpose_0", "")
    assert "#id_purpose_0" in page.url


def test_skip_link_is_the_first_stop(page: Page, live_server: Any) -> None:
    open_page(page, live_server, "/", 1440, large=False)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到主要内容"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

"""Citizens' pages in a real browser: by keyboard alone, without JavaScript, on a phone and on a desk."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from jiaozuo_social.cases.models import Case
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PAGES = ["/petitions/new/", "/petitions/new/?matter=court", "/petitions/new/?matter=discipline&stage=in_hand",
         "/petitions/new/write/", "/petitions/status/", "/petitions/status/{}/",
         "/petitions/status/{}/moves/supplement/", "/petitions/status/{}/moves/withdraw/",
         "/petitions/status/{}/moves/rate/"]  # fmt: skip
FOCUSED = "document.activeElement"


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


@pytest.fixture
def page(browser: Browser, town: factories.Town, request: Any) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=getattr(request, "param", True))
    opened = context.new_page()
    opened.set_viewport_size({"width": 390, "height": 844})
    yield opened
    context.close()


def look_up(page: Page, server: Any) -> str:
    case = factories.petition()
    page.goto(f"{server.url}/petitions/status/?number={case.number}")
    page.get_by_label("查询码").fill(case.code)  # type: ignore[attr-defined]
    page.get_by_role("button", name="查询", exact=True).click()
    return str(case.number)


@pytest.mark.parametrize(("width", "large"), list(itertools.product([390, 1440], [False, True])))
def test_every_page_is_accessible_and_fits(page: Page, live_server: Any, width: int, large: bool) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
    page.set_viewport_size({"width": width, "height": 900})
    number = look_up(page, live_server)
    if large:
        page.goto(f"{live_server.url}/large-print/?on=1")
    for path in PAGES:
        page.goto(live_server.url + path.format(number))
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
        too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(too_wide) <= 0, path
    assert problems == []


def tab_to(page: Page, condition: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}.{condition}"):
            return
    pytest.fail(f"never reached {condition}")


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, f"name === '{name}'")
    page.keyboard.type(text)


def press(page: Page, label: str) -> None:
    tab_to(page, f"textContent.trim() === '{label}'")
    page.keyboard.press("Enter")


def test_a_petition_is_filed_by_keyboard_alone(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/petitions/new/")
    for name in ("matter", "stage"):
        tab_to(page, f"name === '{name}'")
        page.keyboard.press("Space")
    press(page, "下一步")
    page.wait_for_url("**/write/**")
    type_into(page, "title", "小区化粪池外溢无人清理")
    type_into(page, "request", "请清理。")
    type_into(page, "facts", "外溢半个月。")
    for name in ("place_code_0", "place_code_1"):
        tab_to(page, f"name === '{name}'")
        with page.expect_response("**/places/**"):
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
    type_into(page, "name", "张三丰")
    type_into(page, "phone", "13800001234")
    press(page, "提交")
    page.wait_for_selector(".error-summary")
    assert page.evaluate(f"{FOCUSED}.className") == "error-summary"
    assert page.locator("#id_name").input_value() == "张三丰"
    type_into(page, "address", "幸福里1号")
    press(page, "提交")
    page.wait_for_url("**/receipt/**")
    assert Case.objects.get().number in page.inner_text("main")


@pytest.mark.parametrize("page", [False], indirect=True)
def test_a_petition_is_filed_without_javascript(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/petitions/new/write/")
    page.get_by_label("申诉求决").check()
    written = {"title": "小区化粪池外溢", "request": "请清理", "facts": "半个月", "name": "张三丰"}
    for name, text in {**written, "phone": "13800001234", "address": "幸福里1号"}.items():
        page.fill(f"#id_{name}", text)
    page.locator("[name=place_code_1]").select_option("410802001")
    words = page.locator("label[for=id_human_answer]").inner_text()
    first, _, second = words.partition("：")[2].partition("加")
    numerals = "零一二三四五六七八九"
    page.locator("#id_human_answer").fill(str(numerals.index(first[-1]) + numerals.index(second[0])))
    page.get_by_role("button", name="提交", exact=True).last.click()
    assert "提交成功" in page.inner_text("h1")


def test_what_does_not_apply_is_put_away(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/petitions/new/write/")
    assert not page.is_visible("#id_accused_name") and page.is_visible("#id_name")
    page.get_by_label("检举控告", exact=True).check()
    page.get_by_label("匿名：").check()
    assert page.is_visible("#id_accused_name")
    assert not page.is_visible("#id_name") and not page.is_visible("#id_is_public")
    page.wait_for_selector("text=已自动确认您不是机器人", timeout=15_000)
    assert not page.is_visible("#id_human_answer")

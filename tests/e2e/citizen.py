"""What a citizen writes, answers and opens."""

from typing import Any

from playwright.sync_api import Page

from tests.e2e.browsing import Desk

WRITTEN = {
    "title": "小区化粪池外溢无人清理", "request": "请住建局督促清理。", "facts": "外溢半个月，找过物业三次。",
    "name": "张三丰", "phone": "13800001234", "address": "幸福里1号",
}  # fmt: skip
SUGGESTED = {
    "title": "在公交站加装座椅", "body": "老年人候车站立过久。", "proposal": "在客流大的站点加装折叠座椅。",
    "name": "李四", "phone": "13800005678",
}  # fmt: skip
NUMERALS = "零一二三四五六七八九"


def fill(page: Page, written: dict[str, str]) -> None:
    for name, text in written.items():
        page.fill(f"main [name={name}]", text)


def choose_place(page: Page, *, script: bool = True) -> None:
    if script:
        with page.expect_response("**/places/**"):
            page.locator("[name=place_code_0]").select_option("410802")
        settle(page)
    page.locator("[name=place_code_1]").select_option("410802001")


def settle(page: Page) -> None:
    """The answer to a choice is in its place."""
    page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")


def answer_question(page: Page) -> None:
    """The alternative to the proof of work: a sum in words."""
    words = page.locator("label[for=id_human_answer]").inner_text()
    first, _, second = words.partition("：")[2].partition("加")
    page.locator("#id_human_answer").fill(str(NUMERALS.index(first[-1]) + NUMERALS.index(second[0])))


def wait_for_proof(page: Page) -> None:
    page.get_by_text("已自动确认您不是机器人").wait_for()
    assert not page.is_visible("#id_human_answer")


def receipt(page: Page) -> tuple[str, str]:
    """Number and query code, as they stand on the receipt."""
    page.wait_for_url("**/receipt/**")
    number, code = page.locator(".receipt-number").all_inner_texts()
    return number, code.replace(" ", "")


def open_status(desk: Desk, page: Page, number: str, code: str) -> None:
    page.goto(f"{desk.server}/status/?number={number}")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    page.wait_for_load_state()


def send(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).last.click()
    page.wait_for_load_state()


def holder(desk: Desk, case: Any, **how: Any) -> Page:
    """Somebody who has opened this case with its receipt."""
    page = desk.open(**how)
    open_status(desk, page, case.number, case.code)
    page.wait_for_url(f"**/status/{case.number}/")
    return page

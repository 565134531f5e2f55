"""The shells with a page of samples, and what goes wrong: see ``looking``."""

import pytest
from playwright.sync_api import Page

from jiaozuo_social.web import navigation
from jiaozuo_social.web.navigation import NavItem
from tests.e2e.browsing import PHONE, Desk
from tests.e2e.looking import look

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.web.urls")]

PATHS = {
    "sample": "示例表单",
    "staff": "收件箱",
    "nowhere": "没有找到",
    "refused": "没有权限",
    "broken": "系统出错",
}


@pytest.fixture(autouse=True)
def menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})
    navigation.register(NavItem("工作台", "home", order=1, badge=lambda request: 3))
    navigation.register(NavItem("个人信息处理告知", "privacy-notice", order=2, group="资料"))


def open_sample(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.server}/t/sample/")
    page.get_by_role("button", name="提交").click()


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_shells(desk: Desk, large: bool) -> None:
    desk.expected = {500}
    page = desk.open(large=large)
    for name, heading in PATHS.items():
        if name == "sample":
            open_sample(desk, page)
        else:
            page.goto(f"{desk.server}/t/{name}/")
        assert page.get_by_role("heading", level=1).inner_text() == heading
        look(desk, page, f"shell-{name}-{'large' if large else 'usual'}")
        size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
        # The page for a crash asks nothing of the request, so it keeps the usual size.
        assert size == ("20px" if large and name != "broken" else "16px")


def test_error_summary_takes_the_focus_and_leads_to_the_field(desk: Desk) -> None:
    page = desk.open(width=PHONE)
    open_sample(desk, page)
    page.locator(".error-summary:focus").wait_for(timeout=5000)
    page.get_by_role("link", name="目的：").click()
    assert page.evaluate("document.activeElement.id") in ("id_purpose_0", "")
    assert "#id_purpose_0" in page.url


def test_skip_link_is_the_first_stop(desk: Desk) -> None:
    page = desk.open()
    page.goto(desk.server)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到主要内容"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_the_desk_must_not_miss(desk: Desk) -> None:
    """The suite's own eyes: a script that fails, a policy that is broken, a file that is not there."""
    page = desk.open()
    page.goto(desk.server)
    page.evaluate("""() => {
      setTimeout(() => { throw new Error("boom") });
      document.head.append(Object.assign(document.createElement("script"), { src: "https://example.invalid/a.js" }));
      document.body.append(Object.assign(document.createElement("img"), { src: "/nothing.png" }));
    }""")
    page.wait_for_timeout(500)
    told, desk.problems[:] = " ".join(desk.problems), []
    assert "boom" in told and "CSP: script-src" in told and "/nothing.png: 404" in told

"""A letter from the desk to the 复查意见, through the pages that each duty really uses."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from jiaozuo_social.cases.models import Case
from petitions.models import Petition
from tests import factories
from tests.e2e import citizen
from tests.e2e.browsing import DESKTOP, HEIGHTS, PHONE, Desk, off_loop
from tests.e2e.hands import Hands
from tests.e2e.looking import WIDEST, look

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ANSWER = {
    "answer_request": "请求清理楼道杂物。",
    "answer_facts": "经现场查看，楼道堆放杂物属实。",
    "answer_opinion": "三日内组织清理并张贴公告。",
    "answer_basis": "《中华人民共和国消防法》第二十八条",
}


class Office:
    """One page per person; every move is made by the button on the case page."""

    def __init__(self, desk: Desk, cast: dict[str, Any]) -> None:
        self.desk, self.cast, self.pages = desk, cast, {}
        self.pk = 0

    def page(self, role: str) -> Page:
        if role not in self.pages:
            self.pages[role] = self.desk.open(self.cast[role])
        return self.pages[role]

    def begin(self, role: str, label: str) -> Page:
        page = self.page(role)
        page.goto(f"{self.desk.server}/cases/{self.pk}/")
        page.get_by_role("link", name=label, exact=True).first.click()
        page.wait_for_selector("#move-form")
        return page

    def send(self, page: Page) -> None:
        page.locator("#move-form .form-actions button").click()
        dialog = page.locator("dialog[open]")
        if dialog.count():
            dialog.locator("button[value=yes]").click()
        page.wait_for_url(f"**/cases/{self.pk}/")

    def make(self, role: str, label: str, **written: str) -> None:
        page = self.begin(role, label)
        for name, text in written.items():
            page.locator(f"[name={name}]").fill(text)
        self.send(page)

    def state(self) -> str:
        return off_loop(lambda: Case.objects.get(pk=self.pk).state)

    def mine(self, role: str) -> int:
        """What the tab 我的 counts; the list below it holds the case just when it is counted."""
        page = self.page(role)
        page.goto(f"{self.desk.server}/cases/?tab=mine")
        counted = int(page.locator(".tabs [aria-current] .tab-count").inner_text())
        assert page.locator(f"main a[href='/cases/{self.pk}/']").count() == counted
        return counted

    def look_on_a_phone(self, role: str, name: str) -> None:
        page = self.page(role)
        page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
        for where in ("", f"{self.pk}/"):
            page.goto(f"{self.desk.server}/cases/{where}")
            self.desk.shoot(page, f"journey-{name}-{'case' if where else 'inbox'}-{PHONE}")
            assert page.evaluate(WIDEST) <= PHONE
        page.set_viewport_size({"width": DESKTOP, "height": HEIGHTS[DESKTOP]})
        self.desk.shoot(page, f"journey-{name}-case-{DESKTOP}")


@pytest.fixture
def office(desk: Desk, cast: dict[str, Any]) -> Office:
    return Office(desk, cast)


def log_in_by_form(office: Office, role: str) -> Page:
    page = office.pages[role] = office.desk.open()
    page.goto(f"{office.desk.server}/cases/start/")
    page.get_by_label("用户名或手机号").fill(office.cast[role].username)
    page.get_by_label("密码", exact=False).first.fill(factories.PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/cases/start/")
    return page


def register_by_keyboard(office: Office) -> str:
    page = log_in_by_form(office, "clerk")
    page.goto(f"{office.desk.server}/petitions/desk/")
    hands = Hands(page)
    hands.to("name === 'channel'")
    page.keyboard.press("Space")
    for name, text in (("title", "楼道堆物堵塞消防通道"), ("body", "楼道堆满杂物，请求清理。")):
        hands.write(name, text)
    hands.choose("place_code_0")
    hands.choose("place_code_1")
    for name, text in (("name", "王五"), ("phone", "13911112222"), ("address", "民生街道")):
        hands.write(name, text)
    office.desk.shoot(page, "journey-desk")
    hands.press("保存并打印回执")
    number, code = citizen.receipt(page)
    look(office.desk, page, "journey-receipt")
    assert page.get_by_role("button", name="打印").is_visible()
    page.emulate_media(media="print")
    assert not page.is_visible("header.bar") and page.is_visible(".qr img")
    office.desk.shoot(page, "journey-receipt-print")
    page.emulate_media(media="screen")
    office.pk = off_loop(lambda: Petition.objects.get(number=number).pk)
    return code


def dispatch(office: Office, lead: str, co: str = "") -> None:
    page = office.begin("approver", "转送交办")
    page.locator("[name=lead]").select_option(label=lead)
    if co:
        page.get_by_label(co, exact=True).check()
    office.send(page)


def object_and_dispatch_again(office: Office) -> None:
    assert office.mine("approver") == 1 and office.mine("worker") == 0
    dispatch(office, "解放区住建局")
    assert office.mine("approver") == 0 and office.mine("worker") == 1
    office.make("worker", "提出异议", note="楼道堆物属城管职责。")
    assert office.state() == "objected"
    assert office.mine("approver") == 1 and office.mine("worker") == 0
    office.make("approver", "同意异议")
    dispatch(office, "解放区住建局", co="解放区水利局")
    assert office.mine("approver") == 0 and office.mine("worker") == 1 and office.mine("co_worker") == 1


def handle_with_extension(office: Office) -> None:
    page = office.begin("worker", "受理")
    page.locator("[name=route][value=petition]").check()
    office.send(page)
    page = office.begin("worker", "开始办理")
    page.locator("[name=handler]").select_option(index=1)
    page.locator("[name=no_interest]").check()
    office.send(page)
    assert office.mine("head") == 0
    office.make("worker", "申请延期", days="10", note="需要与物业协调。")
    assert office.mine("head") == 1
    office.make("head", "批准延期", days="10", note="需要与物业协调。")
    assert office.mine("head") == 0
    office.make("co_worker", "协办反馈", note="已提供排水图。")
    assert office.mine("co_worker") == 0


def answer(office: Office) -> None:
    page = office.begin("worker", "送审答复")
    for name, text in ANSWER.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=decision][value=support]").check()
    office.send(page)
    assert office.mine("head") == 1 and office.mine("worker") == 0
    office.make("head", "签发答复", delivered_on=timezone.localdate().isoformat())
    assert office.state() == "replied" and office.mine("head") == 0


def citizen_rates_and_asks_for_review(office: Office, code: str) -> None:
    number = off_loop(lambda: Case.objects.get(pk=office.pk).number)
    page = office.desk.open(width=PHONE)
    citizen.open_status(office.desk, page, number, code)
    office.desk.shoot(page, "journey-status")
    page.get_by_role("link", name="评价", exact=True).click()
    page.locator("[name=bureau][value=satisfied]").check()
    page.locator("[name=unit][value=dissatisfied]").check()
    citizen.send(page, "提交评价")
    page.get_by_role("link", name="请求复查", exact=True).click()
    page.fill("[name=note]", "杂物没有清理完。")
    citizen.send(page, "提交复查请求")
    page.wait_for_url(f"**/status/{number}/")


def test_a_letter_travels_to_its_review(office: Office, town: factories.Town) -> None:
    code = register_by_keyboard(office)
    object_and_dispatch_again(office)
    handle_with_extension(office)
    answer(office)
    office.look_on_a_phone("worker", "worker")
    citizen_rates_and_asks_for_review(office, code)
    assert office.state() == "review" and office.mine("reviewer") == 1
    page = office.begin("reviewer", "出具复查意见")
    page.locator("[name=review_result]").first.check()
    page.locator("[name=body]").fill("经复查，处理意见事实清楚，予以维持。")
    page.locator("[name=delivered_on]").fill(timezone.localdate().isoformat())
    office.send(page)
    assert office.state() == "reviewed" and office.mine("reviewer") == 0
    office.look_on_a_phone("approver", "approver")

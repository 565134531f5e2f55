"""A letter from the desk to the 复查意见, through the pages that each duty really uses."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from jiaozuo_social.cases import receipts
from jiaozuo_social.cases.models import Case
from petitions.models import Petition
from tests import factories
from tests.e2e.conftest import Desk, off_loop

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ANSWER = {
    "answer_request": "请求清理楼道杂物。",
    "answer_facts": "经现场查看，楼道堆放杂物属实。",
    "answer_opinion": "三日内组织清理并张贴公告。",
    "answer_basis": "《中华人民共和国消防法》第二十八条",
}


def today() -> str:
    return timezone.localdate().isoformat()


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

    def state(self) -> str:
        return off_loop(lambda: Case.objects.get(pk=self.pk).state)

    def mine(self, role: str) -> bool:
        page = self.page(role)
        page.goto(f"{self.desk.server}/cases/?tab=mine")
        return page.locator(f"a[href='/cases/{self.pk}/']").count() > 0


@pytest.fixture
def office(desk: Desk, cast: dict[str, Any]) -> Office:
    return Office(desk, cast)


def register_by_keyboard(office: Office) -> str:
    page = office.page("clerk")
    page.goto(f"{office.desk.server}/petitions/desk/")
    page.get_by_label("来信", exact=True).focus()
    page.keyboard.press("Space")
    for name, text in {
        "title": "楼道堆物堵塞消防通道", "body": "楼道堆满杂物，请求清理。", "name": "王五",
        "phone": "13911112222", "address": "民生街道",
    }.items():  # fmt: skip
        page.locator(f"[name={name}]").focus()
        page.keyboard.type(text)
    page.locator("[name=place_code_0]").select_option("410802")
    page.wait_for_selector("[name=place_code_1] option[value='410802001']", state="attached")
    page.locator("[name=place_code_1]").select_option("410802001")
    page.locator("[name=title]").focus()
    page.keyboard.press("Enter")
    office.desk.shoot(page, "journey-desk")
    page.wait_for_url("**/receipt/")
    numbers = page.locator(".receipt-number").all_inner_texts()
    office.desk.shoot(page, "journey-receipt")
    office.pk = off_loop(lambda: Petition.objects.get(number=numbers[0]).pk)
    return numbers[1]


def dispatch(office: Office, lead: str, co: str = "") -> None:
    page = office.begin("approver", "转送交办")
    page.locator("[name=lead]").select_option(label=lead)
    if co:
        page.get_by_label(co, exact=True).check()
    office.send(page)


def test_a_letter_travels_to_its_review(office: Office, town: factories.Town) -> None:
    code = register_by_keyboard(office)
    assert office.state() == "registered" and office.mine("approver")

    dispatch(office, "解放区住建局")
    assert not office.mine("approver") and office.mine("worker")
    page = office.begin("worker", "提出异议")
    page.locator("[name=note]").fill("楼道堆物属城管职责。")
    office.send(page)
    assert office.state() == "objected" and office.mine("approver")
    office.send(office.begin("approver", "同意异议"))
    dispatch(office, "解放区住建局", co="解放区水利局")

    page = office.begin("worker", "受理")
    page.locator("[name=route][value=petition]").check()
    office.send(page)
    page = office.begin("worker", "开始办理")
    page.locator("[name=handler]").select_option(index=1)
    page.locator("[name=no_interest]").check()
    office.send(page)
    page = office.begin("worker", "申请延期")
    page.locator("[name=days]").fill("10")
    page.locator("[name=note]").fill("需要与物业协调。")
    office.send(page)
    assert office.mine("head")
    page = office.begin("head", "批准延期")
    page.locator("[name=days]").fill("10")
    page.locator("[name=note]").fill("需要与物业协调。")
    office.send(page)
    page = office.begin("co_worker", "协办反馈")
    page.locator("[name=note]").fill("已提供排水图。")
    office.send(page)

    page = office.begin("worker", "送审答复")
    for name, text in ANSWER.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=decision][value=support]").check()
    office.send(page)
    assert office.mine("head") and not office.mine("worker")
    page = office.begin("head", "签发答复")
    page.locator("[name=delivered_on]").fill(today())
    office.send(page)
    assert office.state() == "replied"

    citizen_rates_and_asks_for_review(office, code)
    assert office.state() == "review" and office.mine("reviewer")
    page = office.begin("reviewer", "出具复查意见")
    page.locator("[name=review_result]").first.check()
    page.locator("[name=body]").fill("经复查，处理意见事实清楚，予以维持。")
    page.locator("[name=delivered_on]").fill(today())
    office.send(page)
    assert office.state() == "reviewed"


def citizen_rates_and_asks_for_review(office: Office, code: str) -> None:
    page = office.desk.open(width=390)
    number = off_loop(lambda: Case.objects.get(pk=office.pk).number)
    page.goto(f"{office.desk.server}/petitions/status/?number={number}")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    office.desk.shoot(page, "journey-status")
    page.get_by_role("link", name="评价", exact=True).click()
    page.locator("[name=bureau][value=satisfied]").check()
    page.locator("[name=unit][value=dissatisfied]").check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**/status/{number}/")
    page.get_by_role("link", name="请求复查", exact=True).click()
    page.locator("main textarea").first.fill("杂物没有清理完。")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**/status/{number}/")


def test_five_wrong_codes_lock_the_number(desk: Desk, town: factories.Town) -> None:
    case = off_loop(factories.petition)
    page = desk.open(width=390)
    for _ in range(5):
        page.goto(f"{desk.server}/petitions/status/?number={case.number}")
        page.get_by_label("查询码").fill("AAAA2222")
        page.get_by_role("button", name="查询", exact=True).click()
    assert "已暂停查询" in page.inner_text("main")
    with pytest.raises(receipts.TooManyTries):
        off_loop(lambda: receipts.open_with(case.number, case.code))

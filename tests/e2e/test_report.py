"""The monthly report as its approver meets it: computed, approved, compared after a correction, downloaded."""

import datetime as dt
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from docx import Document as open_docx
from playwright.sync_api import Page

from jiaozuo_social.cases.figures import Period
from jiaozuo_social.reports.frames import month_key, previous
from jiaozuo_social.reports.models import Snapshot
from petitions.models import Petition
from tests.e2e.browsing import PHONE, Desk, off_loop
from tests.e2e.hands import Hands
from tests.e2e.looking import look, visit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PERIOD = previous(Period.month_of(timezone.localdate()))
MONTH = month_key(PERIOD)


@pytest.fixture
def last_month(walk: Any) -> list[Petition]:
    """Three petitions of the month before this one: two through the net, one visit of nine people."""

    def received() -> list[Petition]:
        cases = [walk.to("dispatched", title=f"上月第{number}件") for number in range(3)]
        for case in cases:
            case.received_at = timezone.make_aware(dt.datetime.combine(PERIOD.start, dt.time(9)))
            case.save()
        cases[2].channel, cases[2].visitors = "visit", 9
        cases[2].save()
        return cases

    made: list[Petition] = off_loop(received)
    return made


def compute(desk: Desk, page: Page) -> None:
    page.goto(f"{desk.server}/reports/")
    page.get_by_role("link", name=PERIOD.label, exact=True).click()
    page.get_by_role("button", name="计算", exact=True).click()
    page.get_by_text("已按现在的数据计算。").wait_for()


def approve_by_keyboard(page: Page) -> None:
    hands = Hands(page)
    hands.to("name === 'checked'")
    page.keyboard.press("Space")
    hands.write("note", "各表已核对")
    hands.press("核定月报")
    page.locator("dialog[open]").wait_for()
    hands.to("value === 'yes'")
    page.keyboard.press("Enter")
    page.get_by_text("月报已核定，此后的办理和更正不再改变它。").wait_for()


def test_a_month_from_its_figures_to_the_signed_file(
    desk: Desk, staff: SimpleNamespace, last_month: list[Petition]
) -> None:
    page = desk.open(staff.approver)
    compute(desk, page)
    assert page.locator("#petitions-channels tr.total td").first.inner_text() == "3"
    drawn = "Array.from(document.querySelectorAll('canvas[data-chart]')).every(one => Chart.getChart(one))"
    page.wait_for_function(drawn)
    look(desk, page, "report-computed")
    approve_by_keyboard(page)
    look(desk, page, "report-approved")

    page.get_by_role("link", name="与现在的数据比对").click()
    page.get_by_text("重算的结果与核定的月报完全相同。").wait_for()
    off_loop(lambda: Petition.objects.filter(pk=last_month[0].pk).update(is_repeat=True))
    page.reload()
    changed = page.locator("table.differences tbody tr", has_text="重复信访率").filter(has_text="0/3").first
    assert changed.locator("td").all_inner_texts()[-2:] == ["0%（0/3）", "33.33%（1/3）"]
    rows = page.locator("table.differences tbody tr", has_text="无此行")
    assert [cell.strip() for cell in rows.locator("td:nth-child(3)").all_inner_texts()] == [
        "重复"
    ]  # no noughts
    look(desk, page, "report-differences")

    page.goto(f"{desk.server}/reports/{MONTH}/")
    assert page.locator("#petitions-rates tr", has_text="重复信访率").locator("td").first.inner_text() == "0"
    with page.expect_download() as download:
        page.get_by_role("link", name="Word", exact=True).click()
    written = open_docx(io.BytesIO(Path(download.value.path()).read_bytes()))
    texts = [paragraph.text for paragraph in written.paragraphs]
    assert any("核定）" in text for text in texts) and not any("预览稿" in text for text in texts)
    assert off_loop(lambda: Snapshot.objects.frozen().get().frozen_by) == staff.approver


def test_from_a_figure_to_its_rows(desk: Desk, staff: SimpleNamespace, last_month: list[Petition]) -> None:
    page = desk.open(staff.approver)
    visit(desk, page, "/reports/", "report-list")
    compute(desk, page)
    page.get_by_role("navigation", name="本月各表").get_by_role("link", name="走访情况").click()
    page.locator("#petitions-visits tr", has_text="集访").get_by_role("link", name="9", exact=True).click()
    page.get_by_text("共 1 件，9 人次。").wait_for()
    look(desk, page, "report-rows")
    page.get_by_role("link", name="上月第2件").click()
    page.wait_for_url(f"**/cases/{last_month[2].pk}/")


def test_a_leader_on_a_phone_reads_numbers_only(
    desk: Desk, staff: SimpleNamespace, last_month: list[Petition]
) -> None:
    page = desk.open(staff.leader, width=PHONE)
    compute(desk, page)
    table = page.locator("#petitions-channels")
    assert table.locator("tr.total td").first.inner_text() == "3" and table.locator("td a").count() == 0
    wrap = table.locator(".table-wrap")
    wrap.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=wrap.element_handle())
    assert page.locator("nav a[href='/cases/']").count() == 0

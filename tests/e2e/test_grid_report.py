"""A grid matter from the sign on the notice board to its status page: on a phone, also without JavaScript."""

from pathlib import Path
from typing import Any

import pytest

from grids.models import EverydayEvent, GridCase
from jiaozuo_social.cases import dictionary
from tests.cases.test_uploads import photo
from tests.e2e import citizen
from tests.e2e.browsing import PHONE, Desk, off_loop

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BODY = "楼下垃圾堆了三天没人清。"


@pytest.fixture
def grid(world: dict[str, Any]) -> str:
    off_loop(dictionary.load)
    assert off_loop(EverydayEvent.objects.count)
    return str(world["grid"]["code"])


def case_of(number: str) -> GridCase:
    found: GridCase = off_loop(lambda: GridCase.objects.get(number=number))
    return found


def test_the_sign_without_javascript(desk: Desk, grid: str, tmp_path: Path) -> None:
    (tmp_path / "现场.jpg").write_bytes(photo())
    page = desk.open(width=PHONE, script=False)
    page.goto(f"{desk.server}/grids/q/{grid}/")
    assert page.url.endswith(f"/grids/report/?grid={grid}") and "地点已填好" in page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.get_by_label("垃圾没人清").check()
    page.fill("[name=body]", BODY)
    page.set_input_files("[name=files]", tmp_path / "现场.jpg")
    page.get_by_label("骑手").check()
    page.get_by_label("办完了用短信告诉我结果").check()
    citizen.answer_question(page)
    citizen.send(page, "提交")
    # The phone is missing: it is said, and nothing is lost.
    assert "要收短信，请填写手机号" in page.inner_text("main")
    assert page.input_value("[name=body]") == BODY and page.get_by_label("现场.jpg").is_checked()
    page.fill("[name=phone]", "13800001234")
    citizen.send(page, "提交")
    number, code = citizen.receipt(page)
    desk.shoot(page, "grid-receipt-390")
    case = case_of(number)
    assert (case.place_code, case.channel, case.reporter_kind) == (grid, "qr", "rider")
    assert off_loop(case.attachments.count) == 1
    visitor = desk.open(width=PHONE, script=False)
    citizen.open_status(desk, visitor, number, code)
    assert "您反映的事情已收到" in visitor.inner_text("main")
    desk.shoot(visitor, "grid-status-390")


def test_the_position_is_asked_for_by_button_only(desk: Desk, grid: str) -> None:
    page = desk.open(width=PHONE)
    page.context.grant_permissions(["geolocation"], origin=desk.server)
    page.context.set_geolocation({"latitude": 35.25, "longitude": 113.25, "accuracy": 30})
    page.goto(f"{desk.server}/grids/report/")
    assert page.input_value("[name=latitude]") == ""
    page.get_by_role("button", name="用我现在的位置").click()
    page.get_by_text("误差约 30 米").wait_for()
    page.get_by_label("垃圾没人清").check()
    page.fill("[name=body]", BODY)
    citizen.choose_place(page)
    citizen.wait_for_proof(page)
    citizen.send(page, "提交")
    case = case_of(citizen.receipt(page)[0])
    assert (str(case.latitude), case.accuracy_m, case.channel) == ("35.250000", 30, "web")
    page.goto(f"{desk.server}/grids/report/")
    page.get_by_role("button", name="用我现在的位置").click()
    page.get_by_text("误差约").wait_for()
    page.get_by_role("button", name="不用位置").click()
    assert page.input_value("[name=latitude]") == ""


def test_a_wrong_sign_leads_to_the_form(desk: Desk, grid: str) -> None:
    page = desk.open(width=PHONE, script=False)
    page.goto(f"{desk.server}/grids/q/{grid[:-1]}9/")
    page.get_by_role("link", name="反映身边事").click()
    page.wait_for_url("**/grids/report/")

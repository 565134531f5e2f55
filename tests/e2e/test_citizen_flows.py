"""Citizens' ways through the portal: by keyboard alone, without JavaScript, on a phone."""

import io
from typing import Any

import pytest
from PIL import Image

from jiaozuo_social.cases import receipts
from jiaozuo_social.cases.models import Attachment, Case
from tests import factories
from tests.casework import Walk
from tests.e2e import citizen
from tests.e2e.browsing import PHONE, Desk, off_loop
from tests.e2e.hands import FOCUSED, Hands

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
GPS = 0x8825


def count() -> int:
    return off_loop(lambda: Case.objects.count())


def test_a_petition_is_filed_by_keyboard_alone(desk: Desk, town: factories.Town) -> None:
    page = desk.open(width=PHONE)
    hands = Hands(page)
    page.goto(f"{desk.server}/petitions/new/")
    for name in ("matter", "stage"):
        hands.to(f"name === '{name}'")
        page.keyboard.press("Space")
    hands.press("下一步")
    page.wait_for_url("**/write/**")
    for name in ("title", "request", "facts"):
        hands.write(name, citizen.WRITTEN[name])
    hands.choose("place_code_0")
    hands.choose("place_code_1")
    hands.write("name", citizen.WRITTEN["name"])
    hands.write("phone", citizen.WRITTEN["phone"])
    hands.press("提交")
    page.wait_for_selector(".error-summary")
    assert page.evaluate(f"{FOCUSED}.className") == "error-summary"
    assert page.locator("#id_name").input_value() == citizen.WRITTEN["name"]
    assert hands.passed(["跳到主要内容", "matter", "stage", "下一步", "purpose", "title", "request", "facts", "reason",
                         "place_code_0", "place_code_1", "place_detail", "people_count", "is_joint",
                         "files", "anonymity", "name", "phone", "wants_sms", "address", "id_number"])  # fmt: skip
    hands.write("address", citizen.WRITTEN["address"])
    hands.press("提交")
    number, code = citizen.receipt(page)
    assert off_loop(lambda: receipts.open_with(number, code)).title == citizen.WRITTEN["title"]


def test_a_petition_without_javascript_and_what_follows(desk: Desk, town: factories.Town) -> None:
    page = desk.open(width=PHONE, script=False)
    page.goto(f"{desk.server}/petitions/new/write/")
    page.get_by_label("申诉求决").check()
    citizen.fill(page, citizen.WRITTEN)
    citizen.choose_place(page, script=False)
    citizen.answer_question(page)
    citizen.send(page, "提交")
    number, code = citizen.receipt(page)
    citizen.open_status(desk, page, number, code)
    page.get_by_role("link", name="补充材料").click()
    page.fill("[name=note]", "又溢出来了。")
    citizen.send(page, "提交补充")
    assert "又溢出来了。" in page.inner_text("main")
    page.get_by_role("link", name="撤回", exact=True).click()
    page.fill("[name=note]", "已经解决。")
    page.get_by_label("我要撤回这件事项").check()
    citizen.send(page, "确认撤回")
    assert "已撤回" in page.inner_text("main")


def photo_with_position() -> bytes:
    picture, exif = Image.new("RGB", (320, 200), "green"), Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(GPS).update({1: "N", 2: (35.0, 14.0, 30.0), 3: "E", 4: (113.0, 14.0, 15.0)})
    kept = io.BytesIO()
    picture.save(kept, "JPEG", exif=exif)
    assert Image.open(kept).getexif().get_ifd(GPS)
    return kept.getvalue()


def test_an_error_loses_nothing_and_a_photo_tells_nothing(desk: Desk, town: factories.Town) -> None:
    page = desk.open(width=PHONE)
    page.goto(f"{desk.server}/petitions/new/write/")
    page.get_by_label("申诉求决").check()
    written = {**citizen.WRITTEN, "reason": "有条例。", "place_detail": "3号楼", "people_count": "4"}
    citizen.fill(page, {**written, "address": ""})
    citizen.choose_place(page)
    page.set_input_files(
        "#id_files", {"name": "化粪池.jpg", "mimeType": "image/jpeg", "buffer": photo_with_position()}
    )
    citizen.wait_for_proof(page)
    citizen.send(page, "提交")
    page.wait_for_selector(".error-summary")
    assert page.locator(".error-summary li").all_inner_texts() == ["住址：请填写住址，书面答复要送到这里"]
    desk.shoot(page, "flow-error-keeps-all")
    for name, text in {**written, "address": "", "place_code_1": "410802001"}.items():
        assert page.locator(f"main [name={name}]").input_value() == text, name
    assert page.get_by_label("化粪池.jpg").is_checked() and page.get_by_label("申诉求决").is_checked()
    page.fill("#id_address", written["address"])
    citizen.send(page, "提交")
    number, _ = citizen.receipt(page)
    file = off_loop(lambda: Attachment.objects.get(case__number=number))
    kept = Image.open(file.file.path)
    assert kept.size == (320, 200) and dict(kept.getexif()) == {} and file.latitude is None
    assert b"PhoneMaker" not in off_loop(lambda: file.file.open().read())


@pytest.mark.parametrize("script", [True, False])
def test_a_double_click_files_one_case(desk: Desk, town: factories.Town, script: bool) -> None:
    page = desk.open(width=PHONE, script=script)
    page.goto(f"{desk.server}/petitions/new/write/")
    page.get_by_label("申诉求决").check()
    citizen.fill(page, citizen.WRITTEN)
    citizen.choose_place(page, script=script)
    if script:
        citizen.wait_for_proof(page)
    else:
        citizen.answer_question(page)
    page.get_by_role("button", name="提交", exact=True).last.dblclick()
    citizen.receipt(page)
    assert count() == 1


def test_a_holder_supplements_rates_and_asks_for_review(desk: Desk, walk: Walk) -> None:
    case = off_loop(lambda: walk.to("handling"))
    page = citizen.holder(desk, case, width=PHONE)
    page.get_by_role("link", name="补充材料").click()
    page.fill("[name=note]", "附上照片。")
    citizen.send(page, "提交补充")
    off_loop(lambda: walk.on(case, "replied"))
    page.reload()
    assert "补充材料" not in page.locator(".move-links").all_inner_texts()
    page.get_by_role("link", name="评价", exact=True).click()
    page.locator("[name=bureau][value=satisfied]").check()
    page.locator("[name=unit][value=dissatisfied]").check()
    citizen.send(page, "提交评价")
    assert "您的评价" in page.inner_text("main")
    assert page.get_by_role("link", name="评价", exact=True).count() == 0
    page.get_by_role("link", name="请求复查", exact=True).click()
    page.fill("[name=note]", "没有清理完。")
    citizen.send(page, "提交复查请求")
    assert "复查中" in page.inner_text("main")


def test_large_print_stays_over_pages(desk: Desk, town: factories.Town) -> None:
    page = desk.open(width=PHONE, script=False)
    page.goto(desk.server)
    page.get_by_role("link", name="大字版").click()
    for name in ("我要信访", "提建议", "查询进度"):
        page.get_by_role("navigation").get_by_role("link", name=name).first.click()
        assert page.locator("html.large-print").count() == 1, name
    page.get_by_role("link", name="标准字号").click()
    assert page.locator("html.large-print").count() == 0


def test_what_does_not_apply_is_put_away(desk: Desk, town: factories.Town) -> None:
    page = desk.open(width=PHONE)
    page.goto(f"{desk.server}/petitions/new/write/")
    assert not page.is_visible("#id_accused_name") and page.is_visible("#id_name")
    page.get_by_label("检举控告", exact=True).check()
    page.get_by_label("匿名：").check()
    assert page.is_visible("#id_accused_name")
    assert not page.is_visible("#id_name") and not page.is_visible("#id_is_public")
    citizen.wait_for_proof(page)


def test_five_wrong_codes_lock_the_number(desk: Desk, town: factories.Town) -> None:
    case: Any = off_loop(factories.petition)
    page = desk.open(width=PHONE)
    for _ in range(5):
        citizen.open_status(desk, page, case.number, "AAAA2222")
    assert "已暂停查询" in page.inner_text("main")
    desk.shoot(page, "flow-locked")
    citizen.open_status(desk, page, case.number, case.code)
    assert "已暂停查询" in page.inner_text("main") and case.title not in page.inner_text("main")
    with pytest.raises(receipts.TooManyTries):
        off_loop(lambda: receipts.open_with(case.number, case.code))

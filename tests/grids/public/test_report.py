"""Report a grid matter without JavaScript: what is kept, what is refused, what is never lost."""

from typing import Any

import pytest
from constance import config
from django.core.files.uploadedfile import SimpleUploadedFile
from shapely.geometry import box, mapping

from grids.models import EverydayEvent, GridCase
from jiaozuo_social.cases.models import Case
from jiaozuo_social.outbox.models import Message
from jiaozuo_social.places import locating, selectors
from jiaozuo_social.places.models import Boundary, Division
from tests.cases.test_uploads import photo
from tests.gridwork import GRID, GridTown
from tests.gridwork import photo as after
from tests.petitions.public.conftest import number_of

from .conftest import REPORT, Reporter

pytestmark = pytest.mark.django_db


def image(name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo())


def made(answer: Any) -> GridCase:
    return GridCase.objects.get(number=number_of(answer))


def test_a_report_is_taken_in_and_seen_in_the_inbox(reporter: Reporter, grid_town: GridTown) -> None:
    case = made(reporter.report(files=[image()]))
    assert (case.kind, case.state, case.place_code, case.channel) == ("grid", "reported", "410804001", "web")
    assert (case.category.code, case.urgency, case.reporter_kind) == ("06010", "ordinary", "public")  # type: ignore[union-attr]
    assert case.title == "暴露垃圾（马村街道）" and case.is_anonymous and not case.parties.exists()
    assert case.attachments.get().origin == "petitioner"
    assert Case.objects.visible_to(grid_town.people.street).filter(pk=case.pk).exists()
    page = reporter.page(f"/status/receipt/{case.number}/")
    assert case.number in page and "data:image/svg+xml" in page
    assert not Message.objects.exists()


def test_urgent_words_make_an_urgent_case(reporter: Reporter) -> None:
    word = EverydayEvent.objects.get(words="井盖坏了丢了")
    assert made(reporter.report(event=str(word.pk))).is_urgent


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"event": ""}, "请选一样最接近的"),
        ({"event": "0"}, "什么事"),
        ({"body": "脏"}, "至少"),
        ({"place_code_0": "", "place_code_1": ""}, "请选择事情在哪个街道"),
        ({"place_code_1": ""}, "请选择所在街道乡镇"),
        ({"place_code_0": "999999", "place_code_1": ""}, "不在区划名录中"),
        (
            {"latitude": "9", "longitude": "9", "place_code_0": "", "place_code_1": ""},
            "不在本市已划定的网格内",
        ),
        ({"wants_result": "on"}, "要收短信，请填写手机号"),
        ({"wants_result": "on", "phone": "0391-1234567"}, "短信只能发到手机"),
        ({"phone": "12"}, "电话号码不对"),
        ({"reporter": "king"}, "您是"),
        ({"client_uuid": "x"}, "UUID"),
        ({"human_answer": "99"}, "答案不对"),
        ({"website": "http://spam"}, "提交没有被接受"),
    ],
)
def test_each_mistake_is_said_and_nothing_is_lost(
    reporter: Reporter, changes: dict[str, str], sentence: str
) -> None:
    answer = reporter.report(name="王女士", **changes)
    page = answer.content.decode()
    assert answer.status_code == 200 and "error-summary" in page and sentence in page
    assert "王女士" in page and not Case.objects.exists()


def test_only_photos_and_not_too_many(reporter: Reporter) -> None:
    data = reporter.written(files=[image(), SimpleUploadedFile("账单.pdf", b"%PDF-1.4\n%%EOF")])
    page = reporter.send(data).content.decode()
    assert "“账单.pdf”" in page and "现场.jpg" in page and not Case.objects.exists()
    config.GRID_REPORT_MAX_PHOTOS = 2
    page = reporter.report(files=[image(f"{n}.jpg") for n in range(3)]).content.decode()
    assert "最多上传 2 个文件，“2.jpg”没有收下" in page


def test_a_rider_is_told_the_result_and_rates_it(reporter: Reporter, grid_town: GridTown) -> None:
    page = reporter.page(f"{REPORT}?as=rider")
    assert 'value="rider"' in page.split("checked")[0].rsplit("<input", 1)[-1]
    case = made(reporter.report(reporter="rider", wants_result="on", phone="138 0000 1234"))
    assert case.reporter_kind == "rider" and case.parties.get().phone == "13800001234"
    assert "查询码" in Message.objects.get().body
    town = grid_town
    case.ask_verify(by=town.by("street"), verifier=town.people.worker)
    case.verify(by=town.by("worker"), is_found=True, note="属实。")
    case.file_case(by=town.by("street"))
    case.dispatch(by=town.by("street"), lead=town.cleaning)
    case.sign_in(by=town.by("handler"))
    case.feedback(by=town.by("handler"), note="已清理干净。", photos=[after()])
    case.close(by=town.by("checker"))
    assert "结案" in Message.objects.order_by("-pk")[0].body
    path = f"/status/{case.number}/"
    page = reporter.page(path)
    assert "核查通过，已结案" in page and "已清理干净" in page and "反映人" in page and "信访人" not in page
    answer = reporter.client.post(f"{path}moves/rate/", {"level": "satisfied", "note": "很快"})
    assert answer.status_code == 302
    assert case.ratings.get().level == "satisfied"
    assert "满意" in reporter.page(path)


def test_the_position_finds_the_grid(reporter: Reporter) -> None:
    Boundary.objects.create(division_id=GRID, geometry=mapping(box(113.2, 35.2, 113.3, 35.3)))
    locating.forget()
    here = {"latitude": "35.25", "longitude": "113.25", "accuracy_m": "20"}
    case = made(reporter.report(place_code_0="", place_code_1="", **here))
    assert (case.place_code, str(case.latitude), case.accuracy_m) == (GRID, "35.250000", 20)
    # What was chosen by hand counts more than where the phone lies.
    elsewhere = made(reporter.report(place_code_2="410804001007", **here))
    assert elsewhere.place_code == "410804001007"
    # A position inside the chosen street makes it more exact.
    assert made(reporter.report(**here)).place_code == GRID


def test_a_grid_may_be_closed_after_its_sign_was_printed(reporter: Reporter) -> None:
    written = reporter.written(at=f"/grids/q/{GRID}/")
    Division.objects.filter(pk=GRID).update(is_active=False)
    selectors.refresh()
    page = reporter.send(written).content.decode()
    assert "请选择事情在哪个街道" in page and not Case.objects.exists()


def test_the_network_and_the_phone_have_limits(reporter: Reporter) -> None:
    config.GRID_REPORT_RATE_PHONE = "1/d"
    first = reporter.written(phone="13800001234")
    assert reporter.send(first).status_code == 302
    assert reporter.send(first).status_code == 302  # the same form again is no further report
    assert "已达上限" in reporter.report(phone="13800001234").content.decode()
    config.GRID_REPORT_RATE_IP = "1/h"
    assert reporter.report().status_code == 302
    answer = reporter.report(body="还有一件事要说")
    assert answer.status_code == 429 and "还有一件事要说" in answer.content.decode()
    assert Case.objects.count() == 2

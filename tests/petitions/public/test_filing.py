"""File a petition without JavaScript: what is kept, what is refused, what is never lost."""

import shutil
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from jiaozuo_social.cases.models import Attachment, Case, Clock
from jiaozuo_social.outbox.models import Message
from petitions.models import Petition
from tests.cases.test_uploads import PLACE, photo

from .conftest import Citizen, hidden, number_of


def upload(name: str = "现场.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo() if content is None else content)


def test_a_petition_is_filed_and_its_receipt_shown(citizen: Citizen) -> None:
    number = number_of(citizen.file(files=[upload()]))
    case = Petition.objects.get(number=number)
    assert case.body == "请求：\n请住建局督促物业清理。\n\n事实：\n外溢半个月，找过物业三次。"
    assert (case.state, case.place_code, case.people_count) == ("submitted", "410802001", 3)
    assert case.is_public and not case.is_confidential and case.owner is None
    party = case.parties.get()
    assert (party.name, party.phone) == ("张三丰", "13800001234")
    assert set(Clock.objects.filter(case=case).values_list("rule_id", flat=True)) == {"P0", "P1"}
    assert case.attachments.get().origin == "petitioner"
    page = citizen.page(f"/status/receipt/{number}/")
    code = Message.objects.get().body.split("查询码")[1][:8]
    assert f"{code[:4]} {code[4:]}" in page and number in page and "data:image/svg+xml" in page
    assert code not in page.split("data:image/svg+xml")[1].split('"')[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"purpose": ""}, "请选择信访目的"),
        ({"title": ""}, "标题"),
        ({"facts": " "}, "事实经过"),
        ({"request": ""}, "您的请求"),
        ({"place_code_0": "", "place_code_1": ""}, "请选择所在地"),
        ({"place_code_0": "410803"}, "各级地点对不上"),
        ({"people_count": "0"}, "涉及多少人"),
        ({"people_count": "1", "is_joint": "on"}, "至少2人"),
        ({"name": ""}, "请填写姓名或者单位名称"),
        ({"phone": ""}, "请填写联系电话"),
        ({"phone": "12345"}, "电话号码不对"),
        ({"address": ""}, "请填写住址"),
        ({"id_number": "11010519491231002A"}, "通不过校验"),
        ({"purpose": "accusation"}, "请写明被检举控告的单位"),
        ({"anonymity": ""}, "实名还是匿名"),
        ({"client_uuid": "x"}, "UUID"),
        ({"human_answer": "99"}, "答案不对"),
        ({"human_answer": ""}, "请写出题目的答案"),
        ({"human_token": "forged"}, "请重新回答"),
        ({"website": "http://spam"}, "提交没有被接受"),
    ],
)
def test_each_mistake_is_said_and_nothing_is_lost(
    citizen: Citizen, changes: dict[str, str], sentence: str
) -> None:
    answer = citizen.file(reason="依据物业管理条例", **changes)
    page = answer.content.decode()
    assert answer.status_code == 200 and "有错误：" in page and "error-summary" in page
    assert sentence in page
    assert "依据物业管理条例" in page and not Case.objects.exists()


def test_a_wrong_id_number_may_be_confirmed(citizen: Citizen) -> None:
    answer = citizen.file(id_number="11010519491231002a", id_confirmed="on")
    assert Petition.objects.get(number=number_of(answer)).parties.get().id_number == "11010519491231002A"


def test_anonymous_petitions_keep_nothing_of_the_person(citizen: Citizen) -> None:
    number = number_of(citizen.file(anonymity="anonymous", id_number="123"))
    case = Petition.objects.get(number=number)
    assert case.is_anonymous and not case.parties.exists() and not Message.objects.exists()
    assert "请务必保存好查询码" in citizen.page(f"/status/receipt/{number}/")


def test_accusations_are_confidential_and_never_public(citizen: Citizen) -> None:
    number = number_of(citizen.file(purpose="accusation", accused_name="某局"))
    case = Petition.objects.get(number=number)
    assert case.is_confidential and not case.is_public and case.accused_name == "某局"


def test_the_accused_is_kept_for_accusations_only(citizen: Citizen) -> None:
    assert Petition.objects.get(number=number_of(citizen.file(accused_name="某局"))).accused_name == ""


def test_files_survive_an_error_and_may_be_taken_off(citizen: Citizen) -> None:
    data = citizen.written(
        title="", files=[upload("一.jpg"), upload("二.jpg"), upload("坏.exe", b"MZ" + bytes(99))]
    )
    page = citizen.send(data).content.decode()
    assert "“坏.exe”不是可以上传的文件" in page and page.count('name="staged"') == 2
    tokens = [part.split('"')[0] for part in page.split('name="staged" value="')[1:]]
    again = {**data, "title": "小区化粪池外溢无人清理", "staged": tokens[1:], "files": []}
    case = Case.objects.get(number=number_of(citizen.send(again)))
    assert [file.name for file in case.attachments.all()] == ["二.jpg"]


def test_tokens_of_files_are_good_in_their_own_form_only(citizen: Citizen) -> None:
    page = citizen.file(title="", files=[upload()]).content.decode()
    token = page.split('name="staged" value="')[1].split('"')[0]
    answer = Citizen().file(staged=[token])
    assert "先前上传的附件已失效" in answer.content.decode() and not Attachment.objects.exists()


def test_a_file_that_was_swept_is_asked_for_again(citizen: Citizen) -> None:
    data = citizen.written(title="", files=[upload()])
    page = citizen.send(data).content.decode()
    token = page.split('name="staged" value="')[1].split('"')[0]
    folder = default_storage.path("cases")
    shutil.rmtree(folder)
    answer = citizen.send({**data, "title": "小区化粪池外溢", "files": [], "staged": [token]})
    assert "先前上传的附件已失效" in answer.content.decode() and not Case.objects.exists()


def test_too_many_files_are_said(citizen: Citizen) -> None:
    page = citizen.file(files=[upload(f"{n}.jpg") for n in range(10)]).content.decode()
    assert "最多上传 9 个文件，“9.jpg”没有收下" in page


@pytest.mark.parametrize(("wish", "kept"), [({}, (None, None)), ({"keep_position": "on"}, PLACE)])
def test_the_place_of_a_photo_is_kept_only_by_wish(citizen: Citizen, wish: dict[str, str], kept: Any) -> None:
    number = number_of(citizen.file(files=[upload()], **wish))
    file = Case.objects.get(number=number).attachments.get()
    assert (file.latitude, file.longitude) == kept


def test_the_receipt_belongs_to_the_session_that_filed(citizen: Citizen) -> None:
    number = number_of(citizen.file())
    assert Citizen().client.get(f"/status/receipt/{number}/").status_code == 404
    citizen.client.post("/status/leave/")
    assert citizen.client.get(f"/status/receipt/{number}/").status_code == 404


def test_the_same_form_sent_twice_is_one_case(citizen: Citizen) -> None:
    data = citizen.written()
    assert number_of(citizen.send(data)) == number_of(citizen.send(data))
    assert Case.objects.count() == 1 and Message.objects.count() == 1


def test_a_solved_check_does_not_open_another_form(citizen: Citizen) -> None:
    first = citizen.written()
    citizen.send(first)
    fresh = hidden(citizen.page("/petitions/new/write/"), "client_uuid")
    answer = citizen.send({**first, "client_uuid": fresh})
    assert "答案不对" in answer.content.decode() and Case.objects.count() == 1


def test_what_a_person_solved_need_not_be_solved_again(citizen: Citizen) -> None:
    data = citizen.written(title="")
    page = citizen.send(data).content.decode()
    assert "等于几" not in page and hidden(page, "human_answer") == data["human_answer"]


def test_a_citizen_who_is_logged_in_owns_the_case(citizen: Citizen) -> None:
    from tests import factories

    person = factories.user()
    citizen.client.force_login(person)
    assert Case.objects.get(number=number_of(citizen.file())).owner == person


def test_without_a_cache_petitions_are_still_taken(citizen: Citizen, settings: Any) -> None:
    settings.CACHES = {
        **settings.CACHES,
        "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"},
    }
    assert number_of(citizen.file())

"""Look up with number and code: who gets in, what is shown, what is kept back."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from stdnum.iso7064 import mod_11_10

from jiaozuo_social.cases.models import Attachment, Case, QueryCodeTry
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.cases.uploads import attach, clean_upload
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.cases.test_uploads import photo, sent

from .conftest import Citizen

PATH = "/status/"
WRONG = "编号或者查询码不对"
DIGITS = "20990101000001"
UNKNOWN = f"XF{DIGITS}{mod_11_10.calc_check_digit(DIGITS)}"


def look_up(citizen: Citizen, number: str, code: str) -> Any:
    return citizen.client.post(PATH, {"number": number, "code": code})


@pytest.fixture
def case(town: factories.Town) -> Any:
    return factories.petition()


def test_number_and_code_open_the_case_for_this_session_only(citizen: Citizen, case: Any) -> None:
    answer = look_up(citizen, f" {case.number.lower()} ", f"{case.code[:4].lower()} {case.code[4:]}")
    assert answer["Location"] == f"{PATH}{case.number}/"
    page = citizen.page(f"{PATH}{case.number}/")
    assert case.title in page and "您提交的内容已收到" in page
    stranger = Citizen().client.get(f"{PATH}{case.number}/")
    assert stranger["Location"] == f"{PATH}?number={case.number}"
    assert case.number in Citizen().page(f"{PATH}?number={case.number}")


def test_unknown_numbers_and_wrong_codes_answer_alike(citizen: Citizen, case: Any) -> None:
    wrong = look_up(citizen, case.number, "AAAAAAAA").content.decode()
    unknown = look_up(citizen, UNKNOWN, "AAAAAAAA").content.decode()
    assert WRONG in wrong and WRONG in unknown
    no_such = Citizen().client.get(f"{PATH}{UNKNOWN}/")
    assert no_such.status_code == 302


@pytest.mark.parametrize("known", [True, False])
def test_five_wrong_tries_lock_even_an_unknown_number(citizen: Citizen, case: Any, known: bool) -> None:
    number = case.number if known else UNKNOWN
    answers = [look_up(citizen, number, "AAAAAAAA") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "已暂停查询" in answers[-1].content.decode()
    assert look_up(citizen, case.number, case.code).status_code == (429 if known else 302)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert look_up(Citizen(), case.number, case.code).status_code == 302


def test_the_door_closes_by_time_and_by_button(citizen: Citizen, case: Any) -> None:
    look_up(citizen, case.number, case.code)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert citizen.client.get(f"{PATH}{case.number}/").status_code == 302
    assert citizen.client.get(f"{PATH}{case.number}/").status_code == 200
    citizen.client.post(f"{PATH}leave/")
    assert citizen.client.get(f"{PATH}{case.number}/").status_code == 302


def test_personal_data_is_masked_and_staff_have_no_names(citizen: Citizen, case: Any, town: Any) -> None:
    clerk = factories.member(town.county_bureau, Duty.REGISTRAR, name="登记员甲")
    approver = factories.member(town.county_bureau, Duty.APPROVER, name="审批员乙")
    case.register(by=Actor.staff(clerk), purpose="demand", place_code="410802001", note="内部说明不外传")
    case.dispatch(by=Actor.staff(approver), lead=town.housing, co=[])
    look_up(citizen, case.number, case.code)
    page = citizen.page(f"{PATH}{case.number}/")
    for kept_back in (
        "张三丰",
        "13800001234",
        "11010519491231002X",
        "登记员甲",
        "审批员乙",
        "内部说明不外传",
    ):
        assert kept_back not in page, kept_back
    assert "张**" in page and "138****1234" in page
    assert "解放区住建局" in page and "信访工作条例第23条" in page and "提出异议" not in page


def test_only_own_and_released_files_are_given_and_always_saved(citizen: Citizen, case: Any) -> None:
    clean = clean_upload(sent(photo(), "现场.jpg"))
    own = attach(case, clean, origin=Attachment.Origin.PETITIONER)
    inner = attach(case, clean, origin=Attachment.Origin.STAFF)
    given = attach(case, clean, origin=Attachment.Origin.STAFF, visible=True)
    other = attach(factories.petition(), clean, origin=Attachment.Origin.PETITIONER)
    path = f"{PATH}{case.number}/files/"
    assert citizen.client.get(f"{path}{own.token}/").status_code == 302
    look_up(citizen, case.number, case.code)
    answers = {file: citizen.client.get(f"{path}{file.token}/") for file in (own, inner, given, other)}
    assert [answer.status_code for answer in answers.values()] == [200, 404, 200, 404]
    assert answers[own]["Content-Disposition"].startswith("attachment")
    assert (
        answers[own]["X-Content-Type-Options"] == "nosniff"
        and "sandbox" in answers[own]["Content-Security-Policy"]
    )


def test_own_cases_are_listed_and_opened_without_a_code(citizen: Citizen, town: Any) -> None:
    person, other = factories.user(), factories.user()
    citizen.client.force_login(person)
    own = [factories.petition(owner=person, title=f"第{n}件事项") for n in range(3)]
    foreign = factories.petition(owner=other, title="别人的事项")
    page = citizen.page("/status/mine/")
    assert all(case.title in page for case in own) and "别人的事项" not in page
    assert citizen.client.get(f"{PATH}{own[0].number}/").status_code == 200
    assert citizen.client.get(f"{PATH}{foreign.number}/").status_code == 302
    assert "/accounts/" in Citizen().client.get("/status/mine/")["Location"]


def test_one_more_case_costs_no_more_queries(citizen: Citizen, town: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person = factories.user()
    citizen.client.force_login(person)
    counts = []
    for _ in range(3):
        case = factories.petition(owner=person)
        Case.objects.filter(pk=case.pk).update(department=town.housing)
        with CaptureQueriesContext(connection) as queries:
            citizen.page("/status/mine/")
        counts.append(len(queries))
    assert counts[1] == counts[2]


@pytest.mark.parametrize("typed", ["1", "XF", "XF2026112300001a4", "不知道"])
def test_a_mistyped_number_is_told_before_anything_is_asked(citizen: Citizen, case: Any, typed: str) -> None:
    slip = case.number[:-1] + str((int(case.number[-1]) + 1) % 10)
    for number in (typed, slip):
        page = look_up(citizen, number, case.code).content.decode()
        assert "编号写错了" in page and WRONG not in page
    assert not QueryCodeTry.objects.exists()

"""Moves for many: each row for itself, what fails says why."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.cases import bulkmoves, dictionary
from jiaozuo_social.cases.models import AnswerTemplate, Document, Entry
from jiaozuo_social.orgs.models import Duty
from petitions.models import Petition
from tests import factories
from tests.casework import ANSWER

pytestmark = pytest.mark.django_db
Login = Callable[[Any], Client]


def bulk_url(name: str, kind: str = "petition") -> str:
    return reverse("cases:bulk", args=[kind, name])


def results(answer: Any) -> dict[int, bool]:
    return {result.case.pk: result.is_done for result in answer.context["results"]}


def test_good_rows_are_done_and_the_others_say_why(
    walk: Any, staff: SimpleNamespace, login: Login, town: factories.Town
) -> None:
    good, late = walk.to("registered"), walk.to("dispatched")
    answer = login(staff.approver).post(
        bulk_url("dispatch"), {"id": [late.pk, good.pk], "lead": town.housing.pk, "handling_way": "forward"}
    )
    assert results(answer) == {good.pk: True, late.pk: False}
    assert "不能转送交办" in answer.content.decode() and "已办理 1 件，未办理 1 件" in answer.content.decode()
    assert Petition.objects.get(pk=good.pk).state == "dispatched"
    assert Entry.objects.filter(case=late, move="dispatch").count() == 1


def test_rows_that_are_not_mine_are_as_if_not_there(
    walk: Any, staff: SimpleNamespace, login: Login, town: factories.Town
) -> None:
    mine = walk.to("dispatched")
    foreign = factories.petition(place_code="410811001")
    secret = walk.to("registered", purpose="accusation")
    ids = [mine.pk, foreign.pk, secret.pk, 999999]
    answer = login(staff.approver).post(bulk_url("urge"), {"id": ids, "note": "请尽快办理"})
    assert results(answer) == {mine.pk: True}
    assert foreign.number not in answer.content.decode()


def test_rows_of_another_kind_are_refused(walk: Any, staff: SimpleNamespace, login: Login, town: Any) -> None:
    factories.Membership.objects.create(
        user=staff.approver, department=town.county_bureau, duty=Duty.SOLICITOR
    )
    other, mine = factories.suggestion(), walk.to("dispatched")
    answer = login(staff.approver).post(bulk_url("urge"), {"id": [other.pk, mine.pk], "note": "请尽快办理"})
    assert results(answer) == {other.pk: False, mine.pk: True}


def test_one_template_answers_many_with_the_own_number_in_each(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    cases = [walk.to("handling"), walk.to("handling"), walk.to("handling", co=True)]
    data = {
        **ANSWER,
        "answer_opinion": "关于{{ number }}：由物业三日内清理化粪池。",
        "id": [case.pk for case in cases],
        "delivered_on": timezone.localdate().isoformat(),
        "delivery": "邮寄送达",
    }
    answer = login(staff.head).post(bulk_url("reply"), data)
    assert list(results(answer).values()) == [True, True, False]
    assert "协办单位尚未反馈" in answer.content.decode()
    for case in cases[:2]:
        assert case.number in Document.objects.get(case=case, kind="reply").body


def test_an_answer_with_a_strangers_phone_stops_every_row(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case = walk.to("handling")
    data = {
        **ANSWER,
        "answer_facts": "经核实，请联系王某 13911112222 处理此事。",
        "id": [case.pk],
        "delivered_on": timezone.localdate().isoformat(),
        "delivery": "邮寄送达",
    }
    answer = login(staff.head).post(bulk_url("reply"), data)
    assert results(answer) == {case.pk: False} and "手机号码" in answer.content.decode()
    assert Petition.objects.get(pk=case.pk).state == "handling"


def test_no_more_than_the_limit_at_once(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    from constance.test import override_config

    cases = [walk.to("dispatched") for _ in range(3)]
    with override_config(BULK_MAX_CASES=2):
        ids = [case.pk for case in cases]
        page = login(staff.approver).get(bulk_url("urge"), {"id": ids})
        assert "只取前 2 件" in page.content.decode() and len(page.context["rows"]) == 2


def test_only_moves_made_for_many_and_only_for_who_may(staff: SimpleNamespace, login: Login) -> None:
    assert {one.move.name for one in bulkmoves.offered_to(staff.approver)} >= {"dispatch", "urge"}
    assert [one.move.name for one in bulkmoves.offered_to(staff.clerk)] == []
    assert login(staff.clerk).get(bulk_url("dispatch")).status_code == 404
    assert login(staff.approver).get(bulk_url("reject")).status_code == 404
    assert login(staff.approver).get(bulk_url("urge", kind="nothing")).status_code == 404


def test_without_a_choice_the_page_says_so(staff: SimpleNamespace, login: Login) -> None:
    assert "没有选择事项" in login(staff.approver).get(bulk_url("urge")).content.decode()


def test_a_template_for_many_keeps_its_fields_until_each_is_sent(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    dictionary.load()
    case = walk.to("handling")
    template = AnswerTemplate.objects.create(
        case_kind="petition", document_kind="reply", name="多件", body="编号{{ number }}已清理。"
    )
    data = {"id": [case.pk], "template": template.pk, "load_template": "1"}
    page = login(staff.head).post(bulk_url("reply"), data)
    assert page.status_code == 200 and "编号{{ number }}已清理。" in page.content.decode()
    assert Petition.objects.get(pk=case.pk).state == "handling"

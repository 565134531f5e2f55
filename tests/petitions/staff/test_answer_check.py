"""The answer check, by table: what is wrong, where, and whether it stops the answer (art. 32)."""

from typing import Any

import pytest
from django.test import override_settings

from jiaozuo_social.cases.models import CaseLink, Party
from petitions import answer_check
from tests import factories

pytestmark = pytest.mark.django_db

GOOD = {
    "answer_request": "请求清理外溢的化粪池",
    "answer_facts": "经现场查看，化粪池外溢情况属实。",
    "answer_opinion": "由物业三日内清理化粪池并更换管道。",
    "answer_basis": "《河南省物业管理条例》第六十条",
}
BLOCKS, WARNS = True, False

TABLE = [
    ({}, []),
    ({"answer_request": " "}, [("answer_request", BLOCKS)]),
    ({"answer_facts": ""}, [("answer_facts", BLOCKS)]),
    ({"answer_opinion": ""}, [("answer_opinion", BLOCKS)]),
    ({"answer_basis": ""}, [("answer_basis", BLOCKS)]),
    ({"answer_facts": "外溢属实"}, [("answer_facts", WARNS)]),
    ({"answer_basis": "有关规定"}, [("answer_basis", BLOCKS)]),
    ({"answer_basis": "第三十二条"}, [("answer_basis", WARNS)]),
    ({"answer_basis": "《城镇排水与污水处理条例》"}, []),
    ({"answer_facts": "经查，化粪池属实，联系人 13911112222。"}, [("answer_facts", BLOCKS)]),
    ({"answer_facts": "经查，化粪池属实，联系人 139-1111-2222。"}, [("answer_facts", BLOCKS)]),
    ({"answer_facts": "经查，化粪池属实，请拨打 13800001234。"}, [("answer_facts", BLOCKS)]),
    ({"answer_facts": "经查，化粪池属实，详询 0391-3557000。"}, []),
    ({"answer_facts": "经查，化粪池属实，详询 13700000000。"}, []),
    ({"answer_facts": "身份证 11010519491231002X 的住户化粪池外溢。"}, [("answer_facts", BLOCKS)]),
    ({"answer_facts": "文号 110105194912310021 的化粪池外溢通知。"}, []),
    ({"answer_opinion": "予以支持，并于    年  月  日前清理化粪池："}, [("answer_opinion", BLOCKS)]),
    ({"answer_opinion": "予以支持，由{{ unit }}清理化粪池并修复。"}, [("answer_opinion", BLOCKS)]),
    ({"answer_facts": "张三丰反映的化粪池外溢情况属实。"}, []),
    ({"answer_facts": "该户与赵六刚因化粪池外溢发生纠纷。"}, [("answer_facts", WARNS)]),
]


@pytest.fixture
def case() -> Any:
    factories.rules()
    town = factories.Town()
    town.housing.phone = "13700000000"
    petition = factories.petition()
    petition.department = town.housing
    other = Party(case=petition, role=Party.Role.ACCUSED)
    other.set_contact(name="赵六刚")
    other.save()
    return petition


def found(case: Any, **changes: str) -> list[tuple[str, bool]]:
    findings = answer_check.check(case, {**GOOD, **changes}, decision="support")
    assert all(finding.sentence for finding in findings)
    return [(finding.field, finding.blocks) for finding in findings]


@pytest.mark.parametrize(("changes", "expected"), TABLE)
def test_findings(changes: dict[str, str], expected: list[tuple[str, bool]], case: Any) -> None:
    assert found(case, **changes) == expected


def test_a_decision_is_needed(case: Any) -> None:
    findings = answer_check.check(case, GOOD, decision="")
    assert [(f.field, f.blocks) for f in findings] == [("decision", BLOCKS)]


def test_gaps_of_a_draft_are_pointed_out_only(case: Any) -> None:
    findings = answer_check.check(case, dict.fromkeys(GOOD, ""), decision="", gaps_block=False)
    assert len(findings) == 5 and not any(finding.blocks for finding in findings)


def test_a_name_in_an_answer_to_several_people_blocks(case: Any) -> None:
    merged = factories.petition()
    CaseLink.objects.create(source_id=merged.pk, target_id=case.pk, relation="merged")
    assert found(case, answer_facts="张三丰反映的化粪池外溢情况属实。") == [("answer_facts", BLOCKS)]


def test_an_answer_to_something_else_is_doubted(case: Any) -> None:
    other = {
        "answer_request": "增设公交座椅",
        "answer_facts": "老年乘客候车时间较长确为实际。",
        "answer_opinion": "计划年底以前加装一百二十个。",
        "answer_basis": "《城市公共交通条例》",
    }
    assert found(case, **other) == [("", WARNS)]


@override_settings(CONTACT_PHONE="13800001234")
def test_the_offices_own_mobile_phone_is_allowed(case: Any) -> None:
    assert found(case, answer_facts="经查，化粪池属实，请拨打 13800001234。") == []

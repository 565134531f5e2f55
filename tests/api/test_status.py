"""Number and code tell a petitioner's app what the status page tells, under the same locks."""

from types import SimpleNamespace
from typing import Any

import pytest
from constance.test import override_config
from django.urls import reverse
from rest_framework.test import APIClient
from stdnum.iso7064 import mod_11_10

from jiaozuo_social.cases import status
from tests import factories

pytestmark = pytest.mark.django_db
URL = reverse("api:status")


NOBODYS = "XF20261123000017" + mod_11_10.calc_check_digit("20261123000017")


def ask(number: str, code: str) -> Any:
    return APIClient().post(URL, {"number": number, "code": code}, format="json")


def test_the_receipt_opens_the_case(walk: Any, staff: SimpleNamespace) -> None:
    case = walk.to("accepted")
    answer = ask(case.number, case.code.lower())
    assert answer.status_code == 200, answer.json()
    data = answer.json()
    assert (data["number"], data["state"]) == (case.number, "accepted")
    assert [event["words"] for event in data["events"]] == [event["words"] for event in status.events(case)]
    assert len(data["documents"]) == case.documents.count()
    for secret in ("张三丰", "13800001234", staff.worker.name):
        assert secret not in answer.content.decode()


def test_an_accuser_may_look_too(town: Any) -> None:
    case = factories.petition(purpose="accusation")
    assert ask(case.number, case.code).status_code == 200  # type: ignore[attr-defined]


def test_wrong_and_unknown_look_alike_and_lock(town: Any) -> None:
    case = factories.petition()
    wrong, unknown = ask(case.number, "22222222"), ask(NOBODYS, "22222222")
    assert (wrong.status_code, wrong.json()) == (
        unknown.status_code,
        unknown.json(),
    ) and wrong.status_code == 404
    with override_config(QUERY_CODE_TRIES=2):
        locked = ask(case.number, "33333333")
    assert locked.status_code == 429 and "暂停查询" in locked.json()["detail"]
    assert 0 < int(locked["Retry-After"]) <= 1801
    assert ask(case.number, case.code).status_code == 429  # type: ignore[attr-defined]


def test_a_slip_of_the_finger_counts_as_no_try(town: Any) -> None:
    answer = ask(NOBODYS[:-1] + str(9 - int(NOBODYS[-1])), "22222222")
    assert answer.status_code == 400 and answer.json()["errors"][0]["field"] == "number"


def test_asking_too_often_is_refused(town: Any) -> None:
    with override_config(STATUS_RATE_IP="2/h"):
        assert [ask("XF1", "2").status_code for _ in range(3)] == [400, 400, 429]

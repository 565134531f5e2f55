"""Refusals: a Chinese page for people, problem details for programs, nothing of the inside for either."""

import logging
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/t/nowhere/", 404, "没有找到"),
        ("/t/refused/", 403, "只有信访审批人员可以转送。"),
        ("/t/limited/", 429, "操作过于频繁"),
        ("/t/suspicious/", 400, "请求有误"),
        ("/t/broken/", 500, "系统出错"),
    ],
)
def test_page_and_json_tell_the_same(visitor: Client, path: str, status: int, words: str) -> None:
    page = visitor.get(path, headers={"accept": "text/html"})
    assert page.status_code == status
    assert words in page.text
    data = visitor.get(path, headers={"accept": "application/json"})
    assert data.status_code == status
    assert data["Content-Type"] == "application/problem+json"
    assert data.json()["status"] == status
    assert words in (data.json()["title"], data.json()["detail"])


def test_api_paths_get_problem_details_whatever_they_accept(visitor: Client) -> None:
    answer = visitor.get("/api/t/nowhere/", headers={"accept": "text/html"})
    assert answer["Content-Type"] == "application/problem+json"


def test_inside_is_not_shown(visitor: Client) -> None:
    assert "boom" not in visitor.get("/t/broken/").text
    assert "secret" not in visitor.get("/t/suspicious/").text


def test_incident_number_is_in_page_header_and_log(visitor: Client, caplog: Any) -> None:
    with caplog.at_level(logging.ERROR, logger="jiaozuo_social.web.errors"):
        answer = visitor.get("/api/t/broken/")
    number = answer.json()["incident"]
    assert answer["X-Request-ID"].upper().startswith(number.replace("-", ""))
    record = next(r for r in caplog.records if r.name == "jiaozuo_social.web.errors")
    assert number in record.getMessage()
    assert record.exc_info and record.exc_info[0] is RuntimeError
    assert number != visitor.get("/api/t/broken/").json()["incident"]


def test_request_number_is_our_own(visitor: Client) -> None:
    answer = visitor.get("/", headers={"x-request-id": "forged"})
    assert answer["X-Request-ID"] != "forged"


def test_failed_csrf_says_what_to_do(visitor: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/t/sample/", {})
    assert answer.status_code == 403
    assert "刷新后重新提交" in answer.text


def test_drf_validation_and_not_yours(visitor: Client) -> None:
    invalid = visitor.post("/api/t/invalid/", {}, content_type="application/json")
    assert invalid.status_code == 400
    assert invalid["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in invalid.json()["errors"]] == ["name"]
    hidden = visitor.get("/api/t/invalid/").json()
    assert hidden["status"] == 404
    assert "17" not in hidden["detail"]

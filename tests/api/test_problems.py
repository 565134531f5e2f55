"""Every refusal has the one shape, in Chinese, whatever refused it."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
from constance.test import override_config
from django.urls import reverse
from rest_framework.test import APIClient

from tests.api.conftest import Program, intake

pytestmark = pytest.mark.django_db
INBOX, INTAKE = reverse("api:cases"), reverse("api:petitions")


def check(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(answer.content)
    assert {"type", "title", "status", "detail"} <= set(body) and body["status"] == status
    assert any("一" <= sign <= "鿿" for sign in body["detail"]), body
    return body


JSON = "application/json"
BODIES = [
    (b"{", JSON, 400), (b"\xff\xfe", JSON, 400), (b'{"a": NaN}', JSON, 400), (b"[" * 200_000, JSON, 400),
    (b'{"title": "\\ud800"}', JSON, 400), (b"1" * 5000, JSON, 400), (b"null", JSON, 400), (b'"x"', JSON, 400),
    (b"<a/>", "application/xml", 415), (b"a=1", "application/x-www-form-urlencoded", 415),
    (b"{}", "text/plain", 415), (b'"' + b"x" * 1024 * 1024 + b'"', JSON, 413),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x", 400), (b"x", "multipart/form-data", 400),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "status"), BODIES)
def test_bodies_that_cannot_be_taken(
    body: bytes, kind: str, status: int, staff: SimpleNamespace, program: Program
) -> None:
    check(program(staff.clerk).post(INTAKE, body, content_type=kind), status)


def test_too_many_parts(staff: SimpleNamespace, program: Program) -> None:
    many = {f"f{n}": "x" for n in range(1200)}
    check(program(staff.clerk).post(INTAKE, many, format="multipart"), 400)


def test_by_status(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case = walk.to("accepted")
    clerk = program(staff.clerk)
    check(APIClient().get(INBOX), 401)
    check(APIClient().get(INBOX, headers={"authorization": "Bearer x"}), 401)
    check(program(staff.clerk, scope="read").post(INTAKE, intake(), format="json"), 403)
    check(clerk.get(reverse("api:case", args=["XF1"])), 404)
    check(clerk.get("/api/v1/nowhere/"), 404)
    check(clerk.delete(INBOX), 405)
    check(clerk.get(INBOX, headers={"accept": "application/xml"}), 406)
    moved = program(staff.worker).post(
        reverse("api:case-move", args=[case.number, "accept"]), {"route": "petition"}, format="json"
    )
    check(moved, 409)
    with override_config(API_RATE_USER="1/m"):
        client = program(staff.approver)
        client.get(INBOX)
        limited = client.get(INBOX)
    check(limited, 429)
    assert 0 < int(limited["Retry-After"]) <= 60


def test_errors_are_listed(staff: SimpleNamespace, program: Program) -> None:
    body = check(program(staff.clerk).post(INTAKE, intake(title=""), format="json"), 400)
    assert body["errors"] == [{"field": "title", "message": "请填写"}]


def test_a_fault_of_ours(staff: SimpleNamespace, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("secret details")

    monkeypatch.setattr("jiaozuo_social.cases.api.keyset_page", broken)
    monkeypatch.setattr("jiaozuo_social.cases.inbox.cases", broken)
    body = check(program(staff.clerk).get(INBOX), 500)
    assert body["incident"] and "secret" not in str(body)


def test_half_characters_reach_no_database(staff: SimpleNamespace, program: Program) -> None:
    body = json.dumps(intake(title="路灯\ud800不亮"))
    check(program(staff.clerk).post(INTAKE, body, content_type=JSON), 400)
    whole = json.dumps(intake(title="路灯😀不亮"))  # two halves that make one
    assert program(staff.clerk).post(INTAKE, whole, content_type=JSON).status_code == 201


@pytest.mark.parametrize("text", ["\x00", "a\x00b"])
def test_zero_bytes_reach_no_database(text: str, staff: SimpleNamespace, program: Program) -> None:
    client = program(staff.clerk)
    check(client.post(INTAKE, intake(title=text, body=text), format="json"), 400)
    check(client.get(INBOX, {"q": text}), 400)
    check(client.post(reverse("api:status"), {"number": text, "code": text}, format="json"), 400)

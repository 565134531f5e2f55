"""A partner's program hands petitions over: once each, however often and from wherever they are sent."""

import io
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.receipts import open_with
from petitions.models import Petition
from tests import factories
from tests.api.conftest import Program, intake
from tests.threads import at_once

URL = reverse("api:petitions")


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 400, answer.content
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


@pytest.mark.django_db
def test_a_petition_is_registered_and_its_receipt_opens_it(staff: SimpleNamespace, program: Program) -> None:
    answer = program(staff.clerk).post(
        URL, intake(source="12345", source_number="RX1", is_public=True), format="json"
    )
    assert answer.status_code == 201, answer.json()
    data = answer.json()
    case = Petition.objects.get()
    assert case.is_public
    assert (data["number"], data["created"], data["state"]) == (case.number, True, "registered")
    assert open_with(data["number"], data["code"]).pk == case.pk
    assert (case.source, case.source_number, case.registered_by) == ("12345", "RX1", staff.clerk)
    assert case.parties.get().name == "张三丰"


@pytest.mark.django_db
def test_sent_again_it_is_the_same_one(staff: SimpleNamespace, program: Program) -> None:
    body, client = intake(source="12345", source_number="RX1"), program(staff.clerk)
    first, again = (client.post(URL, body, format="json") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "created": False}
    assert Case.objects.count() == 1 and not Case.objects.get().is_public  # not said is not agreed


@pytest.mark.django_db
def test_a_source_gives_each_of_its_numbers_once(staff: SimpleNamespace, program: Program) -> None:
    client = program(staff.clerk)
    first = client.post(URL, intake(source="12345", source_number="RX1"), format="json").json()
    other = client.post(URL, intake(source="12345", source_number="RX1"), format="json")
    assert other.status_code == 409 and first["number"] in other.json()["detail"]
    assert client.post(URL, intake(source="省平台", source_number="RX1"), format="json").status_code == 201
    assert "source" in errors(client.post(URL, intake(source_number="RX2"), format="json"))


@pytest.mark.django_db
def test_nobody_gets_the_receipt_of_anothers_form(staff: SimpleNamespace, program: Program) -> None:
    one = uuid.uuid4()
    factories.petition(client_uuid=one)
    answer = program(staff.clerk).post(URL, intake(client_uuid=str(one)), format="json")
    assert answer.status_code == 409 and "code" not in answer.json()


@pytest.mark.django_db
def test_an_accusation_is_received_only(staff: SimpleNamespace, program: Program) -> None:
    body = intake(purpose="accusation", accused_name="某单位")
    client = program(staff.clerk)
    made = client.post(URL, body, format="json").json()
    assert made["state"] == "submitted"
    assert client.get(reverse("api:case", args=[made["number"]])).status_code == 404
    assert "accused_name" in errors(client.post(URL, intake(purpose="accusation"), format="json"))


@pytest.mark.django_db
def test_what_the_desk_refuses_the_api_refuses(staff: SimpleNamespace, program: Program) -> None:
    client = program(staff.clerk)
    wrong = errors(client.post(URL, intake(place_code="999", phone="12", channel="pigeon"), format="json"))
    assert set(wrong) == {"place_code", "phone", "channel"}
    wrong = errors(
        client.post(URL, intake(people_count="3", is_joint="yes", title=7, nmae="x"), format="json")
    )
    assert set(wrong) == {"people_count", "is_joint", "title", "nmae"}
    assert errors(client.post(URL, [intake()], format="json")) == {"": "请求体应为一个 JSON 对象。"}
    assert "client_uuid" in errors(client.post(URL, {}, format="json"))
    assert "repeat_of" in errors(client.post(URL, intake(repeat_of="XF1"), format="json"))
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_a_repeat_is_linked(staff: SimpleNamespace, program: Program) -> None:
    client = program(staff.clerk)
    first = client.post(URL, intake(), format="json").json()["number"]
    again = client.post(URL, intake(repeat_of=first), format="json").json()["number"]
    assert Case.objects.get(number=again).repeat_of.number == first  # type: ignore[union-attr]


@pytest.mark.django_db
def test_files_come_by_multipart(staff: SimpleNamespace, program: Program) -> None:
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    file = SimpleUploadedFile("现场.png", content.getvalue(), "image/png")
    body = intake(is_urgent="true", people_count="2")
    client = program(staff.clerk)
    answer = client.post(URL, {**body, "files": [file]}, format="multipart")
    assert answer.status_code == 201, answer.json()
    case = Petition.objects.get()
    assert case.attachments.get().name == "现场.jpg" and case.is_urgent and case.people_count == 2
    bad = SimpleUploadedFile("run.exe", b"MZ" + b"0" * 64)
    assert "files" in errors(client.post(URL, {**intake(), "files": [bad]}, format="multipart"))
    assert "files" in errors(client.post(URL, intake(files=[]), format="json"))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["head", "reviewer", "leader", "approver"])
def test_only_desks_take_in(role: str, staff: SimpleNamespace, program: Program) -> None:
    assert program(getattr(staff, role)).post(URL, intake(), format="json").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_same_petition_at_the_same_moment_is_one(staff: SimpleNamespace, program: Program) -> None:
    """Eight connections with one client UUID, then eight with one number of the source."""
    body = intake(source="12345", source_number="RX1")
    clients = [program(staff.clerk) for _ in range(8)]
    same = at_once(
        [lambda c=client: c.post(URL, body, format="json") for client in clients],
        threads=8,  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in same) == [200] * 7 + [201]  # type: ignore[union-attr]
    assert len({(answer.json()["number"], answer.json()["code"]) for answer in same}) == 1  # type: ignore[union-attr]
    bodies = [intake(source="12345", source_number="RX2") for _ in clients]
    other = at_once(
        [lambda c=c, b=b: c.post(URL, b, format="json") for c, b in zip(clients, bodies, strict=True)],
        threads=8,  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in other) == [201] + [409] * 7  # type: ignore[union-attr]
    assert Case.objects.count() == 2

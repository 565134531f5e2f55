"""A program moves a case by the table, forms and verbs of the pages."""

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from jiaozuo_social.cases.models import Entry
from petitions.forms.moves_answer import DELIVERIES
from petitions.models import Petition
from tests import factories
from tests.api.conftest import Program
from tests.casework import ANSWER
from tests.threads import at_once


def url(case: Any, name: str) -> str:
    return reverse("api:case-move", args=[case.number, name])


def fields_with_errors(answer: Any) -> list[str]:
    assert answer.status_code == 400, answer.content
    return [error["field"] for error in answer.json()["errors"]]


@pytest.mark.django_db
def test_a_petition_is_worked_from_register_to_reply(
    walk: Any, staff: SimpleNamespace, town: factories.Town, program: Program
) -> None:
    case = walk.to("submitted")
    steps: list[tuple[str, str, dict[str, Any], str]] = [
        ("clerk", "register", {}, "registered"),
        ("approver", "dispatch", {"lead": town.housing.pk, "co": [town.water.pk]}, "dispatched"),
        ("worker", "accept", {"route": "petition"}, "accepted"),
        ("worker", "start_handling", {"handler": staff.worker.pk, "no_interest": True}, "handling"),
        ("co_worker", "co_answer", {"note": "已查"}, "handling"),
        ("worker", "submit_answer", {**ANSWER, "outcome": "solved", "acknowledged": True}, "handling"),
        (
            "head",
            "reply",
            {
                "delivered_on": timezone.localdate().isoformat(),
                "delivery": DELIVERIES[0][0],
                "acknowledged": True,
            },
            "replied",
        ),
    ]
    for role, name, body, state in steps:
        answer = program(getattr(staff, role)).post(url(case, name), body, format="json")
        assert answer.status_code == 200, (name, answer.json()["detail"], answer.json().get("errors"))
        assert (answer.json()["state"], answer.json()["is_visible"]) == (state, True)
    assert Petition.objects.get(pk=case.pk).state == "replied"


@pytest.mark.django_db
def test_what_the_form_refuses_the_api_refuses(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case = walk.to("registered")
    client = program(staff.approver)
    assert fields_with_errors(client.post(url(case, "dispatch"), {}, format="json")) == ["lead"]
    wrong = {"lead": "no", "co": "x", "handling_way": 5.5, "leed": 1}
    assert sorted(fields_with_errors(client.post(url(case, "dispatch"), wrong, format="json"))) == [
        "co", "handling_way", "leed",
    ]  # fmt: skip
    assert Petition.objects.get(pk=case.pk).state == "registered"


@pytest.mark.django_db
def test_refusals_keep_their_sentence(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case = walk.to("accepted")
    late = program(staff.worker).post(url(case, "accept"), {"route": "petition"}, format="json")
    assert late.status_code == 409 and "不能受理" in late.json()["detail"]
    duty = program(staff.clerk).post(url(case, "urge"), {"note": "催"}, format="json")
    assert duty.status_code == 403 and "您的职责不能" in duty.json()["detail"]
    assert program(staff.worker).post(url(case, "fly"), {}, format="json").status_code == 404
    assert program(staff.stranger).post(url(case, "urge"), {}, format="json").status_code == 404


@pytest.mark.django_db
def test_who_has_not_seen_the_last_entry_is_told_to_look_again(
    walk: Any, staff: SimpleNamespace, program: Program
) -> None:
    case = walk.to("dispatched")
    client = program(staff.approver)
    seen = client.get(reverse("api:case", args=[case.number])).json()["seen"]
    first = client.post(url(case, "urge"), {"note": "一催", "seen": seen}, format="json")
    assert first.status_code == 200
    assert client.post(url(case, "urge"), {"note": "二催", "seen": seen}, format="json").status_code == 409
    again = {"note": "二催", "seen": first.json()["seen"]}
    assert client.post(url(case, "urge"), again, format="json").status_code == 200


@pytest.mark.django_db
def test_a_token_that_may_only_read_moves_nothing(
    walk: Any, staff: SimpleNamespace, program: Program
) -> None:
    case = walk.to("dispatched")
    client = program(staff.approver, scope="read")
    assert client.get(reverse("api:case", args=[case.number])).status_code == 200
    answer = client.post(url(case, "urge"), {"note": "催"}, format="json")
    assert answer.status_code == 403 and "只能读取" in answer.json()["detail"]


@pytest.mark.django_db
def test_files_go_with_the_move_or_not_at_all(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case = walk.to("handling", co=True)
    client = program(staff.co_worker)
    bad = SimpleUploadedFile("run.exe", b"MZ" + b"0" * 64)
    answer = client.post(url(case, "co_answer"), {"note": "已查", "attachments": [bad]}, format="multipart")
    assert fields_with_errors(answer) == ["attachments"] and not case.attachments.exists()
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    good = SimpleUploadedFile("现场.png", content.getvalue(), "image/png")
    answer = client.post(url(case, "co_answer"), {"note": "已查", "attachments": [good]}, format="multipart")
    assert answer.status_code == 200 and case.attachments.get().uploaded_by == staff.co_worker


@pytest.mark.django_db
def test_who_loses_sight_of_the_case_is_told_no_more(
    walk: Any, staff: SimpleNamespace, town: factories.Town, program: Program
) -> None:
    case = walk.to("submitted")
    body = {"purpose": "accusation", "accused": town.housing.pk}
    answer = program(staff.clerk).post(url(case, "register"), body, format="json")
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["is_visible"], answer.json()["state"]) == (False, None)


@pytest.mark.django_db
def test_moves_say_what_they_ask_for(
    walk: Any, staff: SimpleNamespace, town: factories.Town, program: Program
) -> None:
    case = walk.to("registered")
    moves = program(staff.approver).get(reverse("api:case-moves", args=[case.number])).json()
    dispatch = next(move for move in moves if move["name"] == "dispatch")
    asks = {field["name"]: field for field in dispatch["asks"]}
    assert asks["lead"]["required"] and not asks["note"]["required"]
    assert str(town.housing.pk) in [choice["value"] for choice in asks["lead"]["choices"]]
    assert asks["handling_way"]["initial"] == "forward"


@pytest.mark.django_db(transaction=True)
def test_of_eight_programs_one_wins(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case = walk.to("dispatched")
    clients = [program(staff.worker) for _ in range(8)]

    def press(client: Any) -> int:
        return int(client.post(url(case, "accept"), {"route": "petition"}, format="json").status_code)

    statuses = at_once([lambda client=client: press(client) for client in clients], threads=8)  # type: ignore[misc]
    connection.close()
    assert sorted(statuses) == [200] + [409] * 7  # type: ignore[type-var]
    assert Entry.objects.filter(case=case, move="accept").count() == 1

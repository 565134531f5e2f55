"""The check for robots: by proof of work or by question, good for one form only."""

import base64
import json
import re
import uuid
from datetime import timedelta
from typing import Any

import altcha
import pytest
import time_machine
from constance.test import override_config
from django import forms
from django.utils import timezone

from jiaozuo_social.web.antiabuse import HumanCheckMixin
from jiaozuo_social.web.digits import NUMERALS, read_number

pytestmark = pytest.mark.django_db


class Form(HumanCheckMixin, forms.Form):
    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)


def solve(form: Form) -> str:
    made = json.loads(form.challenge())
    challenge = altcha.Challenge(
        made["algorithm"], made["challenge"], made["maxNumber"], made["salt"], made["signature"]
    )
    number = altcha.solve_challenge(challenge, made["salt"], made["algorithm"], made["maxNumber"], 0)
    return packed({**made, "number": number.number if number else -1})


def packed(content: Any) -> str:
    return base64.b64encode(json.dumps(content).encode()).decode()


def answer(form: Form) -> dict[str, str]:
    asked = form.question()
    first, second = re.findall(r"[一二三四五六七八九]", asked["words"])[:2]
    total = NUMERALS.index(first) + NUMERALS.index(second)
    return {"human_token": asked["token"], "human_answer": str(total)}


def data(form: Form, **fields: str) -> dict[str, str]:
    return {"client_uuid": str(form["client_uuid"].value()), **fields}


@pytest.fixture(autouse=True)
def little_work(db: None) -> Any:
    with override_config(HUMAN_CHECK_WORK=500):
        yield


def test_work_that_was_done_is_enough() -> None:
    page = Form()
    assert Form(data(page, human_work=solve(page))).is_valid()


def test_the_answer_to_the_question_is_enough() -> None:
    page = Form()
    assert Form(data(page, **answer(page))).is_valid()


def test_neither_opens_another_form() -> None:
    page, other = Form(), Form()
    for solved in ({"human_work": solve(page)}, answer(page)):
        assert not Form(data(other, **solved)).is_valid()


def test_both_go_stale() -> None:
    page = Form()
    work, answered = solve(page), answer(page)
    with time_machine.travel(timezone.now() + timedelta(hours=13)):
        assert not Form(data(page, human_work=work)).is_valid()
        late = Form(data(page, **answered))
        assert not late.is_valid() and "已过期" in late.errors["human_answer"][0]


@pytest.mark.parametrize(
    "work",
    [
        "",
        "x",
        "e30=",
        packed([1]),
        packed("text"),
        packed({"salt": 1}),
        packed(None),
        "é",
        packed({"algorithm": "MD5"}),
    ],
)
def test_nonsense_is_refused_not_a_crash(work: str) -> None:
    assert not Form(data(Form(), human_work=work)).is_valid()


def test_work_for_a_changed_challenge_is_refused() -> None:
    page, other = Form(), Form()
    content = json.loads(base64.b64decode(solve(page)))
    salt = content["salt"].replace(str(page["client_uuid"].value()), str(other["client_uuid"].value()))
    assert salt != content["salt"]
    assert not Form(data(other, human_work=packed({**content, "salt": salt}))).is_valid()


def test_who_fills_in_the_hidden_field_is_a_robot() -> None:
    page = Form()
    form = Form(data(page, website="http://x", **answer(page)))
    assert not form.is_valid() and form.non_field_errors()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("１２", 12),
        (" 十二 ", 12),
        ("十", 10),
        ("两", 2),
        ("二十", 20),
        ("九十九", 99),
        ("〇", 0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "八个", "一二", "100", "-1", "1.5", "十十", "二十三十"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_number(text) is None

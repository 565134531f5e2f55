"""Number and code: the same path, the same answer and the same lock for known and unknown numbers."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from constance.test import override_config
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaozuo_social.cases import receipts
from jiaozuo_social.cases.models import QueryCodeTry
from tests import factories

pytestmark = pytest.mark.django_db
NOBODY = "XF209901010000017"


@pytest.fixture
def case() -> Any:
    factories.rules()
    return factories.petition()


def try_wrong(number: str, times: int = 1) -> list[type[Exception]]:
    raised: list[type[Exception]] = []
    for _ in range(times):
        with pytest.raises((receipts.WrongCode, receipts.TooManyTries)) as refused:
            receipts.open_with(number, "AAAAAAAA")
        raised.append(refused.type)
    return raised


def test_codes_have_no_signs_that_look_alike() -> None:
    codes = {receipts.new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 8 and not set(code) & set("0O1IL") for code in codes)


def test_a_form_always_gives_the_same_code_and_another_form_another() -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    assert receipts.new_code(first) == receipts.new_code(first) != receipts.new_code(second)


def test_the_code_is_stored_as_a_keyed_digest_only(case: Any) -> None:
    assert case.code not in case.query_code_digest and len(case.query_code_digest) == 64
    assert receipts.code_digest("other number", case.code) != case.query_code_digest


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0:.4} {1}", "{0:.4}-{1}"])
def test_the_code_is_taken_as_people_type_it(case: Any, typed: str) -> None:
    typed = typed.format(case.code.lower(), case.code[4:].lower())
    assert receipts.open_with(f" {case.number.lower()} ", typed).pk == case.pk


@pytest.mark.parametrize("known", [True, False])
def test_five_wrong_tries_lock_for_half_an_hour(case: Any, known: bool) -> None:
    number = case.number if known else NOBODY
    assert try_wrong(number, 6) == [receipts.WrongCode] * 4 + [receipts.TooManyTries] * 2
    with pytest.raises(receipts.TooManyTries):
        receipts.open_with(number, case.code)
    with time_machine.travel(timezone.now() + timedelta(minutes=29)), pytest.raises(receipts.TooManyTries):
        receipts.open_with(number, case.code)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert try_wrong(number) == [receipts.WrongCode]


@override_config(QUERY_CODE_TRIES=2, QUERY_CODE_LOCK_MINUTES=1)
def test_tries_and_minutes_are_settings(case: Any) -> None:
    assert try_wrong(case.number, 2)[-1] is receipts.TooManyTries
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert receipts.open_with(case.number, case.code)


def test_the_right_code_forgets_the_wrong_ones(case: Any) -> None:
    try_wrong(case.number, 4)
    receipts.open_with(case.number, case.code)
    assert not QueryCodeTry.objects.exists()


def test_known_and_unknown_numbers_take_the_same_path(case: Any) -> None:
    """As many queries of the same shape and as many digests: nothing to time, nothing to tell apart."""
    shapes = []
    for number in (case.number, NOBODY):
        with CaptureQueriesContext(connection) as queries:
            try_wrong(number)
        about = [query["sql"] for query in queries if number in query["sql"]]
        shapes.append([re.sub(r"'[^']*'", "?", sql.replace(number, "?")) for sql in about])
    assert shapes[0] == shapes[1] and len(shapes[0]) >= 3

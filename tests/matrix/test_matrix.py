"""Every address, every role: who may gets the page, who may not gets nothing, from the same set-up."""

from typing import Any

import pytest
from django.test import Client

from .table import (
    FORMS,
    HOLDER_ROWS,
    LOGGED_IN_ROWS,
    LOGIN_ROWS,
    OUTSIDE,
    POST_ONLY,
    PUBLIC_ROWS,
    STAFF,
    STAFF_ROWS,
    Row,
)
from .walking import LOGIN, all_names, answer, own_names, rows_by_name

pytestmark = pytest.mark.django_db


def expected(row: Row, role: str) -> int | str:
    if role == "nobody":
        return LOGIN
    if role in OUTSIDE:
        return 403
    if role in row.allowed:
        return row.ok
    if role in row.missing:
        return 404
    return 403 if role in row.seen else row.refused


@pytest.mark.parametrize("part", range(4))
def test_staff_pages(part: int, world: dict[str, Any], clients: dict[str, Client]) -> None:
    wrong = {}
    for row in STAFF_ROWS[part::4]:
        for role, client in clients.items():
            got = answer(client, row.method, row.name, world[row.args])
            if got != expected(row, role):
                wrong[row.method, row.name, row.args, role] = (got, expected(row, role))
    assert wrong == {}


def test_pages_of_whoever_is_logged_in(world: dict[str, Any], clients: dict[str, Client]) -> None:
    for method, name, args, status in LOGGED_IN_ROWS:
        for role in ("citizen", "clerk", "admin", "former"):
            assert answer(clients[role], method, name, world[args]) == status, (name, role)
        assert answer(clients["nobody"], method, name, world[args]) == LOGIN, name


def test_public_pages(world: dict[str, Any], clients: dict[str, Client]) -> None:
    for method, name, args, status in PUBLIC_ROWS:
        for role in ("nobody", "citizen", "clerk"):
            assert answer(clients[role], method, name, world[args]) == status, (name, role)


def test_login_pages(clients: dict[str, Client]) -> None:
    for name, to_nobody, to_others in LOGIN_ROWS:
        assert answer(clients["nobody"], "get", name, {}) == to_nobody, name
        assert answer(clients["citizen"], "get", name, {}) == to_others, name


def test_a_receipt_opens_its_own_case_only(
    world: dict[str, Any], holder: Client, clients: dict[str, Client]
) -> None:
    got = {(name, args): answer(holder, "get", name, world[args]) for name, args, _ in HOLDER_ROWS}
    assert got == {(name, args): status for name, args, status in HOLDER_ROWS}
    for name, args, status in HOLDER_ROWS:
        if status == 200:
            assert answer(clients["citizen"], "get", name, world[args]) == 302, name


def test_a_notice_opens_for_its_reader_only(world: dict[str, Any], clients: dict[str, Client]) -> None:
    answers = {
        role: answer(client, "post", "notice-open", world["notice"]) for role, client in clients.items()
    }
    assert answers.pop("clerk") == 302 and answers.pop("nobody") == LOGIN
    assert set(answers.values()) == {404}


def test_only_the_administrator_enters_the_back_office(clients: dict[str, Client]) -> None:
    answers = {role: answer(client, "get", "admin:index", {}) for role, client in clients.items()}
    assert answers.pop("admin") == 200
    assert set(answers.values()) == {LOGIN}


def test_every_view_has_a_row() -> None:
    rows = set(rows_by_name())
    assert own_names() - rows == set(), "a view without a row (or without a name) in tests/matrix/table.py"
    assert (rows | FORMS | POST_ONLY) - all_names() == set()


def test_the_cast_is_the_tables(cast: dict[str, Any]) -> None:
    assert set(cast) == STAFF | OUTSIDE | {"nobody"}

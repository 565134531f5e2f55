"""Every address, every role: who may gets the page, who may not gets nothing, from the same set-up."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .table import ELSEWHERE, LOGGED_IN_ROWS, OUTSIDE, PUBLIC_ROWS, STAFF, STAFF_ROWS, Row

pytestmark = pytest.mark.django_db

LOGIN = "login"


@pytest.fixture
def clients(cast: dict[str, Any]) -> dict[str, Client]:
    found = {}
    for role, user in cast.items():
        found[role] = Client()
        if user is not None:
            found[role].force_login(user)
    return found


def answer(client: Client, method: str, name: str, arguments: dict[str, Any]) -> int | str:
    """The status, or LOGIN for a redirect there; what the request changed is undone."""
    mark = transaction.savepoint()
    response = getattr(client, method)(reverse(name, kwargs=arguments))
    transaction.savepoint_rollback(mark)
    if response.status_code == 302 and "/login/" in response["Location"]:
        return LOGIN
    return int(response.status_code)


def expected(row: Row, role: str) -> int | str:
    if role == "nobody":
        return LOGIN
    if role in OUTSIDE:
        return 403
    if role in row.allowed:
        return row.ok
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
        assert answer(clients["nobody"], method, name, world[args]) == LOGIN, name
        for role in ("citizen", "clerk", "admin"):
            assert answer(clients[role], method, name, world[args]) == status, (name, role)


def test_public_pages(world: dict[str, Any], clients: dict[str, Client]) -> None:
    for method, name, args, status in PUBLIC_ROWS:
        for role in ("nobody", "citizen", "clerk"):
            assert answer(clients[role], method, name, world[args]) == status, (name, role)


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


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from names(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}"


def test_every_view_has_a_row() -> None:
    rows = {row.name for row in STAFF_ROWS} | {name for _, name, _, _ in (*LOGGED_IN_ROWS, *PUBLIC_ROWS)}
    known = {name for name in names(get_resolver()) if not name.startswith(ELSEWHERE)}
    assert known - rows == set()
    assert rows - set(names(get_resolver())) == set()


def test_the_cast_is_the_tables(cast: dict[str, Any]) -> None:
    assert set(cast) == STAFF | OUTSIDE | {"nobody"}


def test_posts_need_their_token(world: dict[str, Any], cast: dict[str, Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["worker"])
    for name, args in (("cases:move", "case accept"), ("cases:reveal", "case"), ("petitions:desk", "")):
        assert client.post(reverse(name, kwargs=world[args])).status_code == 403, name

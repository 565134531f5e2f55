"""Keyset paging over a real table: every row once, in order, whatever the nulls and ties."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaozuo_social.accounts.models import User
from jiaozuo_social.outbox.models import Notice
from jiaozuo_social.web.paging import Page, keyset_page

START = dt.datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=dt.UTC)
ORDERINGS = [("-created_at", "-pk"), ("created_at", "pk"), ("-read_at", "-pk"), ("read_at", "pk")]


@pytest.fixture
def rows(db: None) -> list[Notice]:
    """23 rows; created_at ties in threes, read_at is empty in every fourth."""
    user = User.objects.create(username="reader")
    return Notice.objects.bulk_create(
        Notice(
            user=user,
            kind="t",
            subject=str(n),
            dedupe_key=str(n),
            created_at=START + dt.timedelta(microseconds=n // 3),
            read_at=None if n % 4 == 0 else START + dt.timedelta(minutes=n % 7),
        )
        for n in range(23)
    )


def expected(ordering: tuple[str, str]) -> list[int]:
    field = ordering[0].lstrip("-")
    rows = sorted(
        Notice.objects.all(),
        key=lambda row: (getattr(row, field) is None, getattr(row, field) or START, row.pk),
        reverse=ordering[0].startswith("-"),
    )
    return [row.pk for row in rows]


def page_at(token: str, ordering: tuple[str, str], size: int = 5) -> Page:
    return keyset_page(Notice.objects.all(), {"page": token}, ordering=ordering, size=size)


def walk(ordering: tuple[str, str], size: int = 5) -> list[Page]:
    pages = [page_at("", ordering, size)]
    while pages[-1].next_token:
        pages.append(page_at(pages[-1].next_token, ordering, size))
    return pages


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("size", [1, 4, 5, 23, 24])
def test_forward_meets_every_row_once_in_order(rows: list[Notice], ordering: Any, size: int) -> None:
    pages = walk(ordering, size)
    assert [row.pk for page in pages for row in page.rows] == expected(ordering)
    assert all(len(page.rows) == size for page in pages[:-1])


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_back_is_the_same_way(rows: list[Notice], ordering: Any) -> None:
    pages = walk(ordering)
    assert pages[0].prev_token == ""
    for earlier, later in pairwise(pages):
        assert page_at(later.prev_token, ordering).rows == earlier.rows


def test_new_rows_on_top_do_not_shift_the_next_page(rows: list[Notice]) -> None:
    ordering = ("-created_at", "-pk")
    first, second = walk(ordering)[:2]
    Notice.objects.create(user=rows[0].user, kind="t", subject="new", dedupe_key="new")
    assert page_at(first.next_token, ordering).rows == second.rows


def test_going_back_past_the_top_shows_a_whole_first_page(rows: list[Notice]) -> None:
    ordering = ("created_at", "pk")
    second = walk(ordering)[1]
    Notice.objects.filter(pk=expected(ordering)[0]).delete()
    page = page_at(second.prev_token, ordering)
    assert [row.pk for row in page.rows] == expected(ordering)[:5]
    assert page.prev_token == ""


@pytest.mark.parametrize("token", ["x", "a:b:c", "🙂", "\x00", "1" * 5000])
def test_a_broken_token_gives_the_first_page(rows: list[Notice], token: str) -> None:
    assert page_at(token, ("-created_at", "-pk")).rows == page_at("", ("-created_at", "-pk")).rows


def test_a_token_of_another_list_gives_the_first_page(rows: list[Notice]) -> None:
    foreign = page_at("", ("created_at", "pk")).next_token
    assert page_at(foreign, ("-read_at", "-pk")).rows == page_at("", ("-read_at", "-pk")).rows


@pytest.mark.parametrize(("ordering", "most"), [(ORDERINGS[0], 1), (ORDERINGS[2], 2)])
def test_no_count_and_few_queries(rows: list[Notice], ordering: Any, most: int) -> None:
    token = page_at("", ordering).next_token
    with CaptureQueriesContext(connection) as asked:
        page_at(token, ordering)
    assert len(asked) <= most
    assert not any("COUNT(" in query["sql"].upper() for query in asked)


def test_mixed_directions_are_refused(db: None) -> None:
    with pytest.raises(ValueError, match="one direction"):
        keyset_page(Notice.objects.all(), {}, ordering=("-created_at", "pk"))


def test_empty_list(db: None) -> None:
    assert page_at("", ("-created_at", "-pk")) == Page([], "", "")

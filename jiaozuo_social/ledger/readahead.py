"""Read a long list in pieces: the database looks for the next piece while this one is used."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Func, QuerySet
from django.db.models.expressions import RawSQL

Row = tuple[Any, ...]


class _AmongKeys(Func):
    """The keys are the one parameter of a prepared statement; thousands of parameters cost more than their query."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY(", BooleanField()

    def __init__(self, key: str = "pk") -> None:
        super().__init__(key, RawSQL("$1", []))


@contextmanager
def _prepared(sql: str, params: Sequence[Any]) -> Iterator[str]:
    """The name of a statement that waits for its keys, planned once."""
    name = f"pieces_{uuid.uuid4().hex}"
    with connection.cursor() as cursor:
        cursor.execute(f"PREPARE {name} (bigint[]) AS {sql}", params)
    try:
        yield name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DEALLOCATE {name}")


@contextmanager
def _asked(name: str, keys: Iterable[int]) -> Iterator[Any]:
    """A cursor whose statement has been sent, but not waited for."""
    with connection.connection.pipeline(), connection.connection.cursor() as cursor:
        cursor.execute(f"EXECUTE {name} ('{{{','.join(map(str, keys))}}}')")
        yield cursor


def pieces(rows: QuerySet[Any, Row], each: Iterable[Iterable[int]]) -> Iterator[list[Row]]:
    """``rows`` as the database gives them, for some keys after the other, in their order within each piece.

    ``each`` is advanced while the connection is free, so it may write there how far the work has come.
    """
    try:
        statement = rows.filter(_AmongKeys()).query.sql_with_params()
    except EmptyResultSet:  # no right to see anything
        return
    with _prepared(*statement) as name:
        found: list[Row] = []
        for keys in each:
            with _asked(name, keys) as answer:
                yield found
                found = answer.fetchall()
        yield found

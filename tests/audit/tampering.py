"""Somebody with the database's password: changes rows behind the triggers' back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

GUARDED = ("cases_entry", "cases_case", "audit_access", "audit_seal")


@contextmanager
def without_triggers() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no pending check may stand in the way of ALTER
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in GUARDED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tamper(sql: str, *params: Any) -> None:
    """One statement; it must hit a row, or the test would prove nothing."""
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert cursor.rowcount > 0

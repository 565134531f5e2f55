"""What a seal covers: the rows of one table between two ids, as lines of (subject, hash).

Rows are sealed in id order by a periodic job and not chained as they are written: a chain in the
INSERT would make every request of the portal wait for the one before it. Until the next seal a
row is protected by the append-only trigger alone.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, models

from .models import Seal

Lines = Iterator[tuple[str, str]]


class WritersStillBusy(Exception):
    """A transaction has been writing for longer than the sealer waits; the next run seals its rows."""


@dataclass(frozen=True)
class Chain:
    """``lines(first_id, last_id)`` yields what the rows amount to; equal rows give equal lines."""

    name: Seal.Of
    model: type[models.Model]
    lines: Callable[[int, int], Lines]
    subject: str = "第 {} 行"

    @property
    def label(self) -> str:
        return str(self.name.label)

    def count(self, first_id: int, last_id: int) -> int:
        return self.model._default_manager.filter(pk__range=(first_id, last_id)).count()

    def horizon(self, *, patience: float = 30.0) -> int:
        """The highest id that is final: nobody can still commit a row with a lower one.

        Ids are handed out before their transactions commit. So the last id is read first, and then
        those are waited for that hold the table's write lock at that moment; nobody waits for us.
        Must not be called inside a transaction that wrote to the table.
        """
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass), 0)",
                [table],
            )
            last: int = cursor.fetchone()[0]
        busy, deadline = self._writers(table), time.monotonic() + patience
        while busy:
            if time.monotonic() > deadline:
                raise WritersStillBusy(table)
            time.sleep(0.05)
            busy &= self._writers(table)
        return last

    def _writers(self, table: str) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT virtualtransaction FROM pg_locks WHERE locktype = 'relation' AND granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                " AND relation = %s::regclass AND mode = 'RowExclusiveLock'"
                " AND pid IS DISTINCT FROM pg_backend_pid()",
                [table],
            )
            return {row[0] for row in cursor.fetchall()}

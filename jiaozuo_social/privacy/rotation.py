"""Bring all sealed values under the first key of the ring, and all digests under the current digest key.

Columns are found by looking at every installed app, so that a new app is covered without being
named. Each value is written only if it still is what was read (compare-and-set): a person who
edits the row at that moment wins, and the next pass finds what is left. Stopping and starting
again loses nothing.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model

from . import cipher, digests
from .fields import EncryptedTextField

# Beside a sealed column of this name stands a digest of that name.
DIGESTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "phone_digest": ("phone", digests.phone_digest),
    "id_digest": ("id_number", digests.id_number_digest),
}
_json_columns: list[tuple[str, str]] = []


def register_json(model: str, column: str) -> None:
    """A JSON column of a library's model that holds texts sealed by our cipher."""
    _json_columns.append((model, column))


@dataclass(frozen=True)
class Column:
    """A stored column; ``renew`` turns the values read into the new one, or None to leave it.

    ``reads`` are the columns that ``renew`` is given; the row must still hold all of them.
    """

    model: type[Model]
    name: str
    reads: tuple[str, ...]
    renew: Callable[..., Any]
    where: str
    params: tuple[Any, ...] = ()
    is_json: bool = False

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.name}"


@dataclass
class Progress:
    changed: int = 0
    unreadable: list[str] = field(default_factory=list)


def _current() -> str:
    key_id = next(iter(settings.PERSONAL_DATA_KEYS))
    return f"{key_id}:{settings.PERSONAL_DATA_CIPHER}:"


def sealed_columns() -> Iterator[Column]:
    for model in apps.get_models(include_auto_created=True):
        for one in model._meta.local_concrete_fields:
            if isinstance(one, EncryptedTextField) and not model._meta.proxy:
                name = str(one.column)
                where = f"{_q(name)} <> '' AND NOT starts_with({_q(name)}, %s)"
                yield Column(model, name, (name,), _reseal, where, (_current(),))
    for label, name in _json_columns:
        yield Column(apps.get_model(label), name, (name,), _reseal_json, "TRUE", is_json=True)


def digest_columns() -> Iterator[Column]:
    for model in apps.get_models():
        names = {one.name: one for one in model._meta.local_concrete_fields}
        for digest, (plain, compute) in DIGESTS.items():
            if digest in names and isinstance(names.get(plain), EncryptedTextField):
                yield Column(model, digest, (digest, plain), _redigest(compute), f"{_q(plain)} <> ''")


def _reseal(stored: str) -> str | None:
    return cipher.encrypt(cipher.decrypt(stored)) if cipher.needs_rotation(stored) else None


def _reseal_json(text: str) -> str | None:
    old = json.loads(text)
    new = _walk(old)
    return None if new == old else json.dumps(new)


def _walk(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _walk(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_walk(one) for one in value]
    is_sealed = isinstance(value, str) and value.count(":") == 2 and value.split(":")[1] in cipher.ALGORITHMS
    return (_reseal(value) or value) if is_sealed else value


def _redigest(compute: Callable[[str], str]) -> Callable[[str | None, str], str | None]:
    def renew(digest: str | None, sealed: str) -> str | None:
        new = compute(cipher.decrypt(sealed))
        return None if new == (digest or "") else new

    return renew


def renew(column: Column, *, batch: int = 500, dry_run: bool = False) -> Progress:
    """One pass over a column in primary-key order."""
    progress = Progress()
    after: Any = None
    while rows := _read(column, after, batch):
        changes = []
        for pk, *values in rows:
            try:
                new = column.renew(*values)
            except cipher.UnreadableValue:
                progress.unreadable.append(f"{column} id={pk}")
                continue
            if new is not None:
                changes.append((new, pk, *values))
        progress.changed += len(changes) if dry_run else _write(column, changes)
        after = rows[-1][0]
    return progress


def _q(name: str) -> str:
    return connection.ops.quote_name(name)


def _cast(column: Column, name: str) -> str:
    return f"{_q(name)}::text" if column.is_json else _q(name)


def _read(column: Column, after: Any, batch: int) -> list[tuple[Any, ...]]:
    table, pk = _q(column.model._meta.db_table), _q(str(column.model._meta.pk.column))
    wanted = ", ".join([pk, *(_cast(column, name) for name in column.reads)])
    keyset, params = ("TRUE", []) if after is None else (f"{pk} > %s", [after])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {wanted} FROM {table} WHERE {keyset} AND {column.where} ORDER BY {pk} LIMIT %s",
            [*params, *column.params, batch],
        )
        return cursor.fetchall()


def _write(column: Column, changes: list[tuple[Any, ...]]) -> int:
    """Compare-and-set, row by row in primary-key order; each its own short transaction."""
    table, pk = _q(column.model._meta.db_table), _q(str(column.model._meta.pk.column))
    unchanged = " AND ".join(f"{_cast(column, name)} IS NOT DISTINCT FROM %s" for name in column.reads)
    value = "%s::jsonb" if column.is_json else "%s"
    written = 0
    with connection.cursor() as cursor:
        for change in changes:
            cursor.execute(
                f"UPDATE {table} SET {_q(column.name)} = {value} WHERE {pk} = %s AND {unchanged}", change
            )
            written += cursor.rowcount
    return written

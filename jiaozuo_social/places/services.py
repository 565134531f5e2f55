"""Bring the divisions up to the official list; add, rename and put out of use."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from . import locating, revisions
from .models import Division
from .selectors import refresh

OFFICIAL_LIST = Path(__file__).parent / "data" / "divisions.csv"
LEVEL_BY_LENGTH = {
    2: Division.Level.PROVINCE,
    4: Division.Level.CITY,
    6: Division.Level.COUNTY,
    9: Division.Level.STREET,
    12: Division.Level.COMMUNITY,
    15: Division.Level.GRID,
    17: Division.Level.MICRO_GRID,
}
LENGTHS = sorted(LEVEL_BY_LENGTH)


def load_divisions(path: Path = OFFICIAL_LIST) -> tuple[int, int]:
    """Write every division of the list; return (rows written, local names kept).

    Nothing is deleted: cases point at old codes, and a code taken off the list stays readable.
    """
    with transaction.atomic():
        local = dict(Division.objects.filter(is_local=True).values_list("code", "name"))
        names = {code: local.get(code, name) for code, name in _official(path)}
        kept = len(local.keys() & names.keys())
        Division.objects.bulk_create(
            [_division(code, names) for code in sorted(names, key=lambda code: (len(code), code))],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "full_name", "level", "parent"],
        )
        _tell_full_names(Division.objects.filter(level__gt=Division.Level.COMMUNITY))
    refresh()
    return len(names), kept


def rename(division: Division, name: str) -> None:
    """Give a division another name, kept from now on, and tell the full names below it."""
    with transaction.atomic():
        Division.objects.filter(pk=division.pk).update(name=name, is_local=True)
        _tell_full_names(Division.objects.within(division.code))
        transaction.on_commit(refresh)


@transaction.atomic
def add(code: str, name: str) -> Division:
    """A local division below one that exists: a grid or micro-grid."""
    names = dict(Division.objects.filter(pk__in=_parts(code)).values_list("code", "name"))
    division = _division(code, {**names, code: name})
    division.save(force_insert=True)
    transaction.on_commit(refresh)
    return division


@transaction.atomic
def set_active(division: Division, is_active: bool) -> None:
    """Put a division out of use or back; points then fall to what lies around it."""
    division.is_active = is_active
    division.save(update_fields=["is_active"])
    revisions.bump(revisions.BOUNDARIES)
    transaction.on_commit(locating.refresh)
    transaction.on_commit(refresh)


def _tell_full_names(rows: QuerySet[Division]) -> None:
    """Write the full names that no longer say what the names say."""
    names = dict(Division.objects.values_list("code", "name"))
    stale = [row for row in rows if row.full_name != full_name(row.code, names)]
    for row in stale:
        row.full_name = full_name(row.code, names)
    Division.objects.bulk_update(stale, ["full_name"], batch_size=500)


def _parts(code: str) -> list[str]:
    return [code[:n] for n in LENGTHS if n <= len(code)]


def full_name(code: str, names: dict[str, str]) -> str:
    return "".join(names[part] for part in _parts(code) if part in names)


def _official(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            yield row["code"], row["name"]


def _division(code: str, names: dict[str, str]) -> Division:
    place = LENGTHS.index(len(code))
    return Division(
        code=code,
        name=names[code],
        full_name=full_name(code, names),
        level=LEVEL_BY_LENGTH[len(code)],
        parent_id=code[: LENGTHS[place - 1]] if place else None,
    )

"""Bring the divisions up to the official list."""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from .models import Division
from .selectors import refresh

OFFICIAL_LIST = Path(__file__).parent / "data" / "divisions.csv"
LEVEL_BY_LENGTH = {
    2: Division.Level.PROVINCE,
    4: Division.Level.CITY,
    6: Division.Level.COUNTY,
    9: Division.Level.STREET,
    12: Division.Level.COMMUNITY,
}
LENGTHS = sorted(LEVEL_BY_LENGTH)


def load_divisions(path: Path = OFFICIAL_LIST) -> tuple[int, int]:
    """Write every division of the list; return (rows written, local names kept).

    Nothing is deleted: cases point at old codes, and a code taken off the list stays readable.
    """
    with transaction.atomic():
        local = dict(Division.objects.filter(is_local=True).values_list("code", "name"))
        names = {code: local.get(code, name) for code, name in _official(path)}
        Division.objects.bulk_create(
            [_division(code, names) for code in sorted(names, key=lambda code: (len(code), code))],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "full_name", "level", "parent"],
        )
    refresh()
    return len(names), len(local)


def rename(division: Division, name: str) -> None:
    """Give a division another name, kept from now on, and tell the full names below it."""
    with transaction.atomic():
        Division.objects.filter(pk=division.pk).update(name=name, is_local=True)
        names = dict(Division.objects.values_list("code", "name"))
        below = list(Division.objects.within(division.code))
        for row in below:
            row.full_name = full_name(row.code, names)
        Division.objects.bulk_update(below, ["full_name"], batch_size=500)
        transaction.on_commit(refresh)


def full_name(code: str, names: dict[str, str]) -> str:
    return "".join(names[code[:n]] for n in LENGTHS if n <= len(code) and code[:n] in names)


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

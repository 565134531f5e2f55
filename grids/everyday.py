"""The citizens' words for events: loaded once from a file, then the administrator's."""

import csv
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from jiaozuo_social.cases.models import Category

from .models import EverydayEvent

FILE = Path(__file__).parent / "data" / "everyday.csv"
Groups = list[tuple[str, list[tuple[str, str]]]]


def load(events: Iterable[Category]) -> None:
    """Add the words that are missing; what an administrator changed stays."""
    by_code = {event.code: event for event in events}
    with FILE.open(encoding="utf-8", newline="") as file:
        words = [
            EverydayEvent(
                words=row["words"], group=row["group"], event=by_code[row["event"]], urgency=row["urgency"],
                position=position * 10,
            )
            for position, row in enumerate(csv.DictReader(file), start=1)
        ]  # fmt: skip
    EverydayEvent.objects.bulk_create(words, ignore_conflicts=True)


def offered() -> list[EverydayEvent]:
    rows = EverydayEvent.objects.filter(is_active=True, event__is_active=True)
    return list(rows.select_related("event"))


def grouped(rows: Iterable[EverydayEvent]) -> Groups:
    """Choices of a form under their groups, in the administrator's order."""
    return [
        (group, [(str(row.pk), row.words) for row in found])
        for group, found in groupby(rows, key=lambda row: row.group)
    ]

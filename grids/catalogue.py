"""The catalogue of events of GB/T 47678.5-2026 as a data file, with its limits and older codes (rules §5.2)."""

import csv
import datetime as dt
import re
from pathlib import Path

from jiaozuo_social.cases.dictionary import CategorySpec, Dictionary
from jiaozuo_social.cases.models import Category

from . import everyday
from .choices import Stage, Urgency
from .models.event import EventAlias, EventLimit

KIND = "grid"
FILES = Path(__file__).parent / "data"
OLDER = "GB/T 30428.2-2013"
IN_FORCE = dt.date(2026, 7, 1)  # when GB/T 47678.5-2026 replaced it
PARTS = ("01", "02", "03", "04", "05")  # 部件: their events are the part's name with 异常


def _rows(name: str) -> list[dict[str, str]]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def specs() -> list[CategorySpec]:
    return [
        CategorySpec(row["code"], row["name"], row["class"], row["standard_ref"])
        for row in _rows("events.csv")
    ]


def load_extra() -> None:
    """Limits and older codes that are missing; what an administrator changed stays."""
    events = {row.code: row for row in Category.objects.filter(kind=KIND)}
    aliases = (
        EventAlias(source=OLDER, code=row["code_2013"], event=events[row["code"]])
        for row in _rows("events.csv")
        if row["code_2013"]
    )
    EventAlias.objects.bulk_create(aliases, ignore_conflicts=True)
    limits = (
        EventLimit(
            event=events[row["event"]] if row["event"] else None, urgency=Urgency(row["urgency"]),
            stage=Stage(row["stage"]), valid_from=IN_FORCE, amount=int(row["amount"]), unit=row["unit"],
            mark="D", standard_ref="设计时限",
        )
        for row in _rows("limits.csv")
    )  # fmt: skip
    EventLimit.objects.bulk_create(limits, ignore_conflicts=True)
    everyday.load(events.values())


def event_of(code: str, source: str = OLDER) -> Category | None:
    """The event by its code of today, else by an older one or another system's (01-10 → 06010)."""
    digits = re.sub(r"[\s\-—.]", "", code)
    found = Category.objects.filter(kind=KIND, code=digits, parent__isnull=False).first()
    if found is None:
        alias = EventAlias.objects.filter(source=source, code__in={code.strip(), digits}).first()
        found = alias.event if alias else None
    return found


DICTIONARY = Dictionary(kind=KIND, categories=specs(), extra=load_extra)

"""Recompute every history and every seal; what does not fit is a fault. Memory stays flat."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef

from jiaozuo_social.audit import seals
from jiaozuo_social.audit.accesses import ACCESS
from jiaozuo_social.audit.chain import Chain
from jiaozuo_social.audit.models import Seal
from jiaozuo_social.audit.seals import Fault

from .models import Case, Entry
from .seals import ENTRIES

CHAINS = (ENTRIES, ACCESS)
FETCH_ROWS = 2000


def verify(*, since: dt.datetime | None = None, seen: Counter[str] | None = None) -> Iterator[Fault]:
    """All faults, histories first. ``since`` leaves out what was sealed before that moment."""
    seen = Counter() if seen is None else seen
    # In one transaction: a server-side cursor outside of one would be filled to its end at once.
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        yield from _histories(sealed_before(ENTRIES, since), seen)
        yield from _cases_without_history()
        for chain in CHAINS:
            yield from seals.check(chain, after_id=sealed_before(chain, since), seen=seen)


def sealed_before(chain: Chain, moment: dt.datetime | None) -> int:
    """The last row that was sealed before a moment."""
    if moment is None:
        return 0
    older = Seal.objects.filter(chain=chain.name, made_at__lt=moment).order_by("-number")
    return older.values_list("last_id", flat=True).first() or 0


def has_seal(hash_: str) -> bool:
    """Whether a hash that was noted outside the database still is the hash of a seal."""
    return Seal.objects.filter(hash=hash_.lower()).exists()


def _histories(after_id: int, seen: Counter[str]) -> Iterator[Fault]:
    entries = Entry.objects.order_by("case_id", "seq").annotate(
        number=F("case__number"), case_state=F("case__state")
    )
    if after_id:
        entries = entries.filter(Exists(Entry.objects.filter(case_id=OuterRef("case_id"), pk__gt=after_id)))
    rows = entries.iterator(chunk_size=FETCH_ROWS)
    for _, history in groupby(rows, key=lambda entry: entry.case_id):
        seen["cases"] += 1
        yield from _faults_of(history, seen)


def _faults_of(history: Iterator[Entry], seen: Counter[str]) -> Iterator[Fault]:
    """Faults of one case, in the order of its entries."""
    last: Entry | None = None
    for entry in history:
        seen["entries"] += 1
        where = f"{entry.number} 第 {entry.seq} 条"  # type: ignore[attr-defined]
        expected = last.seq + 1 if last else 1
        if entry.seq != expected:
            yield Fault(where, f"前面缺少第 {expected} 条")
        elif entry.prev_hash != (last.hash if last else ""):
            yield Fault(where, "与上一条不衔接")
        if entry.hash != entry.digest():
            yield Fault(where, "内容被改动")
        last = entry
    if last is not None and last.after != last.case_state:  # type: ignore[attr-defined]
        yield Fault(last.number, f"状态“{last.case_state}”与最后一条记录的“{last.after}”不符")  # type: ignore[attr-defined]


def _cases_without_history() -> Iterator[Fault]:
    bare = Case.objects.filter(~Exists(Entry.objects.filter(case_id=OuterRef("pk"))))
    for number in bare.order_by("pk").values_list("number", flat=True).iterator(chunk_size=FETCH_ROWS):
        yield Fault(number, "没有任何办理记录")

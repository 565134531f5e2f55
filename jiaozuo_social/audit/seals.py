"""Seal a table's new rows, and check that the rows still are what was sealed."""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from .chain import Chain
from .models import Seal

# Rows of one seal: bounds the memory of sealing and checking, whatever was imported in a night.
SEAL_ROWS = 50_000


@dataclass(frozen=True)
class Fault:
    """What does not fit, and where."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"


def seal(chain: Chain, *, size: int = SEAL_ROWS) -> list[Seal]:
    """Seal all rows that are final. May run twice and at once; a missed night is caught up by the next.

    A day without rows gets an empty seal, so that the chain shows that somebody looked.
    """
    made: list[Seal] = []
    horizon = chain.horizon()
    while True:
        done = _seal_next(chain, horizon, size)
        if done is None:
            return made
        made.append(done)
        if done.last_id >= horizon:
            return made


def _seal_next(chain: Chain, horizon: int, size: int) -> Seal | None:
    with transaction.atomic():
        _one_at_a_time(chain)
        before = latest(chain)
        first = before.last_id + 1 if before else 1
        if before and first > horizon and timezone.localdate(before.made_at) >= timezone.localdate():
            return None
        return _make(chain, before, first, min(max(horizon, first - 1), first + size - 1))


def _one_at_a_time(chain: Chain) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"seal:{chain.name}"])


def latest(chain: Chain) -> Seal | None:
    return Seal.objects.filter(chain=chain.name).defer("manifest").order_by("-number").first()


def _make(chain: Chain, before: Seal | None, first: int, last: int) -> Seal:
    lines = list(chain.lines(first, last))
    manifest = "".join(f"{subject} {digest}\n" for subject, digest in lines).encode()
    made = Seal(
        chain=chain.name,
        number=before.number + 1 if before else 1,
        first_id=first,
        last_id=last,
        rows=chain.count(first, last),
        subjects=len(lines),
        manifest=zlib.compress(manifest),
        digest=hashlib.sha256(manifest).hexdigest(),
        prev_hash=before.hash if before else "",
    )
    made.hash = made.compute_hash()
    made.save(force_insert=True)
    return made


def check(chain: Chain, *, after_id: int = 0, seen: Counter[str] | None = None) -> Iterator[Fault]:
    """Faults of the whole chain of seals, and of the rows behind ``after_id``. Memory stays flat."""
    before: Seal | None = None
    for one in Seal.objects.filter(chain=chain.name).order_by("number").iterator(chunk_size=1):
        where = f"{chain.label}封存第 {one.number} 号（{timezone.localtime(one.made_at):%F %R}）"
        for what in _faults_of_link(one, before):
            yield Fault(where, what)
        if one.last_id > after_id or one.rows == 0:
            yield from _faults_of_rows(chain, one, where)
        if seen is not None:
            seen["seals"] += 1
        one.manifest = b""
        before = one


def _faults_of_link(one: Seal, before: Seal | None) -> Iterator[str]:
    if one.number != (before.number + 1 if before else 1):
        yield "前面缺少封存"
    elif one.prev_hash != (before.hash if before else ""):
        yield "与上一次封存不衔接"
    elif one.first_id != (before.last_id + 1 if before else 1):
        yield "与上一次封存的范围不衔接"
    if one.hash != one.compute_hash():
        yield "封存内容被改动"


def _faults_of_rows(chain: Chain, one: Seal, where: str) -> Iterator[Fault]:
    """Compare what was written down with what is there, subject by subject."""
    manifest = zlib.decompress(one.manifest)
    if hashlib.sha256(manifest).hexdigest() != one.digest:
        yield Fault(where, "封存清单被改动")
        return
    sealed = dict(line.rsplit(" ", 1) for line in manifest.decode().splitlines())
    rows = chain.count(one.first_id, one.last_id)
    if rows != one.rows:
        yield Fault(where, f"封存时 {one.rows} 行，现有 {rows} 行")
    for subject, digest in chain.lines(one.first_id, one.last_id):
        expected = sealed.pop(subject, None)
        if expected is None:
            yield Fault(where, f"{chain.subject.format(subject)}是封存之后放进去的")
        elif expected != digest:
            yield Fault(where, f"{chain.subject.format(subject)}与封存时不同")
    for subject in sealed:
        yield Fault(where, f"{chain.subject.format(subject)}不见了")

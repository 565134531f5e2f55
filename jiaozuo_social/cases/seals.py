"""The histories of all cases as a chain of seals: each night the last hash of every case that moved.

The hash in an entry binds what came before it in its case; the seal binds the ends, so that a cut
tail, a vanished case or a history written anew shows.
"""

from django.db.models import F

from jiaozuo_social.audit import seals
from jiaozuo_social.audit.chain import Chain, Lines
from jiaozuo_social.audit.models import Seal

from .models import Entry


def _lines(first_id: int, last_id: int) -> Lines:
    rows = (
        Entry.objects.filter(pk__range=(first_id, last_id))
        .order_by("case_id", "-seq")
        .distinct("case_id")
        .annotate(number=F("case__number"))
        .values_list("number", "seq", "hash")
    )
    for number, seq, digest in rows.iterator(chunk_size=2000):
        yield number, f"{seq}:{digest}"


ENTRIES = Chain(Seal.Of.ENTRIES, Entry, _lines, subject="{} 的办理记录")


def seal() -> list[Seal]:
    return seals.seal(ENTRIES)

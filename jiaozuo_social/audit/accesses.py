"""The access log as a chain of seals: who saw whom cannot be changed afterwards unnoticed."""

import datetime as dt
import hashlib
import json

from .chain import Chain, Lines
from .models import Access, Seal


def _lines(first_id: int, last_id: int) -> Lines:
    rows = Access.objects.filter(pk__range=(first_id, last_id)).order_by("pk").values_list(
        "pk", "at", "user_id", "action", "object_type", "object_id", "object_label", "reason", "ip", "detail"
    )  # fmt: skip
    for pk, at, *rest in rows.iterator(chunk_size=2000):
        content = [pk, at.astimezone(dt.UTC).isoformat(), *rest]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        yield str(pk), hashlib.sha256(text.encode()).hexdigest()


ACCESS = Chain(Seal.Of.ACCESS, Access, _lines)

"""Tell the people in a case what happened, through the outbox; texts hold no personal data."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings

from jiaozuo_social.outbox import services as outbox

from . import kinds
from .models.party import Party
from .moves import state_label

if TYPE_CHECKING:
    from .models import Case
    from .moves import Actor, Move

DEFAULT_TEXT = "您的{kind}（编号{number}）有新进展：{state}。请凭编号和查询码在{site}查询。"


def tell_petitioners(
    case: "Case", key: str, *, dedupe: str, people: Iterable[Party] | None = None, **extra: str
) -> int:
    """Queue one SMS per reachable petitioner; ``key`` picks the kind's text. Returns how many.

    ``people`` saves a query where the caller has all parties of the case at hand.
    """
    kind = kinds.get(case.kind)
    text = kind.messages.get(key, DEFAULT_TEXT).format(
        kind=kind.label,
        number=case.number,
        state=state_label(case),
        department=case.department or "受理单位",
        site=settings.SITE_NAME,
        **extra,
    )
    told = 0
    for party in Party.objects.filter(case_id=case.pk) if people is None else people:
        if not party.is_reachable:
            continue
        message = outbox.enqueue_sms(
            phone=party.phone, kind=f"{case.kind}.{key}", body=text, dedupe_key=f"{dedupe}:party:{party.pk}"
        )
        told += message is not None
    return told


def tell_registrar(case: "Case", move: "Move", *, by: "Actor", dedupe: str) -> None:
    """A notice to the member of staff who brought the case in, unless it is his own doing."""
    if not kinds.get(case.kind).tells_registrar:
        return
    who = case.registered_by
    if who is None or who == by.user:
        return
    outbox.notify(
        user=who,
        kind=f"{case.kind}.{move.name}",
        subject=f"您上报的{case.number}：{move.label}，现为“{state_label(case)}”",
        link=f"/cases/{case.pk}/",
        dedupe_key=f"{dedupe}:registrar:{who.pk}",
    )

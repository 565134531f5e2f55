"""Which departments' systems hear of a case, and what: its number and state, nothing of people."""

from typing import TYPE_CHECKING

from django.utils import timezone

from jiaozuo_social.orgs.models import Department
from jiaozuo_social.outbox import webhooks

from .models.assignment import Assignment
from .moves import state_label

if TYPE_CHECKING:
    from jiaozuo_social.outbox.models import Webhook

    from .models import Case, Entry

DESKS = (Department.Kind.BUREAU, Department.Kind.GOVERNMENT)
CHANGED = "case.state_changed"


def tell(case: "Case", entry: "Entry") -> int:
    """Queue the change in the transaction of its move. Confidential cases are told to nobody."""
    if case.is_confidential or entry.before == entry.after:
        return 0
    heard = _with_case(case, webhooks.active_for(case.kind))
    if not heard:
        return 0
    event = {
        "event": CHANGED,
        "number": case.number,
        "kind": case.kind,
        "state": case.state,
        "state_label": state_label(case),
        "seq": entry.seq,
        "at": timezone.localtime(entry.at).isoformat(),
    }
    return webhooks.enqueue_event(heard, event=event, kind=CHANGED, key=f"entry:{entry.pk}")


def _with_case(case: "Case", offered: "list[Webhook]") -> "list[Webhook]":
    """Addresses of departments that the case lies with: desks of its area, and who works or worked on it."""
    accused = case.withheld_from
    if accused is not None:
        offered = [one for one in offered if not one.department.path.startswith(accused.path)]
    if not offered:
        return []
    paths = list(Assignment.objects.filter(case_id=case.pk).values_list("department__path", flat=True))
    return [
        webhook
        for webhook in offered
        if (webhook.department.kind in DESKS and case.place_code.startswith(webhook.department.place_code))
        or any(path.startswith(webhook.department.path) for path in paths)
    ]

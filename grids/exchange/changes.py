"""What an order that comes again says differently: an entry for the people who work on it, no overwriting."""

from typing import TYPE_CHECKING, Any

from jiaozuo_social.cases import entries, notices
from jiaozuo_social.cases.models import Case, Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.places.selectors import label as place_label
from jiaozuo_social.privacy.digests import keyed_digest, known_digests

from ..choices import Urgency
from .models import OrderSource, WorkOrder

if TYPE_CHECKING:
    from .orders import Order

# Field → what people call it; a change of one of these is a change of the order.
FIELDS = {
    "title": "标题",
    "body": "内容",
    "category_words": "分类",
    "urgency": "紧急程度",
    "place_code": "属地",
    "place_detail": "具体地点",
    "name": "姓名",
    "phone": "电话",
}
PERSONAL = {"name", "phone"}
PURPOSE, MARK = "work-order", 16


def marks_of(sent: "Order") -> dict[str, str]:
    """A keyed digest of each field: enough to see a change, nothing to read."""
    return {name: keyed_digest(_value(sent, name), purpose=PURPOSE)[:MARK] for name in FIELDS}


def found(order: WorkOrder, sent: "Order") -> tuple[str, ...]:
    """The fields that differ from what was sent before, under this key or an earlier one."""
    return tuple(name for name in FIELDS if order.marks.get(name, "") not in _known(_value(sent, name)))


def _value(sent: "Order", name: str) -> str:
    return str(getattr(sent, name) or "").strip()


def _known(value: str) -> list[str]:
    return [digest[:MARK] for digest in known_digests(value, purpose=PURPOSE)] or [""]


def record(
    order: WorkOrder, sent: "Order", changed: tuple[str, ...], *, source: OrderSource, user: Any
) -> None:
    """Write the entry and tell the workers; the caller holds the order's row."""
    case = Case.objects.select_for_update().get(pk=order.case_id)
    labels = "、".join(FIELDS[name] for name in changed)
    entries.append(
        case,
        by=Actor(user=user, is_system=True),
        move="source_changed",
        label=f"{source.name}更新工单：{labels}"[:60],
        note="\n".join(_told(sent, name) for name in changed),
        facts={"source": source.code, "fields": list(changed)},
    )
    if PERSONAL & set(changed):
        _add_contact(case, sent)
    notices.tell_workers(
        case,
        f"order:{order.pk}:{order.changes + 1}",
        f"{case.number} {source.name}更新了工单：{labels}"[:200],
    )


def _told(sent: "Order", name: str) -> str:
    """The new value; personal data goes to the case's people, never into the history."""
    if name in PERSONAL:
        return f"{FIELDS[name]}：已更正，见当事人"
    value = str(getattr(sent, name))
    if name == "place_code":
        value = place_label(value)
    elif name == "urgency":
        value = str(Urgency(value).label)
    return f"{FIELDS[name]}：{value}"


def _add_contact(case: Case, sent: "Order") -> None:
    """The corrected contact beside the earlier one."""
    if not (sent.name or sent.phone) or case.anonymised_at is not None:
        return
    party = Party(case=case, role=Party.Role.PETITIONER, wants_sms=False)
    party.set_contact(name=sent.name, phone=sent.phone)
    known = {(one.name, one.phone) for one in case.parties.all()}
    if (party.name, party.phone) not in known:
        party.save(force_insert=True)

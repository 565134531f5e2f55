"""The written answer (信访事项处理意见书): its four elements, its check, its sending."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from jiaozuo_social.cases import assignments, clocks, documents
from jiaozuo_social.cases.models import Assignment, Document
from jiaozuo_social.cases.moves import Actor, MoveRefused

from .choices import Route

if TYPE_CHECKING:
    from .models import Petition

FIELDS = ("answer_request", "answer_facts", "answer_opinion", "answer_basis", "decision", "outcome")
ELEMENTS = {
    "answer_request": "投诉请求",
    "answer_facts": "事实和理由",
    "answer_opinion": "处理意见",
    "answer_basis": "法律法规依据",
}


def write(petition: "Petition", answer: dict[str, Any]) -> None:
    """Set the fields of the answer; an unknown name is a programming error."""
    unknown = set(answer) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of an answer: {sorted(unknown)}")
    for name, value in answer.items():
        setattr(petition, name, value)


def require_complete(petition: "Petition") -> None:
    """Art. 32: 投诉请求、事实和理由、处理意见及其法律法规依据."""
    missing = [label for name, label in ELEMENTS.items() if not getattr(petition, name).strip()]
    if not petition.decision:
        missing.append("支持与否的结论")
    if missing:
        raise MoveRefused(f"处理意见书缺少：{'、'.join(missing)}（条例第32条）。")


def text_of(petition: "Petition") -> str:
    parts = [f"{label}：\n{getattr(petition, name).strip()}" for name, label in ELEMENTS.items()]
    parts.append(f"结论：{petition.get_decision_display()}")
    parts.append(rights_text(petition))
    return "\n\n".join(part for part in parts if part)


def rights_text(petition: "Petition") -> str:
    """The right to 复查 (art. 35), where the matter has it."""
    if petition.route != Route.PETITION or petition.is_anonymous:
        return ""
    return "如不服本处理意见，可以自收到之日起30日内向作出机关的上一级机关请求复查。"


def send(petition: "Petition", *, by: Actor, delivered_on: dt.date, delivery: str) -> None:
    """Issue the document and open the windows to ask for 复查 and to rate, from the day of delivery."""
    petition.replied_at, petition.delivered_on = timezone.now(), delivered_on
    documents.issue(
        petition,
        Document.Kind.REPLY,
        by=by,
        body=text_of(petition),
        basis=petition.answer_basis,
        department=petition.department,
        delivered_on=delivered_on,
        delivery=delivery,
    )
    assignments.set_state(petition, Assignment.Role.LEAD, Assignment.State.ANSWERED)
    open_windows(petition, delivered_on)


def noon(day: dt.date) -> dt.datetime:
    """A date as a moment that no time zone moves to another day."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


def open_windows(petition: "Petition", delivered_on: dt.date) -> None:
    delivered_at = noon(delivered_on)
    if petition.route == Route.PETITION and not petition.is_anonymous:
        clocks.start(petition, "P7", started_at=delivered_at)
    open_rating(petition, delivered_at)


def open_rating(petition: "Petition", delivered_at: dt.datetime) -> None:
    """The right to evaluate (R1), which is used once, whatever is answered after it."""
    if petition.is_anonymous or not petition.is_petition_scope or petition.ratings.exists():
        return
    clocks.start(petition, "R1", started_at=delivered_at)


def send_to_merged(merged_id: int, *, first: "Petition", delivered_on: dt.date, delivery: str) -> None:
    """Give a merged petitioner the same answer on the own receipt, with own windows."""
    from .models import Petition
    from .moves import MOVES

    merged = Petition.objects.get(pk=merged_id)
    if merged.state != "merged":
        return
    system = Actor.system()
    with merged.moving(MOVES["reply_merged"], by=system, first=first.number):
        write(merged, {name: getattr(first, name) for name in FIELDS})
        merged.route = merged.route or first.route
        send(merged, by=system, delivered_on=delivered_on, delivery=delivery)

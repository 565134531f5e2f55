"""类问题: a parent case made of like ones; its answer can close them all (rules §5.4)."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.querysets import CaseQuerySet
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import memberships_of

from .choices import ReporterKind
from .models.proposal import Proposal

if TYPE_CHECKING:
    from .models import GridCase

SYSTEM = Actor.system()


def decides(user: AnyUser, proposal: Proposal) -> bool:
    """The community's 网格长."""
    return any(
        m.duty == Duty.GRID_LEADER and m.department.place_code == proposal.community
        for m in memberships_of(user)
    )


@transaction.atomic
def accept(proposal: Proposal, *, by: Actor, title: str, body: str) -> "GridCase":
    """Make the parent case; cases not yet dispatched wait for it, the others are linked to it."""
    from .models import GridCase
    from .reporting import report

    row = _undecided(proposal)
    parts = _held(row.cases.filter(is_open=True, parent=None))
    if not parts:
        raise MoveRefused("这些事项都已结案，不必立为类问题。")
    event = row.event or parts[0].category
    if event is None:
        raise MoveRefused("请先更正事项分类。")
    receipt = report(
        by=by, event=event, urgency=max(parts, key=lambda one: one.is_urgent).urgency, title=title, body=body,
        place_code=row.community, channel=Case.Channel.GRID, reporter_kind=ReporterKind.LEADER, is_parent=True,
    )  # fmt: skip
    parent = GridCase.objects.get(pk=receipt.case.pk)
    for one in parts:
        one.group(by=SYSTEM, parent=parent)
    _decide(row, Proposal.Decision.ACCEPTED, by, parent=parent)
    return parent


@transaction.atomic
def decline(proposal: Proposal, *, by: Actor, reason: str) -> None:
    _decide(_undecided(proposal), Proposal.Decision.DECLINED, by, reason=reason)


def _undecided(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.decision:
        raise MoveRefused(f"该提议已有决定：{row.get_decision_display()}。")
    return row


def _decide(row: Proposal, decision: str, by: Actor, **fields: Any) -> None:
    row.decision, row.decided_at, row.decided_by = decision, timezone.now(), by.user
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def _held(cases: CaseQuerySet) -> "list[GridCase]":
    """Locked before they are moved: one that ends by itself meanwhile drops out instead of refusing all."""
    return list(cases.select_for_update(of=("self", "case_ptr")).order_by("pk"))


def close_children(parent: "GridCase") -> int:
    """Close every open child with the parent's answer; the caller holds the parent's lock."""
    children = _held(type(parent).objects.filter(parent_id=parent.pk, is_open=True))
    for child in children:
        child.close_with_parent(by=SYSTEM, note=parent.result_text)
    return len(children)


def release_children(parent: "GridCase") -> int:
    """The parent ends without an answer for them: those that waited go their own way again."""
    children = _held(type(parent).objects.filter(parent_id=parent.pk, state="grouped"))
    for child in children:
        child.ungroup(by=SYSTEM)
    return len(children)

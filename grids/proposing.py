"""类问题: like cases of one community are put before its 网格长 (rules §5.4)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from constance import config
from django.db import transaction
from django.utils import timezone

from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import desks_of, members
from jiaozuo_social.outbox.services import NewNotice, notify_many
from jiaozuo_social.places.models import Division

from . import likeness
from .models import GridCase, Proposal
from .platforms import COMMUNITY
from .states import GridState as S

FRESH = dt.timedelta(days=2)  # communities without a report since are left alone
LATEST = 200  # of a community, looked at for like texts


def propose(now: dt.datetime | None = None) -> int:
    """Look at every community with a new report; returns how many proposals are new. May run twice."""
    now = now or timezone.now()
    fresh = GridCase.objects.filter(received_at__gte=now - FRESH, is_parent=False, parent=None)
    communities = {code[:COMMUNITY] for code in fresh.values_list("place_code", flat=True)}
    return sum(propose_in(code, now) for code in sorted(communities) if len(code) == COMMUNITY)


@transaction.atomic
def propose_in(community: str, now: dt.datetime) -> int:
    """One worker at a time in a community: its division's row is the lock."""
    Division.objects.select_for_update().filter(pk=community).first()
    cases = _candidates(community, now)
    by_event: dict[int | None, list[GridCase]] = defaultdict(list)
    for case in cases:
        by_event[case.category_id].append(case)
    often = {event: same for event, same in by_event.items() if len(same) >= config.GRID_GROUP_COUNT}
    new = sum(_put(community, event, same) for event, same in often.items())
    grouped = {case.pk for same in often.values() for case in same}
    rest = {case.pk: case for case in cases if case.pk not in grouped}
    texts = {pk: case.body for pk, case in rest.items()}  # titles are often the event alone
    alike = likeness.groups(texts, at_least=config.GRID_GROUP_LIKENESS, size=config.GRID_GROUP_COUNT)
    return new + sum(_put(community, None, [rest[pk] for pk in one]) for one in alike)


def _candidates(community: str, now: dt.datetime) -> list[GridCase]:
    """Reports of the last weeks that were in no decided proposal, with at least one to be worked on."""
    since = now - dt.timedelta(days=config.GRID_GROUP_DAYS)
    found = (
        GridCase.objects.filter(place_code__startswith=community, received_at__gte=since)
        .filter(parent=None, is_parent=False)
        .exclude(state=S.VOID)
        .exclude(proposals__decision__gt="")
        .order_by("-received_at")
    )
    rows = list(found[:LATEST])
    return rows if any(row.is_open for row in rows) else []


def _put(community: str, event: int | None, cases: Sequence[GridCase]) -> int:
    """Add to the open proposal of this event or of these texts, or make one; 1 if it is new."""
    ground = Proposal.Ground.TEXT if event is None else Proposal.Ground.EVENT
    open_ = Proposal.objects.filter(community=community, event_id=event, ground=ground, decision="")
    if event is None:
        open_ = open_.filter(cases__in=cases)
    proposal, is_new = open_.first(), False
    if proposal is None:
        proposal, is_new = Proposal(community=community, event_id=event, ground=ground), True
        proposal.save()
    proposal.cases.add(*cases)
    if is_new:
        _tell(proposal)
    return int(is_new)


def _tell(proposal: Proposal) -> None:
    count = proposal.cases.count()
    people = {
        m.user_id
        for desk in desks_of(proposal.community, Duty.GRID_LEADER)
        for m in members(desk, Duty.GRID_LEADER)
    }
    notify_many(
        NewNotice(
            user_id=user,
            kind="grid.proposal",
            subject=f"{count}件{proposal.event or '相似'}事项，是否立为类问题",
            link=f"/grids/proposals/{proposal.pk}/",
            dedupe_key=f"grid:proposal:{proposal.pk}:user:{user}",
        )
        for user in sorted(people)
    )

"""What the case page shows beside the case's own columns, each asked for once."""

from typing import Any

from django.db.models import F, Q

from jiaozuo_social.accounts.models import AnyUser

from . import kinds, retention, search
from .models import Case, CaseLink, Party
from .moves import Actor, Move
from .querysets import CaseQuerySet
from .views.files import pictures_and_others

OTHERS_LIMIT = 10


def context(case: Case, user: AnyUser) -> dict[str, Any]:
    kind = kinds.get(case.kind)
    clocks = list(
        case.clocks.select_related("rule", "department").order_by(
            F("stopped_at").desc(nulls_first=True), "due_at"
        )
    )
    return {
        "case": case,
        "kind": kind,
        "moves": available(case, user),
        "parties": list(case.parties.all()),
        "clocks": [clock for clock in clocks if clock.stopped_at is None],
        "past_clocks": [clock for clock in clocks if clock.stopped_at is not None],
        "entries": retention.veil(case, case.entries.select_related("user", "department").order_by("-seq")),
        "assignments": list(case.assignments.select_related("department", "answered_by").order_by("pk")),
        "documents": list(case.documents.select_related("department")),
        **pictures_and_others(case, case.attachments.all()),
        "supervisions": list(case.supervisions.select_related("department", "issued_by")),
        "ratings": list(case.ratings.select_related("recorded_by")),
        "related": related(case, user),
        "same_person": same_person(case, user),
        "similar": similar(case, user),
        **(kind.context(case, user) if kind.context else {}),
    }


def available(case: Case, user: AnyUser) -> list[Move]:
    return kinds.get(case.kind).moves.available(case, Actor.staff(user))


def _others(case: Case, user: AnyUser) -> CaseQuerySet:
    """Cases that may be named on this one's page. An ordinary page, which is read over shoulders and
    printed, names no confidential case, whoever looks at it."""
    seen: CaseQuerySet = Case.objects.visible_to(user).exclude(pk=case.pk).defer("body")
    return seen if case.is_confidential else seen.filter(is_confidential=False)


def similar(case: Case, user: AnyUser) -> list[Case]:
    """Other cases with a like title; a confidential one is never a hint."""
    return list(search.similar_titles(_others(case, user).filter(is_confidential=False), case.title))


def same_person(case: Case, user: AnyUser) -> list[Case]:
    """Other cases of a petitioner with the same phone or ID number, as far as the user may see them."""
    match = Q(pk__in=[])
    for party in case.parties.all():
        if party.role == Party.Role.ACCUSED:
            continue
        if party.phone_digest:
            match |= Q(phone_digest=party.phone_digest)
        if party.id_digest:
            match |= Q(id_digest=party.id_digest)
    cases = Party.objects.filter(match).exclude(role=Party.Role.ACCUSED).values("case_id")
    found = _others(case, user).filter(pk__in=cases)
    return list(found.order_by("-received_at")[:OTHERS_LIMIT])


def related(case: Case, user: AnyUser) -> list[dict[str, Any]]:
    """The first case of a repeated one, its repeats, and what links to it, as far as the user may see."""
    words: dict[int, str] = {}
    for link in CaseLink.objects.filter(Q(source_id=case.pk) | Q(target_id=case.pk)):
        out = link.source_id == case.pk
        label = link.get_relation_display()
        words[link.target_id if out else link.source_id] = label if out else f"{label}本件"
    match = Q(pk__in=list(words)) | Q(repeat_of_id=case.pk)
    if case.repeat_of_id:
        match |= Q(pk=case.repeat_of_id) | Q(repeat_of_id=case.repeat_of_id)
    seen = _others(case, user).filter(match).order_by("received_at")
    return [
        {
            "case": other,
            "words": words.get(other.pk) or ("初件" if other.pk == case.repeat_of_id else "重复件"),
        }
        for other in seen[:OTHERS_LIMIT]
    ]

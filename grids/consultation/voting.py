"""Cast the vote of a household: once, whoever brings it and from however many phones at a time."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from jiaozuo_social.cases.moves import MoveRefused

from ..steps import stepping
from .models import Ballot, Consultation, Household, Turnout

TWICE = "这户已经投过票。一户一票，不能重复投；登错的，由社区书记说明原因作废后重新投。"


def by_staff(
    consultation: Consultation, household: Household, *, by: Any, choice: str, name: str, phone: str = ""
) -> Turnout:
    """Entered by a worker on a visit."""
    with transaction.atomic():
        _lock(consultation)
        problem = consultation.STEPS["vote"].problem(consultation, by)
        if problem:
            raise MoveRefused(problem)
        return _cast(consultation, household, choice, name, phone, way=Turnout.Way.VISIT, by=by)


def by_household(
    consultation: Consultation, household: Household, *, choice: str, name: str, phone: str = ""
) -> Turnout:
    """By the household itself, whose code was checked."""
    with transaction.atomic():
        _lock(consultation)
        if not consultation.is_open_for_votes:
            raise MoveRefused("现在不在表决期内，不能投票。")
        return _cast(consultation, household, choice, name, phone, way=Turnout.Way.CODE, by=None)


def void(consultation: Consultation, turnout: Turnout, *, by: Any, reason: str) -> None:
    """A mistaken vote counts no more and stays in the record; the household may vote again while voting is open."""
    if turnout.consultation_id != consultation.pk:
        raise TypeError("a vote of another consultation")
    with stepping(consultation, "void_vote", by=by, note=reason) as doing:
        made = (
            Turnout.objects.valid()
            .filter(pk=turnout.pk)
            .update(voided_at=timezone.now(), voided_by=by, void_reason=reason)
        )
        if not made:
            raise MoveRefused("这一票已经作废。")
        doing.facts.update(household=turnout.household.number, turnout=turnout.pk)


def _lock(consultation: Consultation) -> None:
    consultation.refresh_from_db(from_queryset=Consultation.objects.select_for_update(of=("self",)))


def _cast(
    consultation: Consultation, household: Household, choice: str, name: str, phone: str, *, way: str, by: Any
) -> Turnout:
    """The history says that the household voted; what it voted stands in the ballot alone."""
    if not consultation.households().filter(pk=household.pk).exists():
        raise MoveRefused("这户不在本次议事的范围内。")
    turnout = Turnout(consultation=consultation, household=household, way=way, entered_by=by)
    turnout.set_voter(name.strip(), phone.strip())
    try:
        with transaction.atomic():
            turnout.save(force_insert=True)
    except IntegrityError as exc:
        raise MoveRefused(TWICE) from exc
    Ballot.objects.create(
        consultation=consultation, turnout=None if consultation.is_secret else turnout, choice=choice
    )
    consultation.entries.create(
        user=by, step="vote", label=turnout.get_way_display(), before=consultation.state,
        after=consultation.state, facts={"household": household.number},
    )  # fmt: skip
    return turnout

"""One vote per household, counted by the rule announced; a secret ballot knows no household."""

import datetime as dt
from fractions import Fraction

import pytest
from constance.test import override_config
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from grids.consultation import acts, codes, deciding, households, voting
from grids.consultation.models import Ballot, Consultation, Household, Turnout
from jiaozuo_social.cases.moves import MoveRefused
from tests.grids.consultation.conftest import PLACE, Yard
from tests.threads import at_once


@pytest.mark.django_db(transaction=True)
def test_of_eight_votes_of_one_household_at_once_one_counts() -> None:
    yard = Yard()
    one = yard.at("voting")
    household = yard.households[0]

    def cast(n: int) -> Turnout:
        fresh = Consultation.objects.get(pk=one.pk)
        if n % 2:
            return voting.by_household(fresh, household, choice="against", name="李四")
        return voting.by_staff(fresh, household, by=yard.worker, choice="for", name="王五")

    outcome = at_once([lambda n=n: cast(n) for n in range(8)], threads=8)
    assert sum(isinstance(got, Turnout) for got in outcome) == 1
    assert sum(isinstance(got, MoveRefused) for got in outcome) == 7
    assert (Turnout.objects.count(), Ballot.objects.count()) == (1, 1)


@pytest.mark.parametrize("is_secret", [True, False])
def test_a_secret_ballot_knows_no_household(yard: Yard, is_secret: bool) -> None:
    one = yard.at("voting", is_secret=is_secret)
    yard.vote(one, 3, against=1)
    linked = Ballot.objects.exclude(turnout=None).count()
    assert linked == (0 if is_secret else 3)
    assert not any("choice" in entry.facts or entry.note for entry in one.entries.filter(step="vote"))
    with pytest.raises(IntegrityError), transaction.atomic():
        turnout = Turnout.objects.create(consultation=one, household=yard.households[5], way="visit")
        Ballot.objects.create(consultation=one, choice="for", turnout=turnout if is_secret else None)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE grids_ballot SET choice = 'for'",
        "DELETE FROM grids_ballot",
        "UPDATE grids_turnout SET household_id = household_id",
        "DELETE FROM grids_turnout",
        "UPDATE grids_consultationentry SET note = 'x'",
    ],
)
def test_votes_are_written_once(yard: Yard, sql: str) -> None:
    yard.vote(yard.at("voting"), 2, against=1)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


# 民法典 278: two thirds take part; more than half of them agree, three quarters for major matters (settings, R).
@pytest.mark.parametrize(
    ("matter", "votes", "against", "is_passed"),
    [
        ("ordinary", 8, 3, True),
        ("ordinary", 7, 0, False),
        ("ordinary", 8, 4, False),
        ("ordinary", 12, 5, True),
        ("major", 8, 2, True),
        ("major", 8, 3, False),
        ("major", 12, 3, True),
    ],
)
def test_the_rule(yard: Yard, matter: str, votes: int, against: int, is_passed: bool) -> None:
    one = yard.at("passed" if is_passed else "failed", votes=votes, against=against, matter=matter)
    assert one.tally["is_passed"] is is_passed
    assert (one.tally["households"], one.tally["voted"], one.tally["against"]) == (12, votes, against)


def test_area_counts_too_if_it_was_announced(yard: Yard) -> None:
    Household.objects.filter(number=yard.households[0].number).update(area=5000)
    one = yard.at("failed", votes=12, against=1, counts_area=True)
    assert one.tally["has_quorum"] and not one.tally["is_passed"]
    assert yard.at("passed", votes=12, against=1).tally["area"] == ""


def test_the_rule_of_the_announcement_holds_whatever_the_settings_say_later(yard: Yard) -> None:
    one = yard.at("voting")
    yard.vote(one, 8)
    with override_config(CONSULT_QUORUM="1"):
        yard.after(one, "passed")
    assert one.tally["quorum"] == "2/3"


def test_a_setting_without_sense_stops_the_announcement(yard: Yard) -> None:
    with override_config(CONSULT_QUORUM="多数"), pytest.raises(MoveRefused, match="设置"):
        acts.announce(yard.draft(), by=yard.secretary)


@given(st.integers(0, 500), st.integers(1, 500))
def test_shares_are_exact(part: int, whole: int) -> None:
    assert deciding.reaches(part, whole, "2/3") == (3 * part >= 2 * whole)
    assert deciding.reaches(part, whole, ">1/2") == (2 * part > whole)
    assert deciding.parse(">1/2") == (Fraction(1, 2), True)


def test_voting_waits_for_the_announcement_and_ends_on_time(yard: Yard) -> None:
    one = yard.at("announced")
    with pytest.raises(MoveRefused, match="公示期"):
        acts.open_voting(one, by=yard.secretary, until=timezone.now() + dt.timedelta(days=1))
    other = yard.at("voting")
    with pytest.raises(MoveRefused, match="还没有截止"):
        acts.count(other, by=yard.secretary)
    Consultation.objects.filter(pk=other.pk).update(voting_until=timezone.now())
    with pytest.raises(MoveRefused, match="截止"):
        voting.by_staff(other, yard.households[0], by=yard.worker, choice="for", name="王五")
    with pytest.raises(MoveRefused, match="表决期"):
        voting.by_household(other, yard.households[0], choice="for", name="王五")


def test_nobody_changes_who_counts_while_a_vote_is_on(yard: Yard) -> None:
    yard.at("voting")
    with pytest.raises(MoveRefused, match="暂不能改"):
        households.strike_off(yard.households[0], by=yard.secretary)
    with pytest.raises(MoveRefused, match="暂不能改"):
        households.enter(PLACE + "001", [households.Line("9号楼", None)], by=yard.secretary)


def test_codes_fit_their_household_and_consultation_only(yard: Yard) -> None:
    one, other = yard.at("voting"), yard.draft()
    first, second = yard.households[:2]
    code = codes.code_of(one, first)
    assert codes.household_of(one, f" {code.lower()} ") == first
    assert codes.household_of(other, code) is None
    assert codes.household_of(one, f"{second.pk}{code[code.index('-') :]}") is None
    for wrong in ("", "-", "1", "1-", f"{first.pk}-{'A' * 10}", "９-ABCDEFGHJK", "1" * 40):
        assert codes.household_of(one, wrong) is None


def test_another_community_votes_not(yard: Yard) -> None:
    stranger = Household.objects.create(place_code="410802009011", number="1号楼")
    with pytest.raises(MoveRefused, match="范围"):
        voting.by_staff(yard.at("voting"), stranger, by=yard.worker, choice="for", name="王五")

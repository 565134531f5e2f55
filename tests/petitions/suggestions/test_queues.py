"""Whose turn a suggestion is, who is reminded, and what the system ends by itself (rules §3)."""

import datetime as dt

import pytest
from django.utils import timezone

from jiaozuo_social.cases import audiences
from jiaozuo_social.cases.models import Case, Clock
from jiaozuo_social.cases.waits import waiting_for
from jiaozuo_social.orgs.models import Duty
from petitions import campaign_daily
from petitions.campaign_selectors import figures
from petitions.models import Suggestion
from tests import factories

from .conftest import Office


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("received", "solicitor"),
        ("screened", "solicitor"),
        ("returned", "solicitor"),
        ("assigned", "worker"),
        ("studying", "worker"),
        ("replied", "worker"),
        ("transforming", "worker"),
        ("implemented", ""),
    ],
)
def test_whose_turn_it_is(office: Office, state: str, who: str) -> None:
    office.at(state)
    turn = [
        name
        for name in ("solicitor", "worker", "boss")
        if Case.objects.filter(waiting_for(getattr(office, name))).exists()
    ]
    assert turn == [who] * bool(who)


def test_a_draft_waits_for_the_head(office: Office) -> None:
    case = office.at("studying")
    case.submit_answer(by=office.unit, result="kept", answer_text="留作参考")
    assert Case.objects.filter(waiting_for(office.boss)).exists()
    assert not Case.objects.filter(waiting_for(office.worker)).exists()


def test_the_desk_that_is_reminded_is_where_the_solicitors_sit(office: Office) -> None:
    clock = office.at("received").clocks.get(rule="J1")
    (post, *_) = audiences.posts(clock, "desk")
    assert [one.user for one in audiences.people(clock, "desk", post)] == [office.solicitor]


def test_solicitors_see_suggestions_of_their_area_only(office: Office) -> None:
    case = office.at("received")
    elsewhere = factories.member(office.other_bureau, Duty.SOLICITOR)
    assert list(Suggestion.objects.visible_to(office.solicitor)) == [case]
    for other in (elsewhere, office.worker, factories.member(office.county_bureau, Duty.REGISTRAR)):
        assert not Suggestion.objects.visible_to(other).exists()


def test_ends_are_closed_when_the_window_is_over(office: Office) -> None:
    kept, promised, done = office.at("archived"), office.at("replied"), office.at("implemented")
    rated = office.at("evaluated")
    assert campaign_daily.close_suggestions() == 2
    Clock.objects.filter(rule="J6", stopped_at=None).update(due_at=timezone.now() - dt.timedelta(seconds=1))
    assert campaign_daily.close_suggestions() == 1
    assert campaign_daily.close_suggestions() == 0
    states = {case.pk: case.state for case in Suggestion.objects.all()}
    assert states == {kept.pk: "closed", rated.pk: "closed", done.pk: "closed", promised.pk: "replied"}


def test_figures_of_the_rules(office: Office) -> None:
    """采纳率 = (采纳+部分采纳)÷已答复; 0 denominator → —."""
    assert figures(Suggestion.objects.all()).adoption_rate is None
    office.at("received")
    office.at("archived")
    office.at("evaluated")
    declined = office.at("studying")
    declined.reply(by=office.lead, result="declined", answer_text="与规划不符")
    late = office.at("studying")
    Clock.objects.filter(case=late, rule="J4").update(due_at=timezone.now() - dt.timedelta(days=1))
    late.reply(by=office.lead, result="partly", answer_text="部分采纳")
    counted = figures(Suggestion.objects.all())
    assert (counted.received, counted.taken, counted.answered, counted.adopted) == (5, 3, 3, 2)
    assert (counted.adoption_rate, counted.use_rate) == (67, 50)
    assert (counted.due, counted.in_time, counted.in_time_rate) == (3, 2, 67)
    assert counted.content_rate == 100

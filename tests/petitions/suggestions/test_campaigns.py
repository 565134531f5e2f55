"""Campaigns (rules §3): their states, the period to the second, the collective answer, the reminders."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases.models import Document, Party
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.outbox.models import Message, Notice
from petitions import campaign_answers, campaign_daily, campaigns
from petitions.models import Campaign, Suggestion
from petitions.services import submit_suggestion
from tests import factories

from .conftest import Office, campaign

SECOND = dt.timedelta(seconds=1)


def submit(running: Campaign | None, **fields: Any) -> Suggestion:
    party = Party()
    party.set_contact(name=fields.pop("name", "李四"), phone="13800005678")
    values = {"title": "加装座椅", "body": "候车久", "proposal": "加装", "place_code": "410802001", **fields}
    receipt = submit_suggestion(Suggestion(campaign=running, **values), by=Actor.petitioner(), party=party)
    return receipt.case  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("edge", "offset", "is_taken"),
    [
        ("starts_at", -SECOND, False),
        ("starts_at", dt.timedelta(), True),
        ("ends_at", dt.timedelta(), True),
        ("ends_at", SECOND, False),
    ],
)
def test_the_period_to_the_second(
    office: Office, running: Campaign, edge: str, offset: dt.timedelta, is_taken: bool
) -> None:
    with time_machine.travel(getattr(running, edge) + offset, tick=False):
        if is_taken:
            assert submit(running).campaign == running
        else:
            with pytest.raises(MoveRefused, match="征集期"):
                submit(running)


@pytest.mark.parametrize("state", ["draft", "closed", "summarised", "archived"])
def test_a_campaign_that_is_not_published_takes_nothing(office: Office, state: str) -> None:
    with pytest.raises(MoveRefused, match="征集期"):
        submit(campaign(office, state=state))


@pytest.mark.parametrize("name", ["title", "body", "proposal", "name"])
def test_four_fields(office: Office, name: str) -> None:
    with pytest.raises(MoveRefused, match="请填写"):
        submit(None, **{name: " "})


def test_the_states_in_their_order_each_in_the_log(office: Office) -> None:
    case = campaign(office, state="draft")
    by = office.solicitor
    with pytest.raises(MoveRefused, match="不能截止"):
        campaigns.close(case, by=by)
    campaigns.publish(case, by=by)
    campaigns.close(case, by=by)
    with pytest.raises(MoveRefused, match="结果反馈"):
        campaigns.summarise(case, by=by, summary=" ")
    campaigns.summarise(case, by=by, summary="共收到建议 3 条，采纳 1 条。")
    campaigns.archive(case, by=by)
    assert case.state == "archived"
    acts = list(
        Access.objects.filter(object_type="petitions.campaign").order_by("pk").values_list("detail", "user")
    )
    assert [detail["act"] for detail, _ in acts] == ["发布", "截止", "公布结果", "归档"]
    assert {user for _, user in acts} == {by.pk}


def test_a_published_campaign_keeps_its_topic(office: Office, running: Campaign) -> None:
    with pytest.raises(MoveRefused, match="不能再改"):
        campaigns.edit(running, by=office.solicitor, title="别的议题")
    later = running.ends_at + dt.timedelta(days=3)
    campaigns.edit(running, by=office.solicitor, ends_at=later)
    running.refresh_from_db()
    assert running.ends_at == later


def test_it_closes_by_itself_once(office: Office, running: Campaign) -> None:
    with time_machine.travel(running.ends_at, tick=False):
        assert campaign_daily.close_ended() == 0
    with time_machine.travel(running.ends_at + SECOND, tick=False):
        assert campaign_daily.close_ended() == 1
        assert campaign_daily.close_ended() == 0
    running.refresh_from_db()
    assert running.state == "closed" and running.closed_at is not None


def test_the_summary_answers_each_open_suggestion_once(office: Office, running: Campaign) -> None:
    received, daily = submit(running), submit(None)
    screened = submit(running)
    screened.screen(by=office.desk, is_unique=True, is_impersonal=True)
    screened.note_result(by=office.desk, result="adopted")
    kept = submit(running)
    kept.archive(by=office.desk, screening_reason="vague", note="空泛")
    campaigns.close(running, by=office.solicitor)
    with pytest.raises(MoveRefused, match="尚未公布"):
        received.reply_collectively(by=office.system)
    campaigns.summarise(running, by=office.solicitor, summary="采纳 1 条。")
    assert campaign_answers.answer_campaign(running.pk) == 2
    assert campaign_answers.answer_campaign(running.pk) == 0
    results = dict(Suggestion.objects.filter(campaign=running).values_list("pk", "result"))
    assert results == {received.pk: "kept", screened.pk: "adopted", kept.pk: ""}
    answers = Document.objects.filter(kind="answer")
    assert {d.case_id for d in answers} == {received.pk, screened.pk} and "采纳 1 条" in answers[0].body
    assert Message.objects.filter(kind="suggestion.reply_collectively").count() == 2
    daily.refresh_from_db()
    assert daily.state == "received"


def test_the_answers_go_on_where_they_stopped(
    office: Office, running: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        submit(running)
    campaigns.close(running, by=office.solicitor)
    campaigns.summarise(running, by=office.solicitor, summary="结果")
    send, seen = campaign_answers_send(), []

    def killed(case: Suggestion, **kwargs: Any) -> None:
        if len(seen) == 1:
            raise KeyboardInterrupt
        seen.append(case.pk)
        send(case, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr("petitions.suggestion_answers.send", killed)
        with pytest.raises(KeyboardInterrupt):
            campaign_answers.answer_campaign(running.pk)
    assert Document.objects.count() == 1
    with pytest.raises(MoveRefused, match="稍后再归档"):
        campaigns.archive(running, by=office.solicitor)
    assert campaign_answers.answer_all() == 2
    assert Document.objects.count() == 3


def campaign_answers_send() -> Any:
    from petitions import suggestion_answers

    return suggestion_answers.send


def test_solicitors_are_reminded_once_a_step(office: Office, running: Campaign) -> None:
    campaigns.close(running, by=office.solicitor)
    closed = running.closed_at
    assert closed is not None
    steps = []
    for days in (1, 24, 25, 30, 31, 45):
        with time_machine.travel(closed + dt.timedelta(days=days), tick=False):
            campaign_daily.remind_of_summaries()
            campaign_daily.remind_of_summaries()
            steps.append(Notice.objects.filter(user=office.solicitor, kind="campaign.summary").count())
    due = campaigns.summary_due_at(running)
    assert due is not None and (timezone.localdate(due) - timezone.localdate(closed)).days >= 30
    assert steps[0] == 0 and steps[1] == 1 and steps[-1] >= 3
    assert steps == sorted(steps)


def test_campaigns_are_managed_in_the_own_area(office: Office, running: Campaign) -> None:
    from jiaozuo_social.orgs.models import Duty

    other = factories.member(office.other_bureau, Duty.SOLICITOR)
    assert list(Campaign.objects.managed_by(office.solicitor)) == [running]
    assert not Campaign.objects.managed_by(other).exists()
    assert not Campaign.objects.managed_by(office.worker).exists()

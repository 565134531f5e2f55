"""Citizens' pages of suggestions, without JavaScript: form, hints, campaigns, published ones, votes."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from petitions import campaign_answers, campaigns
from petitions.models import Campaign, PublicVote, Suggestion

from .conftest import Office, campaign
from .pages import plant_places, proof, written

HOME = "/petitions/suggestions/"
NEW = "/petitions/suggestions/new/"


@pytest.fixture
def citizen(office: Office) -> Client:
    plant_places()
    return Client()


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def publish(office: Office, **fields: Any) -> Suggestion:
    case = office.at("replied", is_public=True, **fields)
    case.publish(by=office.desk, public_text="建议在公交站加装座椅。")
    return case


def test_a_suggestion_is_filed_and_its_receipt_shown(citizen: Client, running: Campaign) -> None:
    data = written(citizen, campaign=str(running.pk), is_public="on")
    answer = citizen.post(NEW, data)
    case = Suggestion.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/status/receipt/{case.number}/"
    assert case.campaign == running and case.is_public and not case.agrees_to_name
    assert case.number in words(citizen, answer["Location"])
    status = words(citizen, f"/status/{case.number}/")
    assert "人民建议征集办" in status and "在客流大的站点加装折叠座椅" in status


def test_the_same_form_twice_gives_one_suggestion(citizen: Client) -> None:
    data = written(citizen)
    assert citizen.post(NEW, data)["Location"] == citizen.post(NEW, data)["Location"]
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("name", ["title", "body", "proposal", "name", "phone"])
def test_each_of_the_four_fields_is_asked_for(citizen: Client, name: str) -> None:
    answer = citizen.post(NEW, written(citizen, **{name: ""}))
    assert answer.status_code == 200 and f'id="id_{name}_error"' in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_a_robot_is_refused(citizen: Client) -> None:
    citizen.post(NEW, written(citizen, human_answer="99"))
    citizen.post(NEW, written(citizen, website="http://spam"))
    assert not Suggestion.objects.exists()


def test_a_campaign_that_ended_meanwhile_is_refused_with_the_text_kept(
    citizen: Client, running: Campaign
) -> None:
    data = written(citizen, campaign=str(running.pk))
    Campaign.objects.update(ends_at=timezone.now() - dt.timedelta(seconds=1))
    page = citizen.post(NEW, data).content.decode()
    assert "不在征集期内" in page and "老年人候车站立过久" in page
    assert not Suggestion.objects.exists()


def test_what_is_not_accepted_is_told_at_once(citizen: Client) -> None:
    for path in (HOME, NEW):
        page = words(citizen, path)
        assert "仲裁" in page and "个人诉求" in page and "12345" in page


def test_hints_show_only_what_the_desk_has_read_and_the_contributor_agreed_to(
    office: Office, citizen: Client
) -> None:
    office.at("screened", title="公交站加装折叠座椅甲", is_public=True)
    office.at("screened", title="公交站加装折叠座椅乙")
    office.at("received", title="公交站加装折叠座椅丙", is_public=True)
    office.at("archived", title="公交站加装折叠座椅丁", is_public=True)
    hint = words(citizen, "/petitions/suggestions/similar/?title=公交站加装折叠座椅")
    assert "座椅甲" in hint and not any(f"座椅{other}" in hint for other in "乙丙丁")
    looked = citizen.post(NEW, {**written(citizen, title="公交站加装折叠座椅"), "look": "1"}).content.decode()
    assert "座椅甲" in looked and not Suggestion.objects.filter(title="公交站加装折叠座椅").exists()


def test_the_home_page_shows_open_coming_and_past_campaigns_but_no_draft(
    office: Office, citizen: Client, running: Campaign
) -> None:
    now = timezone.now()
    campaign(
        office,
        title="即将开始的题目",
        starts_at=now + dt.timedelta(days=1),
        ends_at=now + dt.timedelta(days=2),
    )
    draft = campaign(office, title="没有发布的题目", state="draft")
    ended = campaign(office, title="刚刚到期的题目", ends_at=now - dt.timedelta(seconds=1))
    page = words(citizen, HOME)
    assert "没有发布的题目" not in page
    opened, past = page.split("往期征集和结果")
    assert running.title in opened and "即将开始的题目" in opened and ended.title not in opened
    assert ended.title in past
    assert citizen.get(f"/petitions/suggestions/campaigns/{draft.pk}/").status_code == 404


def test_a_campaign_shows_its_result_when_it_is_published(
    office: Office, citizen: Client, running: Campaign
) -> None:
    office.at("screened", campaign=running)
    path = f"/petitions/suggestions/campaigns/{running.pk}/"
    assert "参加征集" in words(citizen, path) and "收到建议" not in words(citizen, path)
    campaigns.close(running, by=office.solicitor)
    assert "参加征集" not in words(citizen, path)
    campaigns.summarise(running, by=office.solicitor, summary="采纳一条，其余留作参考。")
    campaign_answers.answer_campaign(running.pk)
    page = words(citizen, path)
    assert "采纳一条，其余留作参考。" in page and "收到建议" in page


def test_only_published_suggestions_are_shown_and_names_by_consent(office: Office, citizen: Client) -> None:
    shy, named = publish(office, title="甲建议"), publish(office, title="乙建议", agrees_to_name=True)
    office.at("replied", title="丙建议", is_public=True)
    page = words(citizen, "/petitions/suggestions/adopted/")
    assert "甲建议" in page and "乙建议" in page and "丙建议" not in page
    page = words(citizen, f"/petitions/suggestions/adopted/{shy.number}/")
    assert "热心市民" in page and "李四" not in page
    page = words(citizen, f"/petitions/suggestions/adopted/{named.number}/")
    assert "李四" in page and "13800005678" not in page and named.body not in page
    named.unpublish(by=office.desk, note="本人要求")
    assert citizen.get(f"/petitions/suggestions/adopted/{named.number}/").status_code == 404


def test_each_browser_votes_once(office: Office, citizen: Client) -> None:
    case = publish(office)
    path = f"/petitions/suggestions/adopted/{case.number}/"
    vote = {**proof(words(citizen, path)), "level": "satisfied"}
    assert citizen.post(f"{path}vote/", vote).status_code == 302
    assert citizen.post(f"{path}vote/", {**vote, "level": "fair"}).status_code == 302
    assert [v.level for v in PublicVote.objects.all()] == ["satisfied"]
    assert "您已评价过" in words(citizen, path)
    other = Client()
    other.post(f"{path}vote/", {**proof(words(other, path)), "level": "fair"})
    assert PublicVote.objects.count() == 2


def test_a_vote_needs_a_level_and_a_published_suggestion(office: Office, citizen: Client) -> None:
    case = publish(office)
    path = f"/petitions/suggestions/adopted/{case.number}/"
    asked = proof(words(citizen, path))
    assert "请选择一项" in citizen.post(f"{path}vote/", asked).content.decode()
    case.unpublish(by=office.desk, note="本人要求")
    assert citizen.post(f"{path}vote/", {**asked, "level": "fair"}).status_code == 404
    assert not PublicVote.objects.exists()


@pytest.mark.parametrize("path", [HOME, "/petitions/suggestions/adopted/"])
def test_one_more_row_costs_no_more_queries(
    office: Office, citizen: Client, django_assert_max_num_queries: Any, path: str
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    publish(office)
    campaign(office)
    words(citizen, path)
    with CaptureQueriesContext(
        connection,
    ) as once:
        words(citizen, path)
    publish(office)
    campaign(office)
    campaign(office, state="closed")
    with django_assert_max_num_queries(len(once)):
        words(citizen, path)


def test_the_contributor_evaluates_on_the_status_page(office: Office, citizen: Client) -> None:
    case = office.at("replied")
    opened = citizen.post("/status/", {"number": case.number, "code": case.code})
    assert opened.status_code == 302
    path = f"/status/{case.number}/"
    assert f"{path}moves/rate/" in words(citizen, path)
    citizen.post(f"{path}moves/rate/", {"level": "satisfied", "note": ""})
    case.refresh_from_db()
    assert case.state == "evaluated"
    assert f"{path}moves/rate/" not in words(citizen, path)

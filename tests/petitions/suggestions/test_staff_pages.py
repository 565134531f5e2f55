"""Pages of 征集办: campaigns for it alone, every move with its form, suggestions written down from paper."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaozuo_social.cases.models import Document
from jiaozuo_social.orgs.models import Duty
from petitions.models import Campaign, Petition, Suggestion
from petitions.suggestion_moves import MOVES
from tests import factories

from .conftest import Office, campaign
from .pages import hidden, plant_places

LIST = "/petitions/campaigns/"


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fields(**changes: Any) -> dict[str, Any]:
    now = timezone.localtime()
    return {
        "title": "公交线路优化",
        "explanation": "征集线路和站点的意见。",
        "ways": "",
        "starts_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + dt.timedelta(days=10):%Y-%m-%dT%H:%M}",
        **changes,
    }


def pages_of(one: Campaign) -> list[str]:
    return [LIST, f"{LIST}new/", f"{LIST}{one.pk}/", f"{LIST}{one.pk}/edit/", f"{LIST}{one.pk}/moves/close/",
            "/petitions/suggestions/register/"]  # fmt: skip


def test_campaign_pages_are_for_the_solicitors_of_the_area(office: Office, running: Campaign) -> None:
    plant_places()
    desk = browser(office.solicitor)
    assert {desk.get(path).status_code for path in pages_of(running)} == {200}
    for duty in set(Duty) - {Duty.SOLICITOR}:
        other = browser(factories.member(office.bureau, duty))
        assert {other.get(path).status_code for path in pages_of(running)} == {403}, duty
    stranger = Client()
    assert {stranger.get(path).status_code for path in pages_of(running)} == {302}
    elsewhere = browser(factories.member(office.other_bureau, Duty.SOLICITOR))
    statuses = [elsewhere.get(path).status_code for path in pages_of(running)]
    assert statuses == [200, 200, 404, 404, 404, 200]
    for path in (f"{LIST}{running.pk}/moves/close/", f"{LIST}{running.pk}/edit/"):
        assert elsewhere.post(path, {"sure": "1"}).status_code == 404
    running.refresh_from_db()
    assert running.state == "published"


def test_a_campaign_from_draft_to_archive(office: Office) -> None:
    desk = browser(office.solicitor)
    answer = desk.post(f"{LIST}new/", fields(department=str(office.social.pk)))
    one = Campaign.objects.get()
    assert answer["Location"] == f"{LIST}{one.pk}/"
    assert (one.state, one.place_code, one.department, one.created_by) == (
        "draft", "4108", office.social, office.solicitor,
    )  # fmt: skip
    desk.post(f"{LIST}{one.pk}/edit/", fields(department=str(office.social.pk), title="公交线路和站点"))
    desk.post(f"{LIST}{one.pk}/moves/publish/", {"sure": "1"})
    case = office.at("screened", campaign=one)
    desk.post(f"{LIST}{one.pk}/moves/close/", {"sure": "1"})
    short = desk.post(f"{LIST}{one.pk}/moves/summarise/", {"summary": "好"})
    assert "至少20字" in short.content.decode()
    desk.post(
        f"{LIST}{one.pk}/moves/summarise/", {"summary": "共收到建议 1 条，将在下一轮线网优化时研究采纳。"}
    )
    waiting = desk.post(f"{LIST}{one.pk}/moves/archive/", {"sure": "1"})
    assert waiting.status_code == 409 and "稍后再归档" in waiting.content.decode()
    from petitions.tasks import answer_campaigns

    answer_campaigns()
    desk.post(f"{LIST}{one.pk}/moves/archive/", {"sure": "1"})
    one.refresh_from_db()
    assert (one.state, one.title) == ("archived", "公交线路和站点")
    assert Document.objects.get().case_id == case.pk
    history = desk.get(f"{LIST}{one.pk}/").content.decode()
    assert all(act in history for act in ("新建", "修改", "发布", "截止", "公布结果", "归档"))


def test_a_move_out_of_turn_is_refused_with_a_sentence(office: Office, running: Campaign) -> None:
    answer = browser(office.solicitor).post(f"{LIST}{running.pk}/moves/archive/", {"sure": "1"})
    assert answer.status_code == 409 and "不能归档" in answer.content.decode()


def test_the_period_must_end_after_it_starts(office: Office) -> None:
    wrong = fields(department=str(office.social.pk), ends_at="2020-01-01T00:00")
    page = browser(office.solicitor).post(f"{LIST}new/", wrong).content.decode()
    assert "截止时间应在开始时间之后" in page and not Campaign.objects.exists()


def test_one_more_suggestion_costs_no_more_queries(office: Office, running: Campaign) -> None:
    desk = browser(office.solicitor)
    office.at("studying", campaign=running)
    for path in (f"{LIST}{running.pk}/", LIST):
        desk.get(path)
        with CaptureQueriesContext(connection) as once:
            desk.get(path)
        office.at("studying", campaign=running)
        campaign(office)
        with CaptureQueriesContext(connection) as again:
            desk.get(path)
        assert len(again) <= len(once), path


STATES = (
    "received", "screened", "assigned", "returned", "studying", "replied", "transforming", "implemented", "nominated",
)  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_each_possible_move_has_its_page(office: Office, state: str) -> None:
    """Of the impossible ones each state asks its share, so that all states together ask every one."""
    plant_places()
    case = office.at(state, is_public=True, agrees_to_name=True)
    shown = 0
    for user in (office.solicitor, office.worker, office.boss):
        client = browser(user)
        assert client.get(f"/cases/{case.pk}/").status_code in (200, 404)
        for turn, move in enumerate(MOVES):
            allowed = bool(move.check(case, actor_of(user)))
            if not allowed and turn % len(STATES) != STATES.index(state):
                continue
            answer = client.get(f"/cases/{case.pk}/moves/{move.name}/")
            assert (answer.status_code == 200) is allowed, (move.name, answer.status_code)
            shown += allowed
    assert shown >= 2


def actor_of(user: Any) -> Any:
    from jiaozuo_social.cases.moves import Actor

    return Actor.staff(user)


def press(client: Client, case: Suggestion, name: str, **data: Any) -> None:
    path = f"/cases/{case.pk}/moves/{name}/"
    seen = hidden(client.get(path).content.decode(), "seen")
    answer = client.post(path, {"seen": seen, **data})
    assert answer.status_code == 302, (name, answer.content.decode()[:4000])


def test_a_suggestion_travels_by_its_forms(office: Office) -> None:
    plant_places()
    desk, unit, lead = browser(office.solicitor), browser(office.worker), browser(office.boss)
    case = factories.suggestion(is_public=True, agrees_to_name=True)
    today = str(timezone.localdate())
    press(desk, case, "screen", is_unique="on", is_impersonal="on", title="在公交站加装座椅", place_code_0="410802",
          place_code_1="", place_code_2="")  # fmt: skip
    press(desk, case, "assign", lead=office.housing.pk, note="请研究")
    press(unit, case, "study", contacted_on=today, note="已电话联系")
    press(unit, case, "request_extension", days="20", note="需要论证")
    press(lead, case, "approve_extension", days="20", note="需要论证")
    press(unit, case, "submit_answer", result="adopted", answer_text="予以采纳")
    press(lead, case, "reply", result="adopted", answer_text="予以采纳，年内安装。")
    press(unit, case, "transform", use_type="benefit", use_due_on=today, note="年内安装")
    press(unit, case, "report_progress", note="已招标")
    press(unit, case, "implement", use_proof="已安装 40 处")
    press(desk, case, "publish", public_text="在公交站加装座椅")
    press(desk, case, "nominate", award_year=timezone.localdate().year, note="效果好")
    press(desk, case, "record_award", grade="first", panel="7 人同意 6 票")
    case.refresh_from_db()
    assert case.state == "awarded" and case.is_extended and case.published_at and case.award == "first"


@pytest.mark.parametrize(
    ("name", "data", "state"),
    [
        ("convert", {"target": "petition", "screening_reason": "personal", "note": "个人诉求"}, "converted"),
        ("archive", {"screening_reason": "vague", "note": "内容空泛"}, "archived"),
    ],
)
def test_what_is_not_studied_leaves_by_its_form(
    office: Office, name: str, data: dict[str, str], state: str
) -> None:
    case = office.at("received")
    press(browser(office.solicitor), case, name, **data)
    case.refresh_from_db()
    assert case.state == state and Petition.objects.exists() is (state == "converted")


def test_merging_by_number(office: Office) -> None:
    first, second = office.at("screened"), office.at("received")
    press(browser(office.solicitor), second, "merge", first=first.number, note="相同")
    second.refresh_from_db()
    assert second.state == "merged"


def test_a_letter_is_written_down_by_the_desk(office: Office) -> None:
    plant_places()
    desk = browser(office.solicitor)
    path = "/petitions/suggestions/register/"
    page = desk.get(path).content.decode()
    data = {
        "client_uuid": hidden(page, "client_uuid"), "channel": "letter", "title": "增设公共座椅", "body": "走累了没处坐",
        "proposal": "增设座椅", "place_code_0": "410802", "place_code_1": "", "place_code_2": "", "name": "王五",
        "contributor_kind": "person", "phone": "", "wants_sms": "on",
    }  # fmt: skip
    answer = desk.post(path, data)
    case = Suggestion.objects.get()
    assert answer["Location"] == f"/status/receipt/{case.number}/"
    assert desk.get(answer["Location"]).status_code == 200
    assert case.channel == "letter" and case.registered_by == office.solicitor
    assert not case.parties.get().wants_sms and case.entries.get().by == "staff"


@pytest.mark.parametrize(
    ("name", "state", "data"),
    [
        ("archive", "received", {"screening_reason": "vague", "note": "内容空泛"}),
        ("note_result", "screened", {"result": "adopted", "note": ""}),
        ("urge", "studying", {"note": "请抓紧研究"}),
    ],
)
def test_many_at_once(office: Office, running: Campaign, name: str, state: str, data: dict[str, str]) -> None:
    cases = [office.at(state, campaign=running) for _ in range(2)]
    desk = browser(office.solicitor)
    ids = {"id": [str(case.pk) for case in cases]}
    path = f"/cases/bulk/suggestion/{name}/"
    page = desk.get(path, ids).content.decode()
    answer = desk.post(path, {**ids, **data}).content.decode()
    assert f"对 2 件{MOVES[name].label}" in page
    assert "已办理 2 件" in answer

"""Tabs, counts, filters, search and saved views of the inbox."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases import inbox
from jiaozuo_social.cases.models import Case, SavedView
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.casework import ANSWER

pytestmark = pytest.mark.django_db
Login = Callable[[Any], Client]
URL = reverse("cases:inbox")


def numbers(client: Client, **params: Any) -> list[str]:
    rows = client.get(URL, params).context["page"].rows
    return [case.number for case in rows]


# Whose turn it is in each state (rules §1.5).
TURN = [
    ("submitted", "clerk"),
    ("registered", "approver"),
    ("dispatched", "worker"),
    ("accepted", "worker"),
    ("handling", "worker"),
    ("replied", None),
    ("review", "reviewer"),
]


@pytest.mark.parametrize(("state", "whose"), TURN)
def test_mine_holds_what_waits_for_me(
    state: str, whose: str | None, walk: Any, staff: SimpleNamespace, town: factories.Town
) -> None:
    case = walk.to(state)
    for role in ("clerk", "approver", "worker", "head", "reviewer", "stranger", "warden"):
        mine = inbox.cases(getattr(staff, role), "mine")
        assert list(mine.values_list("pk", flat=True)) == ([case.pk] if role == whose else []), role
    assert not inbox.cases(factories.member(town.bureau, Duty.APPROVER), "mine").exists()


def test_the_head_is_asked_when_something_lies_for_signature(walk: Any, staff: SimpleNamespace) -> None:
    case = walk.to("handling")
    assert not inbox.cases(staff.head, "mine").exists()
    case.submit_answer(by=Actor.staff(staff.worker), **ANSWER)
    assert inbox.cases(staff.head, "mine").get().pk == case.pk
    assert not inbox.cases(staff.worker, "mine").exists()
    case.return_answer(by=Actor.staff(staff.head), note="依据不准")
    assert inbox.cases(staff.worker, "mine").get().pk == case.pk
    case.request_extension(by=Actor.staff(staff.worker), days=10, note="需要论证")
    assert inbox.cases(staff.head, "mine").get().pk == case.pk


def test_a_co_department_is_asked_until_it_has_answered(walk: Any, staff: SimpleNamespace) -> None:
    case = walk.to("accepted", co=True)
    assert inbox.cases(staff.co_worker, "mine").get().pk == case.pk
    case.co_answer(by=Actor.staff(staff.co_worker), note="已提供")
    at_the_next_request = User.objects.get(pk=staff.co_worker.pk)
    assert not inbox.cases(at_the_next_request, "mine").exists()


def test_another_handlers_case_is_the_departments_not_mine(walk: Any, town: factories.Town) -> None:
    case = walk.to("handling")
    colleague = factories.member(town.housing, Duty.HANDLER)
    assert not inbox.cases(colleague, "mine").exists()
    assert inbox.cases(colleague, "unit").get().pk == case.pk


def test_confidential_cases_wait_for_the_warden_only(walk: Any, staff: SimpleNamespace) -> None:
    case = walk.to("submitted", purpose="accusation")
    assert inbox.cases(staff.warden, "mine").get().pk == case.pk
    assert not inbox.cases(staff.clerk, "mine").exists()


def test_what_no_nearer_desk_can_do_falls_to_the_desk_above(town: factories.Town) -> None:
    case, secret = factories.petition(), factories.petition(purpose="accusation")
    city_clerk = factories.member(town.bureau, Duty.REGISTRAR)
    city_warden = factories.member(town.bureau, Duty.CONFIDENTIAL)
    assert inbox.cases(city_clerk, "mine").get().pk == case.pk
    assert inbox.cases(city_warden, "mine").get().pk == secret.pk
    factories.member(town.county_bureau, Duty.REGISTRAR)
    city_clerk = User.objects.get(pk=city_clerk.pk)
    assert not inbox.cases(city_clerk, "mine").exists()
    assert inbox.cases(User.objects.get(pk=city_warden.pk), "mine").get().pk == secret.pk


def test_tabs_by_due_date(walk: Any, staff: SimpleNamespace) -> None:
    late, soon, far = (walk.to("registered") for _ in range(3))
    now = timezone.now()
    for case, due in ((late, -1), (soon, 2), (far, 30)):
        Case.objects.filter(pk=case.pk).update(due_at=now + dt.timedelta(days=due))
    assert [c.pk for c in inbox.cases(staff.approver, "overdue")] == [late.pk]
    assert [c.pk for c in inbox.cases(staff.approver, "soon")] == [soon.pk]
    assert inbox.counts(staff.approver, "mine", "soon", "overdue", "supervised") == {
        "mine": 3,
        "soon": 1,
        "overdue": 1,
        "supervised": 0,
    }


def test_counts_stop_where_they_no_longer_matter(
    town: factories.Town, staff: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "COUNT_LIMIT", 2)
    for _ in range(4):
        factories.petition()
    assert inbox.counts(staff.clerk, "mine") == {"mine": 2}
    assert inbox.count_words(2) == "1+"


def test_one_more_row_costs_no_more_queries(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    client = login(staff.approver)
    walk.to("registered")
    client.get(URL)  # the first page of a session sets its marks

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(URL, {"tab": "all"}).status_code == 200
        return len(queries)

    before = count()
    walk.to("registered")
    walk.to("dispatched", co=True)
    assert count() == before <= 12


def test_no_query_counts_the_whole_list(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    walk.to("registered")
    client = login(staff.approver)
    with CaptureQueriesContext(connection) as queries:
        client.get(URL, {"tab": "all"})
    for query in queries:
        assert "count(*)" not in query["sql"].lower() or "LIMIT 100" in query["sql"]


FILTERS = [
    ({"kind": "petition"}, True),
    ({"kind": "suggestion"}, False),
    ({"state": "petition.registered"}, True),
    ({"state": "petition.closed"}, False),
    ({"channel": "web"}, True),
    ({"channel": "letter"}, False),
    ({"purpose": "demand"}, True),
    ({"purpose": "opinion"}, False),
    ({"place": "410802"}, True),
    ({"only": "urgent"}, False),
    ({"only": "repeated"}, False),
    ({"only": ["supervised", "overdue"]}, False),
    ({"received_from": "2020-01-01"}, True),
    ({"received_to": "2020-01-01"}, False),
]


@pytest.mark.parametrize(("params", "found"), FILTERS)
def test_filters(
    params: dict[str, Any], found: bool, walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case = walk.to("registered")
    got = numbers(login(staff.approver), tab="all", **params)
    assert got == ([case.number] if found else [])


@pytest.mark.parametrize("day_offset,found", [(0, True), (1, False)])
def test_the_day_of_receipt_is_a_day_here(
    day_offset: int, found: bool, walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    case = walk.to("registered")
    half_past_midnight = timezone.make_aware(dt.datetime(2026, 3, 5, 0, 30))
    Case.objects.filter(pk=case.pk).update(received_at=half_past_midnight)
    day = dt.date(2026, 3, 5) + dt.timedelta(days=day_offset)
    got = numbers(login(staff.approver), tab="all", received_from=day.isoformat())
    assert got == ([case.number] if found else [])


@pytest.mark.parametrize("query", ["化粪", "池外溢", "13800001234", "外溢 无人"])
def test_search(query: str, walk: Any, staff: SimpleNamespace, login: Login) -> None:
    case = walk.to("registered")
    walk.to("registered", title="路灯不亮", body="一到夜里漆黑", phone="13800009999")
    assert numbers(login(staff.approver), q=query) == [case.number]


def test_a_search_of_one_character_says_what_is_missing(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    walk.to("registered")
    answer = login(staff.approver).get(URL, {"q": "粪"})
    assert answer.status_code == 200 and "请至少输入 2 个字" in answer.content.decode()
    assert answer.context["page"].rows == []


def test_a_broken_filter_is_an_error_message_not_an_empty_list(
    walk: Any, staff: SimpleNamespace, login: Login
) -> None:
    walk.to("registered")
    answer = login(staff.approver).get(URL, {"tab": "all", "received_from": "昨天"})
    assert answer.status_code == 200 and "有 1 处需要改正" in answer.content.decode()


def test_pages_by_the_last_row_seen(town: factories.Town, staff: SimpleNamespace, login: Login) -> None:
    all_numbers = {factories.petition().number for _ in range(35)}
    client = login(staff.clerk)
    first = client.get(URL, {"tab": "all"}).context["page"]
    second = client.get(URL, {"tab": "all", "page": first.next_token}).context["page"]
    got = [case.number for case in (*first.rows, *second.rows)]
    assert len(got) == 35 and set(got) == all_numbers


def test_saved_views_are_kept_replaced_and_deleted_by_their_owner(
    staff: SimpleNamespace, login: Login
) -> None:
    client = login(staff.approver)
    client.post(reverse("cases:save-view"), {"name": "网上求决", "query": "tab=all&channel=web"})
    client.post(reverse("cases:save-view"), {"name": "网上求决", "query": "tab=all&channel=letter"})
    view = SavedView.objects.get()
    assert (view.user, view.query) == (staff.approver, "tab=all&channel=letter")
    page = client.get(URL).content.decode()
    assert "网上求决" in page and "?tab=all&amp;channel=letter" in page

    other = login(staff.clerk)
    assert "网上求决" not in other.get(URL).content.decode()
    assert other.post(reverse("cases:delete-view", args=[view.pk])).status_code == 404
    assert client.get(reverse("cases:delete-view", args=[view.pk])).status_code == 405
    client.post(reverse("cases:delete-view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_the_menu_counts_what_waits(walk: Any, staff: SimpleNamespace, login: Login) -> None:
    walk.to("registered")
    links = login(staff.approver).get(URL).context["nav"].groups[0].links
    assert [(link.label, link.badge) for link in links if link.label == "收件箱"] == [("收件箱", 1)]


def test_what_no_unit_has_yet_lies_with_its_desk(town: factories.Town) -> None:
    """征集办 sits in a functional department and is the desk of suggestions all the same."""
    factories.rules()
    solicitor = factories.member(town.housing, Duty.SOLICITOR)
    suggestion = factories.suggestion(place_code=town.housing.place_code)
    factories.petition(place_code=town.housing.place_code)
    assert inbox.cases(solicitor, "unit").get().pk == suggestion.pk

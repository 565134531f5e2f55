"""The map: what a user may see and nothing else, by page, data and headers."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
import shapely
from constance import config
from django.test import Client
from django.utils import timezone

from jiaozuo_social.cases.models import Case
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.grids.places.conftest import COMMUNITY
from tests.places.outlines import outline


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def letters(area: SimpleNamespace) -> SimpleNamespace:
    factories.rules()
    where = {"latitude": "35.210000", "longitude": "113.210000"}
    return SimpleNamespace(
        urgent=factories.petition(title="燃气泄漏", is_urgent=True, **where),
        ordinary=factories.petition(title="路灯不亮", **where),
        nowhere=factories.petition(title="没有位置"),
        secret=factories.petition(title="举报", purpose="accusation", **where),
        elsewhere=factories.petition(title="外区", place_code="410811001", **where),
    )


def titles(user: Any, **query: str) -> list[str]:
    return [one["title"] for one in browser(user).get("/grids/map/cases.json", query).json()["cases"]]


def test_pins_are_the_visible_open_cases_the_most_urgent_first(area: SimpleNamespace, letters: Any) -> None:
    assert titles(area.clerk) == ["燃气泄漏", "路灯不亮"]
    assert titles(area.clerk, urgency="urgent") == ["燃气泄漏"]
    assert titles(area.clerk, urgency="overdue") == []
    assert titles(area.clerk, urgency="nonsense", category="x") == ["燃气泄漏", "路灯不亮"]
    assert titles(area.admin) == []


def test_the_worst_comes_first_because_a_shared_pin_takes_its_shape(
    area: SimpleNamespace, letters: Any
) -> None:
    late = factories.petition(title="超期一件", latitude="35.210000", longitude="113.210000")
    Case.objects.filter(pk=late.pk).update(due_at=timezone.now() - dt.timedelta(days=1))
    got = browser(area.clerk).get("/grids/map/cases.json").json()["cases"]
    assert [one["urgency"] for one in got] == ["urgent", "overdue", "ordinary"]
    assert titles(area.clerk, urgency="overdue") == ["超期一件"]


def test_confidential_cases_are_on_no_map(area: SimpleNamespace, letters: Any) -> None:
    officer = factories.member(area.town.county_bureau, Duty.CONFIDENTIAL)
    assert titles(officer) == []
    assert browser(officer).get("/grids/map/heat.json").json() == {"cells": []}


def test_more_than_fit_are_cut_and_said(area: SimpleNamespace, letters: Any) -> None:
    config.MAP_MAX_CASES = 1
    answer = browser(area.clerk).get("/grids/map/cases.json").json()
    assert [one["title"] for one in answer["cases"]] == ["燃气泄漏"] and answer["is_cut"]


def test_heat_counts_cells(area: SimpleNamespace, letters: Any) -> None:
    assert browser(area.clerk).get("/grids/map/heat.json").json() == {"cells": [[35.21, 113.21, 2]]}


def test_the_table_says_what_the_map_shows(area: SimpleNamespace, letters: Any) -> None:
    shown = browser(area.clerk).get("/grids/map/").content.decode()
    assert "燃气泄漏" in shown and "路灯不亮" in shown and "举报" not in shown and "外区" not in shown


def test_pins_cost_the_same_for_more_cases(
    area: SimpleNamespace, letters: Any, django_assert_max_num_queries: Any
) -> None:
    for n in range(10):
        factories.petition(title=f"又一件{n}", latitude="35.2", longitude="113.2")
    client = browser(area.clerk)
    client.get("/grids/map/cases.json")
    with django_assert_max_num_queries(12):
        assert len(client.get("/grids/map/cases.json").json()["cases"]) == 12


def test_outlines_of_the_own_area_only(area: SimpleNamespace) -> None:
    outline(COMMUNITY, shapely.box(113.20, 35.20, 113.24, 35.22), is_synthetic=True)
    own = browser(area.dispatcher).get("/grids/map/boundaries.json", {"under": "410802001"})
    assert [one["properties"]["code"] for one in own.json()["features"]] == [COMMUNITY]
    assert own.json()["synthetic"]
    for code in ("4108", "410811", "", "x"):
        assert browser(area.dispatcher).get("/grids/map/boundaries.json", {"under": code}).status_code == 404
    assert browser(factories.user("群众")).get("/grids/map/boundaries.json").status_code == 403
    assert Client().get("/grids/map/boundaries.json").status_code == 302


def test_unchanged_outlines_are_not_sent_again(area: SimpleNamespace) -> None:
    outline(COMMUNITY, shapely.box(113.20, 35.20, 113.24, 35.22))
    client = browser(area.dispatcher)
    address = "/grids/map/boundaries.json?under=410802001"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    assert browser(area.elsewhere).get(address, headers={"if-none-match": tag}).status_code == 404
    outline(COMMUNITY, shapely.box(113.20, 35.20, 113.25, 35.22))
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_many_outlines_come_packed(area: SimpleNamespace) -> None:
    for n in range(30):
        outline(f"{COMMUNITY}{n + 1:03}", shapely.box(113 + n / 100, 35.20, 113.01 + n / 100, 35.22))
    address = f"/grids/map/boundaries.json?under={COMMUNITY}"
    answer = browser(area.dispatcher).get(address, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


def test_the_page_allows_no_other_host_while_no_background_is_set(area: SimpleNamespace) -> None:
    policy = browser(area.clerk).get("/grids/map/")["Content-Security-Policy"]
    assert "img-src 'self' data:;" in policy + ";"

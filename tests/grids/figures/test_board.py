"""The board shows what the cases are, from kept figures: made anew only where something changed."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from constance.test import override_config
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids.board import making, selectors
from grids.models import DayFigure, GridCase, OpenFigure
from jiaozuo_social.cases import numbers
from jiaozuo_social.cases.models import Entry
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.gridwork import COMMUNITY, GRID, GridTown, GridWalk, event, report
from tests.threads import at_once

STREET, COUNTY, CITY = "410804001", "410804", "4108"


def enter(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def old_case(days: int, **fields: Any) -> GridCase:
    """Came in so many days ago, as its history says."""
    received = timezone.now() - dt.timedelta(days=days)
    given = {"place_code": GRID, "category": event(), "reporter_kind": "worker", "state": "reported"}
    case = GridCase.objects.create(
        number=numbers.next_number("WG"), title="旧事项", body="内容", received_at=received,
        **{**given, **fields},
    )  # fmt: skip
    Entry.objects.create(
        case_id=case.pk, seq=1, at=received, by="staff", move="receive", label="上报", hash="-"
    )
    return case


def board(scope: str = CITY) -> selectors.Board:
    return selectors.board(scope, selectors.making().made_at)


def kept() -> tuple[list[Any], list[Any]]:
    return (
        sorted(DayFigure.objects.values_list(*DayFigure.KEY, *DayFigure.VALUES)),
        sorted(OpenFigure.objects.values_list(*OpenFigure.KEY, *OpenFigure.VALUES)),
    )


@pytest.mark.parametrize("scope", [CITY, COUNTY, STREET, COMMUNITY])
def test_every_area_around_a_case_counts_it(scope: str, grid_town: GridTown, grid_walk: GridWalk) -> None:
    grid_walk.to("handling")
    grid_walk.to("closed")
    urgent = report(grid_town.by("street"), urgency="urgent", code="01001")
    GridCase.objects.filter(pk=urgent.pk).update(due_at=timezone.now() - dt.timedelta(hours=1))
    old_case(3)
    making.make()
    found = board(scope)
    assert (found.today.received, found.today.closed, found.received, found.closed) == (3, 1, 4, 1)
    assert (found.open, found.overdue, found.urgent) == (3, 1, 1)
    assert [(line.label, line.received, line.open, line.overdue) for line in found.classes] == [
        ("市容环境", 3, 2, 0), ("市政公用设施", 1, 1, 1),
    ]  # fmt: skip
    assert [(line.label, line.open, line.overdue) for line in found.departments] == [("马村区城管局", 1, 0)]


def test_another_area_counts_nothing(grid_town: GridTown) -> None:
    report(grid_town.by("street"))
    making.make()
    assert board("410804001007").is_empty
    areas = {line.code: (line.received, line.open) for line in board(STREET).areas}
    assert areas == {COMMUNITY: (1, 1), "410804001007": (0, 0)}


def test_confidential_cases_are_in_no_figure(grid_town: GridTown) -> None:
    case = report(grid_town.by("street"))
    making.make()
    GridCase.objects.filter(pk=case.pk).update(is_confidential=True)
    making.make(everything=True)
    assert kept() == ([], [])


def test_what_changed_is_the_same_as_everything(grid_town: GridTown, grid_walk: GridWalk) -> None:
    """Moved, closed, corrected to another class and place: the quick way gives what the full one gives."""
    moved, corrected = grid_walk.to("filed"), old_case(9, holder_code=STREET)
    old_case(20)
    making.make(everything=True)
    grid_walk.to("closed")
    moved.dispatch(by=grid_town.by("street"), lead=grid_town.cleaning)
    corrected.correct(by=grid_town.by("street"), category=event("01001"), place_code="410804001007")
    assert making.make() > 0
    quick = kept()
    assert making.make() == 0 and making.make(everything=True) == 0
    assert kept() == quick
    assert board("410804001007").received == 1


def test_days_that_are_no_longer_shown_go(grid_town: GridTown) -> None:
    old_case(50)
    old_case(10)
    making.make()
    assert (board().before, board().received) == (1, 1)
    with override_config(GRID_BOARD_DAYS=15):
        making.make()
        assert (board().before, board().received) == (0, 1)
    assert DayFigure.objects.filter(scope=CITY).count() == 1


def test_the_page_asks_as_much_for_many_cases_as_for_few(grid_town: GridTown) -> None:
    page = enter(factories.member(grid_town.city, Duty.LEADER))
    counts = []
    for _ in range(2):
        for days in range(12):
            old_case(days, department=grid_town.housing)
        call_command("make_board", all=True, verbosity=0)
        page.get("/grids/board/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = page.get("/grids/board/")
        assert answer.status_code == 200
        assert not any("grids_gridcase" in query["sql"] for query in asked.captured_queries)
        assert len(asked) <= 20
        counts.append(sum("figure" in query["sql"] for query in asked))
    assert counts[0] == counts[1]


def test_each_sees_the_own_area_and_what_lies_in_it(grid_town: GridTown) -> None:
    making.make()
    people = {
        "leader": factories.member(grid_town.county, Duty.LEADER),
        "dispatcher": grid_town.people.street,
        "grid leader": grid_town.people.leader,
        "worker": grid_town.people.worker,
        "handler": grid_town.people.handler,
    }
    areas = ("", CITY, COUNTY, STREET, COMMUNITY, "410804001007", "x", "41080400")
    seen = {
        name: [enter(user).get("/grids/board/", {"area": area} if area else {}).status_code for area in areas]
        for name, user in people.items()
    }
    assert seen == {
        "leader": [200, 403, 200, 200, 200, 200, 403, 403],
        "dispatcher": [200, 403, 403, 200, 200, 200, 403, 403],
        "grid leader": [200, 403, 403, 403, 200, 403, 403, 403],
        "worker": [403] * 8,
        "handler": [403] * 8,
    }


def test_it_says_when_it_was_made_and_that_it_is_old(grid_town: GridTown) -> None:
    page = enter(grid_town.people.street)
    assert "还没有统计" in page.get("/grids/board/").content.decode()
    report(grid_town.by("street"))
    making.make()
    text = page.get("/grids/board/").content.decode()
    assert "统计于" in text and "没有更新" not in text
    made = selectors.making()
    made.made_at -= dt.timedelta(minutes=40)
    made.save()
    assert "超过30分钟没有更新" in page.get("/grids/board/").content.decode()


def test_an_open_page_is_renewed_only_by_new_figures(grid_town: GridTown) -> None:
    making.make()
    page = enter(grid_town.people.street)
    stamp = page.get("/grids/board/").context["stamp"]
    again = page.get("/grids/board/", {"made": stamp}, headers={"HX-Request": "true"})
    assert (again.status_code, again.content) == (204, b"")
    report(grid_town.by("street"))
    making.make()
    newer = page.get("/grids/board/", {"made": stamp}, headers={"HX-Request": "true"})
    assert newer.status_code == 200 and newer.content.decode().startswith('<div class="board"')


def test_its_map_is_of_the_area_and_shows_only_what_the_reader_sees(grid_town: GridTown) -> None:
    """The page carries figures by area; positions come by the map's own address, with its permissions."""
    here = {"latitude": Decimal("35.34"), "longitude": Decimal("113.31")}
    report(grid_town.by("street"), **here)
    report(grid_town.by("other_worker"), place_code="410804001007", **here)
    factories.petition(place_code=GRID, **here)
    making.make()
    leader = factories.member(grid_town.county, Duty.LEADER)
    page = enter(grid_town.people.street).get("/grids/board/", {"area": COMMUNITY})
    text = page.content.decode()
    assert f'data-query="kind=grid&amp;under={COMMUNITY}"' in text and 'href="/grids/map/"' in text
    assert "leaflet.js" not in text.split("data-load")[0]  # fetched when the map comes into sight
    assert enter(leader).get("/grids/board/").context["charts"]["areas"][STREET][0] == 2
    asked = {"kind": "grid", "under": COMMUNITY}
    seen = {
        name: len(enter(user).get("/grids/map/cases.json", asked).json()["cases"])
        for name, user in {**vars(grid_town.people), "numbers only": leader}.items()
        if name in ("street", "other_leader", "numbers only")
    }
    assert seen == {"street": 1, "other_leader": 0, "numbers only": 0}


def test_no_name_of_a_worker_is_on_it(grid_town: GridTown) -> None:
    report(grid_town.by("worker"))
    making.make()
    text = enter(grid_town.people.street).get("/grids/board/").content.decode()
    assert "网格员" not in text.split('id="board"')[1]


@pytest.mark.django_db(transaction=True)
def test_made_by_several_at_once_it_is_made_once(grid_town: GridTown) -> None:
    """The beat and an administrator's command at the same moment, also for the first time."""
    report(grid_town.by("street"))
    outcomes = at_once([lambda: making.make(everything=True)] * 4, threads=4)
    assert sorted(outcomes, key=str) == [0, 0, 0, max(outcomes, key=str)], outcomes
    assert board().received == board(COMMUNITY).open == 1

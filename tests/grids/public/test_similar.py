"""“Is it known already?”: the same class in the same grid, in words that tell of nobody; without JavaScript too."""

import datetime as dt
import uuid
from typing import Any

import pytest
from constance.test import override_config
from django.test import Client
from django.utils import timezone

from grids import nearby
from grids.models import EverydayEvent, GridCase
from tests.gridwork import GRID, GridTown, event, report

from .conftest import Reporter

pytestmark = pytest.mark.django_db


def close(case: GridCase, days: int) -> None:
    over = timezone.now() - dt.timedelta(days=days)
    GridCase.objects.filter(pk=case.pk).update(is_open=False, closed_at=over, state="closed")


def test_the_same_class_in_the_same_grid_open_or_lately_closed(grid_town: GridTown) -> None:
    mine, micro = report(), report()
    GridCase.objects.filter(pk=micro.pk).update(place_code=f"{GRID}01", state="handling")
    close(report(), 29)
    close(report(), 31)
    report(code="06013")
    report(place_code=f"{GRID[:12]}002")
    GridCase.objects.filter(pk=report().pk).update(state="void", is_open=False, closed_at=timezone.now())
    found = nearby.like(f"{GRID}01", event())
    assert sorted(one.words for one in found) == ["已办结", "正在办理", "正在核实"]
    assert {(one.event, one.place) for one in found} == {("暴露垃圾", found[0].place)}
    assert "第一网格" in found[0].place and found[0].received_on == timezone.localdate(mine.received_at)
    assert nearby.like(GRID[:12], event()) == []


def ask(reporter: Reporter, **asked: Any) -> str:
    words = EverydayEvent.objects.get(words="垃圾没人清")
    answer = reporter.client.get("/grids/report/similar/", {"event": words.pk, "grid": GRID, **asked})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_strangers_read_class_grid_day_and_state_only(reporter: Reporter) -> None:
    case = report(place_detail="3号楼东侧")
    page = ask(reporter)
    assert "暴露垃圾" in page and "第一网格" in page and "正在核实" in page
    for told in (case.number, "楼下垃圾", "3号楼", "张", "138"):
        assert told not in page
    assert "暴露垃圾" not in ask(reporter, grid="") + ask(reporter, event="x")
    assert "暴露垃圾" in ask(reporter, latitude="x", longitude="x")
    with override_config(HINT_RATE_IP="1/h"):
        ask(reporter)
        assert "暴露垃圾" not in ask(reporter)


def test_without_javascript_a_button_asks_and_nothing_is_lost(reporter: Reporter) -> None:
    at = f"/grids/report/?grid={GRID}"
    data = reporter.written(at=at)
    looked = reporter.send({**data, "look": "1"}).content.decode()
    assert "没有查到" in looked and data["body"] in looked
    report()
    known = reporter.send({**data, "look": "1"}).content.decode()
    assert "看看是不是同一件" in known and GridCase.objects.count() == 1
    assert reporter.send(data).status_code == 302 and GridCase.objects.count() == 2


def test_who_files_a_case_sees_what_may_be_the_same(grid_town: GridTown) -> None:
    case, other = report(), report()
    report(place_code=f"{GRID[:12]}002")
    street = grid_town.people.street
    assert [one.pk for one in nearby.perhaps_the_same(case, street)] == [other.pk]
    assert nearby.perhaps_the_same(case, grid_town.people.handler) == []  # sees neither
    client = Client()
    client.force_login(street)
    assert "是不是重复" in client.get(f"/cases/{other.pk}/").content.decode()
    case.ask_verify(by=grid_town.by("street"), verifier=grid_town.people.worker)
    case.verify(by=grid_town.by("worker"), is_found=True, note="属实。")
    case.file_case(by=grid_town.by("street"))
    assert nearby.perhaps_the_same(case, street) == []


def test_the_desk_is_asked_once_before_it_registers_the_same_again(grid_town: GridTown) -> None:
    report()
    client = Client()
    client.force_login(grid_town.people.street)
    data = {
        "client_uuid": uuid.uuid4(), "channel": "grid", "category": event().pk, "urgency": "ordinary",
        "body": "楼下又堆了垃圾。", "place_code_0": GRID[:6], "place_code_1": GRID[:9], "place_code_2": GRID[:12],
        "place_code_3": GRID,
    }  # fmt: skip
    asked = client.post("/grids/desk/", data).content.decode()
    assert "请核对是不是同一件" in asked and "楼下又堆了垃圾" in asked and GridCase.objects.count() == 1
    assert client.post("/grids/desk/", {**data, "known_seen": "1"}).status_code == 302
    assert GridCase.objects.count() == 2

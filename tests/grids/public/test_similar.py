"""“Is it known already?”: the same class in the same grid, in words that tell of nobody; without JavaScript too."""

import datetime as dt
from typing import Any

import pytest
from constance.test import override_config
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

"""Visits and patrols: notes for the work; nobody is counted, ranked or located (rules §7)."""

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from grids import visiting
from grids.models import Delivery, Visit
from jiaozuo_social.orgs.models import Duty
from tests import factories

from .conftest import GRID, phone_of, send

pytestmark = pytest.mark.django_db
NEW = "/grids/m/visits/new/"


def noted(**changes: Any) -> dict[str, Any]:
    return {
        "client_uuid": str(uuid.uuid4()), "kind": "visit", "grid": GRID, "day": timezone.localdate().isoformat(),
        "person": "3 单元王奶奶", "note": "腿伤好转", "follow_up_on": "", **changes,
    }  # fmt: skip


def test_noted_once(phone: Client, area: SimpleNamespace) -> None:
    data = noted()
    assert send(phone, data, NEW).json() == send(phone, data, NEW).json()
    visit = Visit.objects.get()
    assert (visit.author, visit.grid, visit.person, visit.note) == (
        area.worker,
        area.grid,
        "3 单元王奶奶",
        "腿伤好转",
    )
    assert Delivery.objects.count() == 1


def test_what_is_written_of_people_is_encrypted(phone: Client) -> None:
    send(phone, noted(), NEW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT person || note FROM grids_visit")
        assert "王奶奶" not in cursor.fetchone()[0]


def test_nothing_counts_or_locates_the_worker() -> None:
    """rules §7: no 打卡、积分、排名; a column for it would be the beginning."""
    columns = {field.name for field in Visit._meta.get_fields()}
    assert not columns & {"latitude", "longitude", "accuracy_m", "steps", "score", "points", "duration"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note": ""}, "note"),
        ({"grid": "410802001001999"}, "grid"),
        ({"kind": "x"}, "kind"),
        ({"day": "2999-01-01"}, "day"),
        ({"person": "王" * 61}, "person"),
        ({"follow_up_on": "2000-01-01"}, ""),
        ({"client_uuid": ""}, "client_uuid"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(phone: Client, changes: dict[str, Any], field: str) -> None:
    answer = send(phone, noted(**changes), NEW)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Visit.objects.exists()


def test_seen_by_the_author_and_the_communitys_leader(area: SimpleNamespace, phone: Client) -> None:
    send(phone, noted(), NEW)
    elsewhere = factories.member(area.town.other_county, Duty.GRID_LEADER)
    colleague = factories.member(area.community, Duty.GRID_WORKER)
    seen = {
        user.name: "王奶奶" in phone_of(user).get("/grids/m/visits/").content.decode()
        for user in (area.worker, area.leader, elsewhere, colleague, area.checker)
    }
    assert [seen[name] for name in (area.worker.name, area.leader.name)] == [True, True]
    assert sum(seen.values()) == 2


def test_to_be_looked_at_again_until_it_was(phone: Client, area: SimpleNamespace) -> None:
    send(phone, noted(follow_up_on=timezone.localdate().isoformat()), NEW)
    visit = Visit.objects.get()
    assert "该再看看" in phone.get("/grids/m/").content.decode()
    address = f"/grids/m/visits/{visit.pk}/followed/"
    assert phone_of(area.leader).post(address).status_code == 404
    assert phone.post(address).status_code == 302
    assert "该再看看" not in phone.get("/grids/m/").content.decode()


def test_contents_go_when_their_time_is_over(phone: Client, area: SimpleNamespace) -> None:
    send(phone, noted(), NEW)
    send(phone, noted(day=(timezone.localdate() - dt.timedelta(days=366)).isoformat()), NEW)
    assert (visiting.empty_old(), visiting.empty_old()) == (1, 0)
    old, new = Visit.objects.order_by("day")
    assert (old.person, old.note, old.grid) == ("", "", area.grid)
    assert new.note == "腿伤好转"


def test_a_plain_form_does_the_same(phone: Client) -> None:
    assert "已记下" in phone.post(NEW, noted(), follow=True).content.decode()
    assert "腿伤好转" in phone.post(NEW, noted(kind="x")).content.decode()

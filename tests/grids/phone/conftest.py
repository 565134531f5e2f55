"""A community with a grid and its worker, an event to report, a phone that is registered."""

import io
import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from grids.models import Grid, Term
from jiaozuo_social.accounts import devices
from jiaozuo_social.cases.models import Category
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Boundary, Division
from tests import factories
from tests.casework import town

COMMUNITY, GRID = "410802001001", "410802001001001"
# A square of about a kilometre, and a point in it.
SQUARE = [[113.20, 35.20], [113.21, 35.20], [113.21, 35.21], [113.20, 35.21], [113.20, 35.20]]
INSIDE = {"longitude": "113.205", "latitude": "35.205"}


def divide(code: str, name: str, level: int) -> Division:
    parent = code[: {5: 9, 6: 12, 7: 15}[level]]
    return Division.objects.create(
        code=code, name=name, full_name=name, level=level, parent=Division.objects.get(pk=parent)
    )


@pytest.fixture
def area(town: factories.Town) -> SimpleNamespace:
    """枫华园社区 with one grid, a worker, a leader, a checker and the community's department."""
    divide(COMMUNITY, "枫华园社区居民委员会", 5)
    grid = Grid.objects.create(division=divide(GRID, "第一网格", 6))
    Boundary.objects.create(division_id=GRID, geometry={"type": "Polygon", "coordinates": [SQUARE]})
    places.refresh()
    community = factories.department(
        "fhy", parent=town.county, name="枫华园社区", kind=Department.Kind.COMMUNITY, place_code=COMMUNITY
    )
    worker = factories.member(community, Duty.GRID_WORKER, name="赵网格")
    leader = factories.member(community, Duty.GRID_LEADER, name="钱书记")
    for user, role in ((worker, Term.Role.WORKER), (leader, Term.Role.LEADER)):
        Term.objects.create(grid=grid, user=user, role=role)
    group = Category.objects.create(kind="grid", code="06", name="市容环境")
    event = Category.objects.create(kind="grid", code="06010", name="暴露垃圾", parent=group)
    return SimpleNamespace(
        town=town, grid=grid, community=community, worker=worker, leader=leader, event=event,
        checker=factories.member(community, Duty.CHECKER, name="孙核查"),
    )  # fmt: skip


def phone_of(user: Any) -> Client:
    """A browser that holds nothing but the cookie of a registered phone."""
    client = Client()
    _, secret = devices.register(user, "安卓手机")
    client.cookies[devices.COOKIE] = secret
    client.cookies[devices.COOKIE]["path"] = "/grids/m/"
    return client


@pytest.fixture
def phone(area: SimpleNamespace) -> Client:
    return phone_of(area.worker)


def photo(name: str = "a.jpg", *, side: int = 64) -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (side, side), "#3a7d44").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


@pytest.fixture
def written(area: SimpleNamespace) -> Callable[..., dict[str, Any]]:
    """What a phone sends of one report."""

    def data(**changes: Any) -> dict[str, Any]:
        now = str(round(timezone.now().timestamp() * 1000))
        return {
            "client_uuid": str(uuid.uuid4()), "event": str(area.event.pk), "urgency": "ordinary", "body": "楼道口堆满垃圾",
            "place_code": GRID, "accuracy_m": "12", "taken_at": now, "device_now": now, "photos": photo(),
            **INSIDE, **changes,
        }  # fmt: skip

    return data


def send(client: Client, data: dict[str, Any], address: str = "/grids/m/report/") -> Any:
    """As the queue sends it."""
    return client.post(address, data, headers={"Accept": "application/json"})


__all__ = ["town"]

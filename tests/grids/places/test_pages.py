"""Pages of grids: what the public finds, what each manager may do, the same queries for more rows."""

from types import SimpleNamespace
from typing import Any

import pytest
import shapely
from django.test import Client
from django.utils import timezone

from grids.models import Grid, Term
from tests import factories
from tests.gridmaps import grid, term
from tests.grids.places.conftest import COMMUNITY
from tests.places.outlines import outline

FIRST = f"{COMMUNITY}001"


@pytest.fixture
def first(area: SimpleNamespace) -> Grid:
    made = grid(FIRST, "第一网格", range_text="幸福里 1 至 6 号楼", supervising_phone="0391-1234567")
    outline(FIRST, shapely.box(113.20, 35.20, 113.22, 35.22), is_synthetic=True)
    term(made, factories.user("王一"), Term.Role.LEADER, public_phone="0391-7654321")
    term(made, factories.user("旧人"), ended_on=timezone.localdate())
    return made


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", [f"/grids/notice/{FIRST}/", f"/grids/notice/{FIRST}/sign/"])
def test_the_notice_says_what_the_rules_ask_for(client: Client, first: Grid, address: str) -> None:
    shown = page(client, address)
    for words in (
        "第一网格",
        "幸福里 1 至 6 号楼",
        "王一",
        "0391-7654321",
        "0391-1234567",
        "演示用虚构边界",
        "<path",
    ):
        assert words in shown
    assert "旧人" not in shown


def test_notices_are_found_by_place_and_by_name(client: Client, first: Grid) -> None:
    assert "?in=410802" in page(client, "/grids/notice/")
    assert "枫华园社区" in page(client, "/grids/notice/", **{"in": "410802001"})
    assert "王一" in page(client, "/grids/notice/", **{"in": COMMUNITY})
    assert f"?in={COMMUNITY}" in page(client, "/grids/notice/", q="枫华")
    assert "没有找到" in page(client, "/grids/notice/", q="没有的地方")
    assert "两个字" in page(client, "/grids/notice/", q="枫")
    for odd in ("4403", "x", f"{COMMUNITY}001", "410802001009"):
        assert "网格公示" in page(client, "/grids/notice/", **{"in": odd})


def test_a_grid_out_of_use_has_no_notice(client: Client, first: Grid) -> None:
    first.division.is_active = False
    first.division.save()
    assert client.get(f"/grids/notice/{FIRST}/").status_code == 404
    assert client.get("/grids/notice/410802001001999/").status_code == 404


def test_the_list_of_a_community_costs_the_same_for_more_grids(
    client: Client, first: Grid, django_assert_max_num_queries: Any
) -> None:
    for n in range(2, 12):
        term(grid(f"{COMMUNITY}{n:03}", f"{n}号网格"), factories.user())
    with django_assert_max_num_queries(8):
        assert page(client, "/grids/notice/", **{"in": COMMUNITY}).count("号网格") == 10


@pytest.mark.parametrize(
    ("who", "create", "edit", "appoint_leader"),
    [("dispatcher", True, True, True), ("admin", True, True, True), ("leader", False, True, False)],
)
def test_what_each_manager_is_offered(
    area: SimpleNamespace, first: Grid, who: str, create: bool, edit: bool, appoint_leader: bool
) -> None:
    client = browser(getattr(area, who))
    assert ("新建网格" in page(client, f"/grids/manage/{COMMUNITY}/")) is create
    assert client.get(f"/grids/manage/{COMMUNITY}/new/").status_code == (200 if create else 403)
    assert client.get("/grids/manage/boundaries/").status_code == (200 if create else 403)
    assert client.get(f"/grids/manage/grid/{FIRST}/edit/").status_code == (200 if edit else 403)
    roles = client.get(f"/grids/manage/grid/{FIRST}/terms/new/").context["form"].fields["role"].choices
    assert ("leader" in dict(roles)) is appoint_leader
    switched = client.post(f"/grids/manage/grid/{FIRST}/close/")
    assert switched.status_code == (302 if create else 403)


@pytest.mark.parametrize("address", [
    f"/grids/manage/{COMMUNITY}/", f"/grids/manage/grid/{FIRST}/", f"/grids/manage/grid/{FIRST}/edit/",
    f"/grids/manage/grid/{FIRST}/terms/new/", f"/grids/manage/{COMMUNITY}/new/", "/grids/manage/4108/",
])  # fmt: skip
def test_another_area_is_as_if_it_were_not_there(area: SimpleNamespace, first: Grid, address: str) -> None:
    assert browser(area.elsewhere).get(address).status_code == 404
    assert browser(area.clerk).get(address).status_code == 403


def test_create_change_and_appoint_by_the_pages(area: SimpleNamespace) -> None:
    client = browser(area.dispatcher)
    made = client.post(f"/grids/manage/{COMMUNITY}/new/", {"name": "第一网格", "type": "basic"})
    assert made["Location"] == f"/grids/manage/grid/{FIRST}/"
    again = client.post(
        f"/grids/manage/{COMMUNITY}/new/", {"name": "第一网格", "type": "basic", "range_text": "东区"}
    )
    assert "换一个名称" in again.content.decode() and "东区" in again.content.decode()
    changed = {"name": "东区网格", "type": "dedicated", "households": "30"}
    assert client.post(f"/grids/manage/grid/{FIRST}/edit/", changed).status_code == 302
    assert Grid.objects.get(pk=FIRST).type == "dedicated"
    new = {
        "role": "worker",
        "name": "张 三",
        "phone": "139 0000 1111",
        "public_phone": "0391-1",
        "started_on": "2026-11-01",
    }
    assert "电话" in str(client.post(f"/grids/manage/grid/{FIRST}/terms/new/", new).context["form"].errors)
    new["public_phone"] = "0391-1234567"
    assert client.post(f"/grids/manage/grid/{FIRST}/terms/new/", new).status_code == 302
    held = Term.objects.get()
    assert str(held.user) == "张三" and "139" not in page(client, f"/grids/manage/grid/{FIRST}/")
    ended = client.post(f"/grids/manage/grid/{FIRST}/terms/{held.pk}/end/", {"on": "2026-10-01"})
    assert "早于" in str(ended.context["form"].errors)
    assert (
        client.post(f"/grids/manage/grid/{FIRST}/terms/{held.pk}/end/", {"on": "2026-11-24"}).status_code
        == 302
    )
    assert "张三" in page(client, f"/grids/manage/grid/{FIRST}/")  # the history stays


def test_a_term_of_another_grid_is_not_reached(area: SimpleNamespace, first: Grid) -> None:
    other = term(grid("410811001001001"), factories.user())
    client = browser(area.dispatcher)
    assert client.get(f"/grids/manage/grid/{FIRST}/terms/{other.pk}/end/").status_code == 404


def test_who_has_one_area_is_led_there(area: SimpleNamespace) -> None:
    assert browser(area.leader).get("/grids/manage/")["Location"] == f"/grids/manage/{COMMUNITY}/"


def test_figures_of_an_area(area: SimpleNamespace, first: Grid, django_assert_max_num_queries: Any) -> None:
    grid(f"{COMMUNITY}002", "第二网格")
    client = browser(area.dispatcher)
    rows = client.get("/grids/manage/410802/").context["rows"]
    assert [(row["grids"], row["leaderless"], row["workerless"], row["undrawn"]) for row in rows] == [
        (2, 1, 2, 1)
    ]


def test_the_back_office_reads_and_changes_by_the_service(area: SimpleNamespace, first: Grid) -> None:
    area.admin.is_staff = True
    area.admin.save()
    client = browser(area.admin)
    for name in ("grid", "term"):
        assert client.get(f"/admin/grids/{name}/").status_code == 200
    assert client.get("/admin/places/boundary/").status_code == 200
    address = f"/admin/grids/grid/{FIRST}/change/"
    data = {"type": "basic", "households": "12", "range_text": "", "supervising_phone": ""}
    forms = {f"terms-{name}": value for name, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))}
    assert client.post(address, {**data, **forms}).status_code == 302
    assert Grid.objects.get(pk=FIRST).households == 12

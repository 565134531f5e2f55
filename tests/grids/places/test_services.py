"""Grids are created, changed and put out of use by one door, in one's own area only, and recorded."""

from types import SimpleNamespace
from typing import Any

import pytest
import shapely
from django.db import connection
from django.utils import timezone

from grids import numbering, services
from grids.models import Grid, Term
from grids.refusals import GridRefused
from jiaozuo_social.audit.models import Access
from jiaozuo_social.places import locating, selectors
from jiaozuo_social.places.models import Division
from jiaozuo_social.places.services import load_divisions, rename
from tests.gridmaps import grid, term
from tests.grids.places.conftest import COMMUNITY
from tests.places.outlines import division, outline
from tests.threads import at_once


def test_the_first_grid_gets_the_first_number_and_its_names(area: SimpleNamespace) -> None:
    made = services.create(COMMUNITY, name="第一网格", by=area.dispatcher, households=320)
    assert made.code == f"{COMMUNITY}001"
    assert made.division.level == Division.Level.GRID
    assert made.division.full_name.endswith("枫华园社区第一网格")
    micro = services.create(made.code, name="一组", by=area.dispatcher)
    assert (micro.code, micro.division.level) == (f"{made.code}01", Division.Level.MICRO_GRID)
    access = Access.objects.filter(object_type="grids.grid", object_id=made.code).get()
    assert access.user == area.dispatcher and access.detail["after"]["households"] == 320


def test_a_number_is_never_given_twice(area: SimpleNamespace) -> None:
    last = services.create(COMMUNITY, name="甲", by=area.dispatcher, code=f"{COMMUNITY}007")
    services.close(last, by=area.dispatcher)
    assert services.create(COMMUNITY, name="乙", by=area.dispatcher).code == f"{COMMUNITY}008"


@pytest.mark.parametrize("who", ["elsewhere", "leader", "clerk"])
def test_others_may_not_create(area: SimpleNamespace, who: str) -> None:
    with pytest.raises(GridRefused, match="辖区"):
        services.create(COMMUNITY, name="第一网格", by=getattr(area, who))
    assert not Grid.objects.exists()


@pytest.mark.parametrize(
    ("parent", "fields", "sentence"),
    [
        ("410802001", {"name": "甲"}, "村（社区）之下"),
        (COMMUNITY, {"name": " "}, "名称"),
        (COMMUNITY, {"name": "第一网格"}, "换一个名称"),
        (COMMUNITY, {"name": "乙", "code": f"{COMMUNITY}001"}, "已使用"),
        (COMMUNITY, {"name": "乙", "code": "410811001001001"}, "编号应为"),
    ],
)
def test_what_cannot_be_a_grid(area: SimpleNamespace, parent: str, fields: Any, sentence: str) -> None:
    services.create(COMMUNITY, name="第一网格", by=area.dispatcher)
    with pytest.raises(GridRefused, match=sentence):
        services.create(parent, by=area.dispatcher, **fields)
    assert Grid.objects.count() == 1


def test_numbers_run_out_with_a_sentence(area: SimpleNamespace) -> None:
    services.create(COMMUNITY, name="末", by=area.dispatcher, code=f"{COMMUNITY}999")
    with pytest.raises(GridRefused, match="用完"):
        services.create(COMMUNITY, name="再一个", by=area.dispatcher)


def test_a_change_is_recorded_with_before_and_after(area: SimpleNamespace) -> None:
    made = services.create(COMMUNITY, name="第一网格", by=area.dispatcher)
    services.change(made, by=area.leader, name="幸福里网格", range_text="幸福里 1 至 6 号楼")
    made.refresh_from_db()
    assert (made.division.name, made.range_text) == ("幸福里网格", "幸福里 1 至 6 号楼")
    access = Access.objects.filter(object_id=made.code).latest("pk")
    assert access.detail["before"] == {"name": "第一网格", "range_text": ""}
    before = Access.objects.count()
    services.change(made, by=area.leader, name="幸福里网格", range_text="幸福里 1 至 6 号楼")
    assert Access.objects.count() == before


def test_out_of_use_ends_terms_and_hides_the_place(
    area: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    made = services.create(COMMUNITY, name="第一网格", by=area.dispatcher)
    outline(COMMUNITY, shapely.box(0, 0, 2, 2))
    outline(made.code, shapely.box(0, 0, 1, 1))
    held = term(made, area.clerk)
    assert locating.place_at(0.5, 0.5) == made.code
    with django_capture_on_commit_callbacks(execute=True):
        services.close(made, by=area.dispatcher)
    assert locating.place_at(0.5, 0.5) == COMMUNITY
    held.refresh_from_db()
    assert held.ended_on == timezone.localdate()
    assert made.code not in dict(selectors.choices_below(COMMUNITY))
    with django_capture_on_commit_callbacks(execute=True):
        services.reopen(made, by=area.dispatcher)
    assert locating.place_at(0.5, 0.5) == made.code
    assert not Term.objects.current().exists()


def test_a_grid_with_micro_grids_in_use_stays(area: SimpleNamespace) -> None:
    made = services.create(COMMUNITY, name="第一网格", by=area.dispatcher)
    micro = services.create(made.code, name="一组", by=area.dispatcher)
    with pytest.raises(GridRefused, match="微网格"):
        services.close(made, by=area.dispatcher)
    services.close(micro, by=area.dispatcher)
    services.close(made, by=area.dispatcher)
    with pytest.raises(GridRefused, match="上级"):
        services.reopen(micro, by=area.dispatcher)


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_eight_numbers(area: SimpleNamespace) -> None:
    def create(n: int) -> str:
        return services.create(COMMUNITY, name=f"网格{n}", by=area.dispatcher).code

    codes = at_once([lambda n=n: create(n) for n in range(8)], threads=8)  # type: ignore[misc]
    assert sorted(codes) == [f"{COMMUNITY}{n:03}" for n in range(1, 9)]
    connection.close()


def test_order_is_west_to_east_and_north_to_south() -> None:
    cells = {
        (row, column): shapely.box(column, -row, column + 1, 1 - row)
        for row in range(3)
        for column in range(4)
    }
    ragged = {key: shapely.affinity.translate(cell, 0, 0.2 * (key[1] % 2)) for key, cell in cells.items()}
    assert numbering.in_order(reversed(ragged.items())) == sorted(cells)


def test_loading_the_official_list_again_keeps_grids_and_tells_their_names(db: None) -> None:
    load_divisions()
    made = grid(f"{COMMUNITY}001", "第一网格")
    rename(Division.objects.get(pk="410802001"), "新街道")
    assert (
        Division.objects.get(pk=made.code).full_name == "河南省焦作市解放区新街道枫华园社区居民委员会第一网格"
    )
    Division.objects.filter(pk=made.code).update(full_name="旧名")
    load_divisions()
    assert Division.objects.get(pk=made.code).full_name.endswith("枫华园社区居民委员会第一网格")


def test_the_label_of_a_grid_names_it(area: SimpleNamespace) -> None:
    division(f"{COMMUNITY}001", "第一网格")
    assert selectors.label(f"{COMMUNITY}001").endswith("枫华园社区第一网格")

"""“Asked twice”: names are compared without their dress and by synonyms, among units that both returns reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grids.burden import fieldnames, twice
from tests.grids.burden.conftest import Office


@pytest.mark.parametrize(
    "name", ["手机号", "手 机 号", "手机号（必填）", "手机号：", "【手机号】", "手机号*", "手机号(11位)"]
)
def test_dress_does_not_matter(name: str) -> None:
    assert fieldnames.normalise(name) == "手机号"


def test_full_width_and_case_do_not_matter() -> None:
    assert fieldnames.normalise("ＡＰＰ名称") == fieldnames.normalise("app 名称")


@given(st.text(max_size=80))
def test_normalising_twice_is_normalising_once(name: str) -> None:
    once = fieldnames.normalise(name)
    assert fieldnames.normalise(once) == once
    assert len(once) <= 60


def test_a_list_is_split_and_each_name_kept_once() -> None:
    assert fieldnames.split("姓名、手机号\n手 机 号；，总户数,,") == ["姓名", "手机号", "总户数"]


def shared(office: Office) -> list[tuple[str, str, list[str]]]:
    return [(pair.first.name, pair.second.name, pair.names) for pair in twice.pairs(office.clerk)]


def test_two_returns_with_a_common_field(office: Office) -> None:
    office.report("甲表", ["姓名", "手机号", "总户数"])
    office.report("乙表", ["姓 名（必填）", "养犬数"], office.water)
    assert shared(office) == [("甲表", "乙表", ["姓名／姓 名（必填）"])]


def test_synonyms_join_and_part_again(office: Office) -> None:
    office.report("甲表", ["手机号"])
    office.report("乙表", ["联系电话"], office.water)
    assert shared(office) == []
    synonym = fieldnames.add_synonym("手机号", "联系电话")
    assert shared(office) == [("甲表", "乙表", ["手机号／联系电话"])]
    office.report("丙表", ["手机号（必填）"])
    assert len(shared(office)) == 3
    fieldnames.remove_synonym(synonym)
    assert shared(office) == [("甲表", "丙表", ["手机号／手机号（必填）"])]


@pytest.mark.parametrize(
    ("place", "more", "meets"),
    [
        ("410802", {}, True),
        ("410802009", {}, True),
        ("4108", {}, True),
        ("410811", {}, False),
        ("410802", {"bearer": "street"}, False),
        ("410802", {"state": "merged"}, False),
    ],
)
def test_only_among_the_same_units(office: Office, place: str, more: dict[str, str], meets: bool) -> None:
    office.report("甲表", ["姓名"])
    office.report("乙表", ["姓名"], office.water, place_code=place, **more)
    assert bool(twice.pairs(office.city_clerk)) is meets


def test_most_in_common_first_and_page_by_page(office: Office) -> None:
    office.report("甲表", ["姓名", "住址"])
    office.report("乙表", ["姓名", "住址"], office.water)
    office.report("丙表", ["姓名"], office.water)
    assert [pair.shared for pair in twice.pairs(office.clerk)] == [2, 1, 1]
    assert [pair.shared for pair in twice.pairs(office.clerk, limit=1, offset=1)] == [1]


def test_who_sees_which(office: Office) -> None:
    office.report("甲表", ["姓名"])
    office.report("乙表", ["姓名"], office.water)
    assert len(twice.pairs(office.secretary)) == 1
    assert twice.pairs(office.outsider) == []
    assert twice.pairs(office.lead) == []  # only one of the two is its own


def test_changed_fields_are_replaced(office: Office) -> None:
    row = office.report("甲表", ["姓名", "住址"])
    kept = row.fields.get(plain="姓名").pk
    fieldnames.set_fields(row, ["姓名", "职业"])
    assert sorted(row.fields.values_list("name", flat=True)) == ["姓名", "职业"]
    assert row.fields.get(plain="姓名").pk == kept

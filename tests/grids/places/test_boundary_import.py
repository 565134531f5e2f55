"""Boundaries come in whole or not at all; every fault is told with its row; hostile files are refused."""

import json
from types import SimpleNamespace
from typing import Any

import pytest
import shapely
from constance import config
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from grids import boundary_import
from grids.models import Grid
from jiaozuo_social.audit.models import Access
from jiaozuo_social.places import locating
from jiaozuo_social.places.datums import wgs84_to_gcj02
from jiaozuo_social.places.geojson import UnreadableFile
from jiaozuo_social.places.models import Boundary, Division
from tests.grids.places.conftest import COMMUNITY
from tests.places.outlines import outline

WEST, EAST = f"{COMMUNITY}001", f"{COMMUNITY}002"
LEFT = shapely.box(113.20, 35.20, 113.22, 35.22)
RIGHT = shapely.box(113.22, 35.20, 113.24, 35.22)
METRE = 1 / 91_000  # of a degree of longitude here


def feature(shape: Any, **facts: Any) -> dict[str, Any]:
    geometry = shape if isinstance(shape, dict) else json.loads(shapely.to_geojson(shape))
    return {"type": "Feature", "properties": facts, "geometry": geometry}


def file(*features: Any, **more: Any) -> bytes:
    return json.dumps(
        {"type": "FeatureCollection", "features": features, **more}, ensure_ascii=False
    ).encode()


def bring(area: SimpleNamespace, *features: Any, datum: str = "wgs84", **how: Any) -> boundary_import.Report:
    return boundary_import.run(file(*features), datum=datum, by=how.pop("by", area.dispatcher), **how)


@pytest.fixture
def drawn(area: SimpleNamespace) -> None:
    outline(COMMUNITY, shapely.box(113.20, 35.20, 113.24, 35.22))


def two(**more: Any) -> list[Any]:
    return [feature(LEFT, code=WEST, name="西", **more), feature(RIGHT, code=EAST, name="东", **more)]


def test_new_grids_are_created_and_found(area: SimpleNamespace, drawn: None) -> None:
    report = bring(area, *two())
    assert report.is_written and report.created == [WEST, EAST] and not report.faults
    locating.refresh()
    assert locating.place_at(113.21, 35.21) == WEST
    recorded = Access.objects.filter(reason="导入边界").get()
    assert recorded.detail["codes"] == [WEST, EAST] and recorded.user == area.dispatcher


def test_a_dry_run_writes_nothing(area: SimpleNamespace, drawn: None) -> None:
    report = bring(area, *two(), dry_run=True)
    assert not report.is_written and report.created == [WEST, EAST] and not report.faults
    assert not Grid.objects.exists() and Boundary.objects.count() == 1


def test_codes_are_given_from_west_to_east(area: SimpleNamespace, drawn: None) -> None:
    rows = [feature(RIGHT, name="东", parent=COMMUNITY), feature(LEFT, name="西", parent=COMMUNITY)]
    bring(area, *rows)
    names = dict(Division.objects.filter(parent=COMMUNITY).values_list("name", "code"))
    assert names == {"西": WEST, "东": EAST}


def test_gcj02_is_converted_and_recorded(area: SimpleNamespace) -> None:
    moved = shapely.transform(LEFT, lambda points: [wgs84_to_gcj02(x, y) for x, y in points])
    assert bring(area, feature(moved, code=WEST, name="西"), datum="gcj02").is_written
    kept = Boundary.objects.get(pk=WEST)
    assert kept.source_datum == "gcj02"
    assert shapely.from_geojson(json.dumps(kept.geometry)).hausdorff_distance(LEFT) < METRE / 10


@pytest.mark.parametrize(
    ("rows", "row", "code", "words"),
    [
        ([LEFT, shapely.box(113.219, 35.20, 113.24, 35.22)], 1, WEST, "重叠"),
        ([LEFT, shapely.box(113.23, 35.20, 113.24, 35.22)], 0, COMMUNITY, "没有划入"),
        ([LEFT, shapely.box(113.22, 35.20, 113.25, 35.22)], 2, EAST, "超出"),
        ([LEFT, shapely.Polygon([(113.22, 35.2), (113.24, 35.22), (113.24, 35.2), (113.22, 35.22)])], 2, EAST, "自相交"),
        ([LEFT, shapely.LineString([(113.2, 35.2), (113.3, 35.3)])], 2, EAST, "面"),
        ([LEFT, shapely.box(35.20, 113.22, 35.22, 113.24)], 2, EAST, "写反"),
        ([LEFT, shapely.box(2.0, 2.0, 3.0, 3.0)], 2, EAST, "中国境内"),
        ([LEFT, {"type": "Polygon", "coordinates": [["a", "b"]]}], 2, EAST, "无法读取"),
        ([LEFT, {"type": "Polygon", "coordinates": []}], 2, EAST, "空的"),
    ],
)  # fmt: skip
def test_one_fault_and_nothing_comes_in(
    area: SimpleNamespace, drawn: None, rows: list[Any], row: int, code: str, words: str
) -> None:
    report = bring(area, feature(rows[0], code=WEST, name="西"), feature(rows[1], code=EAST, name="东"))
    assert [(one.row, one.code) for one in report.faults if words in one.sentence] == [(row, code)]
    assert not report.is_written and not Grid.objects.exists() and Boundary.objects.count() == 1


def test_slivers_below_the_tolerance_do_not_count(area: SimpleNamespace, drawn: None) -> None:
    close = shapely.box(113.22 - 0.8 * METRE, 35.20, 113.24, 35.22)
    config.BOUNDARY_TOLERANCE_M = 0.5
    assert (
        "重叠"
        in bring(area, feature(LEFT, code=WEST, name="西"), feature(close, code=EAST, name="东"))
        .faults[0]
        .sentence
    )
    config.BOUNDARY_TOLERANCE_M = 1.0
    assert bring(area, feature(LEFT, code=WEST, name="西"), feature(close, code=EAST, name="东")).is_written


def test_gaps_may_be_allowed_and_are_not_judged_while_grids_lack_outlines(
    area: SimpleNamespace, drawn: None
) -> None:
    assert bring(area, feature(LEFT, code=WEST, name="西"), may_have_gaps=True).is_written
    Division.objects.create(code=EAST, name="东", full_name="东", level=6, parent_id=COMMUNITY)
    report = bring(area, feature(LEFT, code=WEST, name="西"))
    assert report.is_written and "还有 1 个没有边界" in report.remarks[0]


def test_a_new_outline_of_the_community_must_hold_its_grids(area: SimpleNamespace, drawn: None) -> None:
    bring(area, *two())
    report = bring(area, feature(LEFT, code=COMMUNITY))
    assert "没有包住下级" in report.faults[0].sentence


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"code": "410811001001001", "name": "外"}, "辖区"),
        ({"code": "410802001009"}, "名录"),
        ({"code": f"{COMMUNITY}1"}, "位数字"),
        ({"code": WEST}, "名称"),
        ({"name": "只有名称"}, "上级代码"),
        ({"name": "甲", "parent": "410802001"}, "村（社区）之下"),
        ({}, "代码"),
    ],
)
def test_rows_that_name_nothing_of_ours(area: SimpleNamespace, facts: Any, words: str) -> None:
    report = bring(area, feature(LEFT, **facts))
    assert words in report.faults[0].sentence and report.faults[0].row == 1
    assert not Boundary.objects.exists()


def test_the_same_code_twice(area: SimpleNamespace) -> None:
    report = bring(area, feature(LEFT, code=WEST, name="西"), feature(RIGHT, code=WEST, name="西"))
    assert [(one.row, one.sentence) for one in report.faults if "重复" in one.sentence] == [
        (2, "代码与第 1 行重复。")
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"PK\x03\x04 not json", b"[" * 100_000, b'{"type": "FeatureCollection", "features": [NaN]}',
        b"\xff\xfe{", b'{"type": "FeatureCollection"}', b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection", "features": [1], "crs": {"properties": {"name": "EPSG:3857"}}}',
        b"[1]",
    ],
)  # fmt: skip
def test_files_that_are_no_geojson(area: SimpleNamespace, content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        boundary_import.run(content, datum="wgs84", by=area.dispatcher)


@pytest.mark.parametrize(
    "row",
    [
        1,
        None,
        "x",
        {},
        {"geometry": []},
        {"properties": [1]},
        {"properties": {"code": {"a": 1}}, "geometry": 5},
    ],
)
def test_rows_that_are_no_features(area: SimpleNamespace, row: Any) -> None:
    assert boundary_import.run(file(row), datum="wgs84", by=area.dispatcher).faults


def test_too_many_points_and_features(area: SimpleNamespace) -> None:
    config.BOUNDARY_MAX_POINTS = 4
    assert "简化" in bring(area, feature(LEFT, code=WEST, name="西")).faults[0].sentence
    config.BOUNDARY_MAX_FEATURES = 1
    with pytest.raises(UnreadableFile, match="最多 1 个"):
        bring(area, *two())


def test_the_page_reports_and_imports(area: SimpleNamespace, drawn: None) -> None:
    client = Client()
    client.force_login(area.dispatcher)
    address = "/grids/manage/boundaries/"

    def send(content: bytes, **fields: Any) -> Any:
        upload = SimpleUploadedFile("边界.geojson", content)
        return client.post(address, {"file": upload, "datum": "wgs84", **fields})

    bad = send(file(feature(LEFT, code=WEST, name="西"), feature(LEFT, code=EAST, name="东")))
    assert "重叠" in bad.content.decode() and not Grid.objects.exists()
    checked = send(file(*two()), check_only="on")
    assert "检查通过" in checked.content.decode() and not Grid.objects.exists()
    assert send(file(*two())).status_code == 302
    assert Grid.objects.count() == 2
    assert "不是 GeoJSON" in send(b"x").content.decode()
    assert "datum" in client.post(address, {"check_only": "on"}).context["form"].errors


def test_the_command_does_the_same(area: SimpleNamespace, drawn: None, tmp_path: Any, capsys: Any) -> None:
    path = tmp_path / "grids.geojson"
    path.write_bytes(file(feature(LEFT, code=WEST, name="西"), feature(LEFT, code=EAST, name="东")))
    with pytest.raises(CommandError, match="没有写入"):
        call_command("import_boundaries", path, "--datum", "wgs84", "--user", area.dispatcher.username)
    assert "重叠" in capsys.readouterr().out
    path.write_bytes(file(*two()))
    call_command(
        "import_boundaries", path, "--datum", "wgs84", "--user", area.dispatcher.username, "--dry-run"
    )
    assert not Grid.objects.exists()
    call_command("import_boundaries", path, "--datum", "wgs84", "--user", area.dispatcher.username)
    assert Grid.objects.count() == 2
    with pytest.raises(CommandError, match="没有用户"):
        call_command("import_boundaries", path, "--datum", "wgs84", "--user", "nobody")

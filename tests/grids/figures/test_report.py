"""Every figure of a month counted by hand from ``month.py``; the formulas are rules §5.5."""

from typing import Any
from urllib.parse import parse_qsl

from constance.test import override_config

from grids.figures.section import SECTION
from jiaozuo_social.reports import drilldown, frames
from tests.clockwork import at
from tests.reports.reading import all_cells, words_of

from .month import GridMonth

OCTOBER = frames.month_of("2026-10")
FRAME = frames.frame_of(OCTOBER, "4108", at("2026-11-05 01:30"))
C, H = "解放区水利局", "解放区住建局"

EXPECTED: dict[str, dict[str, list[str]]] = {
    "grid-rates": {
        "有效上报率": ["9", "10", "90%", "100%", "100%"],
        "立案率": ["6", "9", "66.67%", "50%", "0%"],
        "按时立案率": ["6", "7", "85.71%", "100%", "—"],
        "准确派遣率": ["5", "6", "83.33%", "100%", "—"],
        "按期核实率": ["1", "3", "33.33%", "—", "—"],
        "按期核查率": ["3", "4", "75%", "—", "—"],
        "处置率": ["4", "6", "66.67%", "—", "—"],
        "按期处置率": ["3", "6", "50%", "—", "—"],
        "结案率": ["3", "6", "50%", "—", "—"],
        "按期结案率": ["1", "6", "16.67%", "—", "—"],
        "返工率": ["1", "6", "16.67%", "—", "—"],
        "超期待处置率": ["2", "6", "33.33%", "—", "—"],
        "延期率": ["1", "6", "16.67%", "—", "—"],
    },
    # 上报, 环比, 同比, 有效上报, 不予立案, 立案, 自行处置, 占比.
    "grid-sources": {
        "网格员": ["5", "+400%", "+400%", "5", "0", "2", "1", "50%"],
        "网格长": ["1", "0%", "—", "1", "0", "1", "0", "10%"],
        "平台录入": ["1", "—", "—", "1", "0", "1", "0", "10%"],
        "群众": ["2", "—", "—", "1", "1", "1", "0", "20%"],
        "骑手": ["0", "—", "—", "0", "0", "0", "0", "0%"],
        "12345热线": ["1", "—", "—", "1", "0", "1", "0", "10%"],
        "其他系统": ["0", "—", "—", "0", "0", "0", "0", "0%"],
        "信访转来": ["0", "—", "—", "0", "0", "0", "0", "0%"],
        "合计": ["10", "+400%", "+900%", "9", "1", "6", "1", "100%"],
    },
    # 上报, 环比, 同比, 有效上报率, 立案率, 按时立案率, 准确派遣率, 按期核实率, 按期核查率.
    "grid-areas": {
        "解放区": ["4", "+300%", "—", "100%", "50%", "100%", "50%", "—", "—"],
        "马村区": ["6", "+500%", "+500%", "83.33%", "80%", "75%", "100%", "33.33%", "75%"],
        "合计": ["10", "+400%", "+900%", "90%", "66.67%", "85.71%", "83.33%", "33.33%", "75%"],
    },
    "grid-classes": {
        "市政公用设施": ["2", "—", "—", "50%", "100%", "100%", "0%", "0%", "—"],
        "市容环境": ["8", "+300%", "+700%", "100%", "62.5%", "83.33%", "100%", "50%", "75%"],
        "合计": ["10", "+400%", "+900%", "90%", "66.67%", "85.71%", "83.33%", "33.33%", "75%"],
    },
    # 应处置, 处置率, 按期处置率, 结案率, 按期结案率, 返工率, 超期待处置率, 延期率, 得分:
    # a1 100, a2 80, a3 70 (返工、延期), a6 30, a11 30, a12 100.
    "grid-areas-work": {
        "解放区": ["2", "50%", "50%", "0%", "0%", "0%", "50%", "0%", "65"],
        "马村区": ["4", "75%", "50%", "75%", "25%", "25%", "25%", "25%", "70"],
        "合计": ["6", "66.67%", "50%", "50%", "16.67%", "16.67%", "33.33%", "16.67%", "68.33"],
    },
    "grid-classes-work": {
        "市政公用设施": ["1", "0%", "0%", "0%", "0%", "0%", "100%", "0%", "30"],
        "市容环境": ["5", "80%", "60%", "60%", "20%", "20%", "20%", "20%", "76"],
        "合计": ["6", "66.67%", "50%", "50%", "16.67%", "16.67%", "33.33%", "16.67%", "68.33"],
    },
    "grid-units": {
        C: ["3", "66.67%", "33.33%", "66.67%", "33.33%", "0%", "33.33%", "0%", "70"],
        H: ["3", "66.67%", "66.67%", "33.33%", "0%", "33.33%", "33.33%", "33.33%", "66.67"],
        "合计": ["6", "66.67%", "50%", "50%", "16.67%", "16.67%", "33.33%", "16.67%", "68.33"],
    },
}


def of(frame: frames.Frame) -> dict[str, Any]:
    return {"sections": [SECTION.compute(frame)]}


def test_every_table_is_as_counted_by_hand(month: GridMonth) -> None:
    report = of(FRAME)
    tables = [table["key"] for table in report["sections"][0]["tables"]]
    found = {key: words_of(report, "grids", key) for key in tables}
    for by_unit in ("grid-units",):  # units stand in the order of the tree
        assert list(found[by_unit]) in ([C, H, "合计"], [H, C, "合计"])
    assert found == EXPECTED


def test_every_figure_is_the_number_of_its_rows(month: GridMonth) -> None:
    asked: dict[str, int] = {}
    for _, cell in all_cells(of(FRAME)):
        if cell["kind"] == "count":
            asked[cell["query"]] = cell["value"]
        elif cell["kind"] == "ratio":
            asked[cell["query"]], asked[cell["of"]] = cell["numerator"], cell["denominator"]
    for query, figure in asked.items():
        cell = drilldown.cell_of(FRAME, dict(parse_qsl(query, keep_blank_values=True)))
        assert cell is not None and cell.rows.count() == figure, query
        assert len(drilldown.lines(cell, list(cell.rows))) == figure
    assert len(asked) > 100


def test_the_opening_says_the_figures(month: GridMonth) -> None:
    assert of(FRAME)["sections"][0]["summary"] == [
        "2026年10月共上报网格事项10件，环比上升400%，同比上升900%。",
        "按时立案率85.71%（6/7）。",
        "按期处置率50%（3/6）。",
        "按期结案率16.67%（1/6）。",
        "综合得分68.33分。",
    ]


def test_the_weights_of_the_score_are_settings(month: GridMonth) -> None:
    """Only 处置: four of six limits were met."""
    others = dict.fromkeys(("TIMELY", "REWORK", "OVERDUE", "EXTENDED"), 0)
    with override_config(GRID_SCORE_HANDLED=100, **{f"GRID_SCORE_{name}": n for name, n in others.items()}):
        report = of(FRAME)
    assert words_of(report, "grids", "grid-areas-work")["合计"][-1] == "66.67"
    assert "处置率×100" in str(report["sections"][0]["definitions"])


def test_what_happens_after_the_month_changes_nothing(month: GridMonth) -> None:
    """a6 is handled, a8 goes on and a3 is reworked again in November."""
    before = of(FRAME)
    now = at("2026-11-20 09:00")
    month["a6"].clocks.filter(rule="G6", stopped_at=None).update(stopped_at=now)
    month["a8"].clocks.update(paused_at=None, due_at=now, original_due_at=at("2026-10-25 10:00"))
    month.clock("a1", "G6R", "C", "11-03 09:00", "11-04 09:00", "11-06 09:00", {})
    assert of(frames.frame_of(OCTOBER, "4108", at("2026-12-01 09:00"))) == before


def test_a_county_counts_its_own_by_street(month: GridMonth) -> None:
    areas = words_of(of(frames.frame_of(OCTOBER, "410804", FRAME.as_of)), "grids", "grid-areas")
    assert {label: row[0] for label, row in areas.items()} == {"马村街道": "6", "合计": "6"}


def test_an_empty_month_has_dashes_and_no_error(month: GridMonth) -> None:
    report = of(frames.frame_of(frames.month_of("2024-03"), "4108", FRAME.as_of))
    assert words_of(report, "grids", "grid-units") == {"合计": ["0", *["—"] * 8]}


def test_nobody_is_counted_as_a_person() -> None:
    """Rules §5.5: never rank 网格员; no figure can be asked for by who reported, verified or handled."""
    dimensions = {name for measure in SECTION.measures for name in measure.basis.dimensions}
    assert dimensions == {"area", "class", "unit", "source"}

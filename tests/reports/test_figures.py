"""Every figure of a month counted by hand from ``month.py``; the rules of each table are rules §2 and §3."""

from typing import Any

import pytest

from jiaozuo_social.reports import cells, computing, frames
from tests.clockwork import at

from .conftest import OCTOBER
from .month import Month
from .reading import words_of

pytestmark = pytest.mark.django_db

H, W, NONE = "解放区住建局", "解放区水利局", "未转送单位"

EXPECTED: dict[tuple[str, str], dict[str, list[str]]] = {
    # §2: 及时受理 a1 a2 a13 of six; late a6; overdue a8 a4. 答复 c1 a9 of four. 参评 c1 c4, lapsed c2.
    ("petitions", "rates"): {
        "信访部门按期登记转送率": ["1", "2", "50%", "—", "—"],
        "及时受理率": ["3", "6", "50%", "100%", "—"],
        "超期受理率": ["1", "6", "16.67%", "0%", "—"],
        "超期未受理率": ["2", "6", "33.33%", "0%", "—"],
        "按期答复率": ["2", "4", "50%", "—", "—"],
        "参评率": ["2", "3", "66.67%", "100%", "—"],
        "群众满意率（信访部门）": ["1", "2", "50%", "100%", "—"],
        "群众满意率（责任单位）": ["1", "2", "50%", "100%", "—"],
        "重复信访率": ["2", "15", "13.33%", "25%", "0%"],
        "一次性化解率": ["1", "3", "33.33%", "—", "—"],
    },
    # §2 ①: 本月, 上月, 环比, 去年同期, 同比; base 0 gives —.
    ("petitions", "channels"): {
        "网上": ["5", "2", "+150%", "1", "+400%"],
        "来信": ["2", "1", "+100%", "0", "—"],
        "来访": ["6", "1", "+500%", "0", "—"],
        "来电": ["2", "0", "—", "1", "+100%"],
        "合计": ["15", "4", "+275%", "2", "+650%"],
    },
    # §2, the parts of both denominators: P1 of a7 is overdue; P3 late a6, overdue a8 a4; answers late c2, overdue c3.
    ("petitions", "punctuality"): {
        "登记转送": ["2", "1", "0", "0", "1"],
        "受理告知": ["6", "3", "1", "0", "2"],
        "办结答复": ["4", "2", "1", "0", "1"],
    },
    # §2 ②: 个访 a8 (1) a9 (4) a12 (not said: 1); 集访 a10 (5) a11 (12) a13 (8); 到市, 赴省, 进京.
    ("petitions", "visits"): {
        "个访": ["3", "6", "2", "5", "0", "0", "0", "0"],
        "集访": ["3", "25", "0", "0", "1", "5", "1", "12"],
        "合计": ["6", "31", "2", "5", "1", "5", "1", "12"],
    },
    # §2 ③ and §1.2 privacy: two accusations are "<3", and nothing else of them is told.
    ("petitions", "purposes"): {
        "意见建议": ["2", "13.33%", "0", "—", "0", "—"],
        "申诉求决": ["13", "86.67%", "4", "+225%", "2", "+550%"],
        "合计（不含检举控告）": ["15", "100%", "4", "+275%", "2", "+650%"],
        "检举控告（含其他保密事项）": ["<3", "—", "—", "—", "—", "—"],
    },
    # §2 ④: 本月, 上月, 环比, 去年同期, 同比, 占比.
    ("petitions", "contents"): {
        "城乡建设": ["8", "2", "+300%", "1", "+700%", "53.33%"],
        "劳动和社会保障": ["4", "1", "+300%", "1", "+300%", "26.67%"],
        "生态环境": ["2", "1", "+100%", "0", "—", "13.33%"],
        "未填": ["1", "0", "—", "0", "—", "6.67%"],
        "合计": ["15", "4", "+275%", "2", "+650%", "100%"],
    },
    # §2 ⑤, with 重复件次 and 重复信访率 (a3 and a14 in 解放区).
    ("petitions", "areas"): {
        "解放区": ["10", "3", "+233.33%", "1", "+900%", "2", "20%"],
        "山阳区": ["4", "1", "+300%", "1", "+300%", "0", "0%"],
        "本级（未细分）": ["1", "0", "—", "0", "—", "0", "0%"],
        "合计": ["15", "4", "+275%", "2", "+650%", "2", "13.33%"],
    },
    # §2 ⑥: 应受理, 及时, 应办结, 按期, 超期, 参评, 满意, 重复, 督办.
    ("petitions", "units"): {
        W: ["1", "0", "2", "0", "2", "0", "0", "1", "1"],
        H: ["5", "3", "2", "2", "0", "2", "1", "1", "2"],
        "合计": ["6", "3", "4", "2", "2", "2", "1", "2", "3"],
    },
    # 联系 (D): first ones due are c2 (reached), c3, a9. 公开 (D): answered with consent are c1 (shown), c2, a9.
    # peers §2.8: the nine columns; (10+10+18+15)/4 = 13.25 days, (50+10)/2 = 30 days.
    ("petitions", "assessment"): {
        W: ["0%", "0%", "—", "40", "50%", "20%", "0%", "—", "—"],
        H: ["60%", "100%", "13.3", "30", "0%", "14.29%", "50%", "50%", "50%"],
        "合计": ["50%", "50%", "13.3", "33.3", "33.33%", "13.33%", "33.33%", "50%", "50%"],
    },
    # §2 ⑦: s1 kept, s2 came again as c1, s3 went to 复查.
    ("petitions", "resolution"): {
        W: ["1", "0", "0", "1", "0%"],
        H: ["2", "1", "1", "0", "50%"],
        "合计": ["3", "1", "1", "1", "33.33%"],
    },
    # §2 ⑧: content × area with its share.
    ("petitions", "hotspots"): {
        "城乡建设·解放区": ["6", "2", "+200%", "40%"],
        "劳动和社会保障·解放区": ["3", "0", "—", "20%"],
        "城乡建设·山阳区": ["2", "0", "—", "13.33%"],
        "劳动和社会保障·山阳区": ["1", "1", "0%", "6.67%"],
        "未填·焦作市": ["1", "0", "—", "6.67%"],
        "生态环境·山阳区": ["1", "0", "—", "6.67%"],
        "生态环境·解放区": ["1", "1", "0%", "6.67%"],
        "合计": ["15", "4", "+275%", "100%"],
    },
    ("petitions", "supervision"): {"本月督办": ["3"], "期末督办超期": ["2"]},
    # §2 ⑨ and §3.
    ("suggestions", "suggestions"): {
        "日常征集": ["2", "1", "1", "2", "1", "1", "1"],
        "专项征集": ["1", "0", "0", "1", "0", "0", "0"],
        "合计": ["3", "1", "1", "3", "1", "1", "1"],
    },
    ("suggestions", "suggestion-rates"): {
        "采纳率": ["2", "3", "66.67%", "—", "—"],
        "转化率": ["1", "2", "50%", "—", "—"],
        "按期答复率": ["1", "3", "33.33%", "—", "—"],
        "满意率": ["1", "2", "50%", "—", "—"],
    },
    ("suggestions", "suggestion-units"): {
        W: ["1", "0", "1", "1", "0%", "0%"],
        H: ["2", "1", "1", "2", "100%", "100%"],
        "合计": ["3", "1", "2", "3", "66.67%", "50%"],
    },
}


def test_every_table_is_as_counted_by_hand(report: dict[str, Any]) -> None:
    wrong = {}
    for (section, table), expected in EXPECTED.items():
        got = words_of(report, section, table)
        if got != expected or list(got) != list(expected):
            wrong[table] = (got, expected)
    assert wrong == {}


def test_every_table_was_counted(report: dict[str, Any]) -> None:
    """The grid section is counted in ``tests/grids/figures``."""
    tables = {(section["key"], table["key"]) for section in report["sections"] for table in section["tables"]}
    tables = {key for key in tables if key[0] != "grids"}
    assert tables - set(EXPECTED) == {("petitions", "overdue-list")}


def test_the_list_of_overdue_supervision_names_no_matter(report: dict[str, Any], month: Month) -> None:
    """§2 ⑩: a4 since 10-23, a8 since 10-27; the answered a6 and the lifted c3 are not in it."""
    assert words_of(report, "petitions", "overdue-list") == {
        month["a4"].number: [W, "生态环境", "解放区新华街道", "2026年10月24日", "2026年10月23日", "9"],
        month["a8"].number: [H, "劳动和社会保障", "解放区民生街道", "2026年10月28日", "2026年10月27日", "5"],
    }
    assert "标题" not in computing.canonical(report)


def test_rows_of_unknown_date_are_left_out_and_said(report: dict[str, Any]) -> None:
    assert report["sections"][0]["notes"] == ["本月导入的收到时间不详的信访件1件，未计入各表。"]


def test_the_opening_says_the_figures(report: dict[str, Any]) -> None:
    opening = report["sections"][0]["summary"][0]
    assert opening == "2026年10月共收到信访事项15件次，环比上升275%，同比上升650%；其中集体访3批25人次。"


def test_a_county_counts_its_own_by_street(month: Month) -> None:
    data = computing.compute(frames.frame_of(OCTOBER, "410802", at("2026-11-02 01:30")))
    areas = words_of(data, "petitions", "areas")
    assert {label: row[0] for label, row in areas.items()} == {
        "民生街道": "7", "新华街道": "2", "本级（未细分）": "1", "合计": "10",
    }  # fmt: skip


def test_a_preview_knows_nothing_of_later_days(month: Month) -> None:
    """On the 16th a8's limit is not over: it is pending, not overdue, and later cases are not there."""
    data = computing.compute(frames.frame_of(OCTOBER, "4108", at("2026-10-16 12:00")))
    assert words_of(data, "petitions", "channels")["合计"][0] == "13"
    rates = words_of(data, "petitions", "rates")
    assert rates["超期未受理率"][:2] == ["0", "5"]  # a13's limit began later
    assert rates["及时受理率"][:2] == ["2", "5"]


def test_three_accusations_are_told_and_never_before(month: Month) -> None:
    month._petition(
        "b3", "2026-10-22 09:00", "web", "accusation", "410811001", "", "", {"is_confidential": True}
    )
    data = computing.compute(frames.frame_of(OCTOBER, "4108", at("2026-11-02 01:30")))
    purposes = words_of(data, "petitions", "purposes")
    assert purposes["检举控告（含其他保密事项）"] == ["3", "—", "—", "—", "—", "—"]
    assert purposes["合计（不含检举控告）"][0] == "15"


def test_the_citys_accusations_do_not_give_a_countys_away(month: Month) -> None:
    """解放区 tells its 4; with 山阳区's 1 the city has 5, and 5 − 4 would tell it: it needs 3 more elsewhere."""
    told = []
    secret = {"is_confidential": True}
    for number, place in enumerate(("410802001", "410802001", "410811001", "410811001", "4108")):
        month._petition(f"k{number}", "2026-10-22 09:00", "web", "accusation", place, "", "", secret)
        row = [
            words_of(computing.compute(frames.frame_of(OCTOBER, scope, at("2026-11-02 01:30"))), "petitions", "purposes")
            for scope in ("4108", "410802", "410811")
        ]  # fmt: skip
        told.append([words["检举控告（含其他保密事项）"][0] for words in row])
    assert told == [
        ["—", "3", "<3"], ["—", "4", "<3"], ["—", "4", "<3"], ["—", "4", "<3"], ["7", "4", "<3"],
    ]  # fmt: skip


def test_a_fax_is_a_letter_and_a_transfer_has_a_row_only_where_there_is_one(month: Month) -> None:
    """Rules §1.1: reported as 网上·来信·来访·来电."""
    for name, channel in (("f1", "fax"), ("f2", "transfer")):
        month._petition(name, "2026-10-22 09:00", channel, "demand", "410802001", "", "")
    data = computing.compute(frames.frame_of(OCTOBER, "4108", at("2026-11-02 01:30")))
    rows = words_of(data, "petitions", "channels")
    assert list(rows) == ["网上", "来信", "来访", "来电", "上级转交", "合计"]
    assert (rows["来信"][0], rows["上级转交"][0]) == ("3", "1")


def test_a_purpose_that_nobody_named_has_a_row(month: Month) -> None:
    month._petition("p1", "2026-10-22 09:00", "visit", "", "410802001", "", "")
    data = computing.compute(frames.frame_of(OCTOBER, "4108", at("2026-11-02 01:30")))
    rows = words_of(data, "petitions", "purposes")
    assert (rows["未填"][0], rows["合计（不含检举控告）"][0]) == ("1", "16")


def test_no_number_of_accusations_can_be_worked_out(month: Month) -> None:
    """With none, one or two accusations the whole report is the same, to the byte."""
    frame = frames.frame_of(OCTOBER, "4108", at("2026-11-02 01:30"))
    with_two = computing.canonical(computing.compute(frame))
    for name in ("b1", "b2"):
        month[name].received_at = at("2024-01-01 09:00")
        month[name].save()
    assert computing.canonical(computing.compute(frame)) == with_two


def test_an_empty_month_has_dashes_and_no_error(month: Month) -> None:
    data = computing.compute(frames.frame_of(frames.month_of("2020-02"), "4108"))
    rates = words_of(data, "petitions", "rates")
    assert {tuple(row) for row in rates.values()} == {("0", "0", "—", "—", "—")}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (cells.ratio(0, 0), "—"),
        (cells.ratio(1, 3), "33.33%"),
        (cells.ratio(2, 3), "66.67%"),
        (cells.ratio(1, 1), "100%"),
        (cells.ratio(1, 800), "0.13%"),  # 0.125 rounds up
        (cells.change(5, 0), "—"),
        (cells.change(3, 3), "0%"),
        (cells.change(1, 2), "-50%"),
        (cells.mean_days(86_400 * 53, 4), "13.3"),
        (cells.mean_days(0, 0), "—"),
        ({"kind": "missing", "value": None}, "无数据"),  # in reports approved before its data were kept
    ],
)
def test_cells(cell: dict[str, Any], words: str) -> None:
    assert cells.words(cell) == words

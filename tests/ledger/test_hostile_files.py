"""Hostile and clumsy files end in a clear message, or are read right; memory stays flat."""

import codecs
import gzip
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlwt
from constance.test import override_config

from jiaozuo_social.ledger import readers
from jiaozuo_social.ledger.readers import UnreadableFile
from tests.ledger import hostile
from tests.subprocesses import environment

pytestmark = pytest.mark.django_db

LINE = "1,路灯不亮,路灯三天不亮,2026-01-02\n"
TEXT = "编号,标题,内容,收到时间\n" + LINE
FLAT_MB = 60


def read(path: Path) -> list[readers.Row]:
    return [row for _, row in readers.rows(path)]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(path)
    return str(caught.value)


def text(tmp_path: Path, content: str, name: str = "a.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode(encoding))
    return path


def in_child(path: Path) -> tuple[int, int, str]:
    """Rows read, growth of memory in MB, and what was said; in a process of its own."""
    small = hostile.workbook(path.with_name("small.xlsx"), [["1", "标题", "内容", "2026-01-02"]])
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.peak", str(path), str(small)],
        env=environment(), capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    count, grown, fate = done.stdout.strip().split("|")
    return int(count), int(grown), fate


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (hostile.zip_bomb, "a.xlsx", "解压后过大"),
        (hostile.giant_cell, "a.xlsx", "内容过大"),
        (hostile.gzip_bomb, "a.csv.gz", "解压后超过"),
        (hostile.empty_rows, "a.xlsx", "read"),
    ],
)
def test_bombs_do_not_fill_the_memory(tmp_path: Path, make, name: str, said: str) -> None:  # type: ignore[no-untyped-def]
    count, grown, fate = in_child(make(tmp_path / name))
    assert said in fate
    assert grown < FLAT_MB
    assert count == 0


def test_a_far_corner_of_an_old_sheet_costs_nothing(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for column, name in enumerate(hostile.HEADER):
        sheet.write(0, column, name)
    sheet.write(65_535, 255, "x")
    book.save(str(tmp_path / "a.xls"))
    count, grown, fate = in_child(tmp_path / "a.xls")
    assert (count, fate) == (1, "read") and grown < FLAT_MB


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b"<![CDATA[<row>]]>",
    ],
)
@pytest.mark.parametrize("part", ["sheet", "strings", "xl/styles.xml", "xl/workbook.xml"])
def test_entities_and_document_types_are_refused(tmp_path: Path, prolog: bytes, part: str) -> None:
    path = hostile.workbook(tmp_path / "a.xlsx", [["1", "标题", "内容", "2026-01-02"]])
    content = b'<?xml version="1.0"?>' + prolog + b"<worksheet/>"
    assert "不安全" in refusal(hostile.repacked(path, **{part: content}))


def test_entities_in_another_encoding_are_refused(tmp_path: Path) -> None:
    path = hostile.workbook(tmp_path / "a.xlsx", [])
    content = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    hostile.repacked(path, sheet=codecs.BOM_UTF16_LE + content.encode("utf-16-le"))
    assert "不安全" in refusal(path)


def test_macros_are_refused_by_name_and_by_content(tmp_path: Path) -> None:
    assert "宏" in refusal(hostile.workbook(tmp_path / "a.xlsm", []))
    path = hostile.workbook(tmp_path / "b.xlsx", [])
    assert "宏" in refusal(hostile.repacked(path, **{"xl/vbaProject.bin": b"macro"}))


def test_a_password_is_named(tmp_path: Path) -> None:
    assert "密码" in refusal(hostile.encrypted(tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", TEXT.encode(), "扩展名是 xlsx"),
        ("a.xls", TEXT.encode(), "扩展名是 xls"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页格式"),
        ("a.csv", b"PK\x03\x04 anything", "扩展名是 csv"),
        ("a.csv.gz", TEXT.encode(), "扩展名是 csv.gz"),
        ("a.pdf", b"%PDF-1.7", "只能导入"),
        ("a.csv", b"", "空的"),
        ("a.csv", b"\n\n,,\n", "空的"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "无法打开"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "无法打开"),
        ("a.csv.gz", gzip.compress(TEXT.encode() * 50, mtime=0)[:60], "损坏"),
        ("a.csv.gz", gzip.compress(TEXT.encode(), mtime=0)[:20] + b"\xff" * 40, "损坏"),
        ("a.csv", b"\x00" * 5000, "编码"),
        ("a.csv", b"\xff\xff\xff\xff,\n", "编码"),
    ],
)
def test_wrong_contents_are_a_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert said in refusal(path)


def test_a_truncated_workbook_is_a_sentence(tmp_path: Path) -> None:
    path = hostile.workbook(tmp_path / "a.xlsx", [["1", "标题", "内容", "2026-01-02"]])
    hostile.repacked(path, sheet=hostile.sheet_open(hostile.header_row()) + b"<row><c")
    assert "无法打开" in refusal(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, ends: str) -> None:
    (row,) = read(text(tmp_path, TEXT.replace("\n", ends), encoding=encoding))
    assert (row["标题"], row["收到时间"]) == ("路灯不亮", "2026-01-02")


def test_mixed_line_ends_quoted_newlines_and_strange_separators(tmp_path: Path) -> None:
    path = text(tmp_path, '编号,内容\r\n1,"一\n二\r\n三"\n2,a\u2028b\x85c\r3,末\n')
    assert [row["内容"] for row in read(path)] == ["一\n二\r\n三", "a\u2028b\x85c", "末"]


def test_nul_signs_do_not_reach_a_value(tmp_path: Path) -> None:
    (row,) = read(text(tmp_path, "编号,内容\n1,路\x00灯不亮，已经很久没有人来修\n"))
    assert readers.text_of(row["内容"]) == "路灯不亮，已经很久没有人来修"


def test_tabs_between_columns(tmp_path: Path) -> None:
    (row,) = read(text(tmp_path, TEXT.replace(",", "\t"), encoding="utf-16"))
    assert row["标题"] == "路灯不亮"


def test_an_open_quote_is_a_sentence(tmp_path: Path) -> None:
    assert "引号" in refusal(text(tmp_path, TEXT + '2,"没有结束' + LINE * 100_000))


def test_titles_and_blank_lines_above_the_header(tmp_path: Path) -> None:
    rows = list(readers.rows(text(tmp_path, "\n信访台账（2026年）,,,\n制表：办公室,,,\n,,,\n" + TEXT)))
    assert [(number, row["标题"]) for number, row in rows] == [(6, "路灯不亮")]


def test_a_ledger_of_one_column(tmp_path: Path) -> None:
    assert read(text(tmp_path, "内容\n甲\n乙\n")) == [{"内容": "甲"}, {"内容": "乙"}]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("内容,标题,内容", "重复的列：内容"),
        (",".join(f"列{n}" for n in range(10_000)), "最多 200 列"),
        ("x" * 1_000_000 + ",内容", "过长"),
    ],
)
def test_headers_that_cannot_be_meant(tmp_path: Path, header: str, said: str) -> None:
    assert said in refusal(text(tmp_path, f"{header}\n1,2,3\n"))


def test_ten_thousand_columns_of_a_sheet(tmp_path: Path) -> None:
    path = hostile.workbook(tmp_path / "a.xlsx", [], header=[f"列{n}" for n in range(10_000)])
    assert "最多 200 列" in refusal(path)


def test_a_megabyte_in_a_cell_is_read_as_one_value(tmp_path: Path) -> None:
    (row,) = read(text(tmp_path, "编号,内容\n1," + "长" * 350_000 + "\n"))
    assert len(row["内容"]) == 350_000


def test_rows_beyond_the_limit(tmp_path: Path) -> None:
    with override_config(LEDGER_MAX_ROWS=3):
        assert "超过 3 行" in refusal(text(tmp_path, TEXT + LINE * 3))


def test_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [["信访台账"], hostile.HEADER, ["1", "甲", "同一件事", "2026-01-02"], ["2", "乙"], ["3", "丙"]]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("D3:D5")
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [row.get("内容") for row in found] == ["同一件事", "同一件事", None]
    assert [row.get("收到时间") for row in found] == ["2026-01-02"] * 3


def test_formulas_are_their_last_value_and_are_not_run(tmp_path: Path) -> None:
    path = hostile.workbook(tmp_path / "a.xlsx", [])
    cells = '<c><f>1+1</f><v>2</v></c><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c><f>NOW()</f></c><c t="e"><v>#N/A</v></c>'
    sheet = hostile.sheet_open(hostile.header_row() + f'<row r="2">{cells}</row>') + hostile.SHEET_CLOSE
    (row,) = read(hostile.repacked(path, sheet=sheet))
    assert list(row.values()) == [2, "ab", None, None]

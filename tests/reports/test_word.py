"""The Word file read back: page, type, pitch, levels and page numbers of GB/T 9704-2012 (rules §9)."""

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document as open_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jiaozuo_social.gongwen import numeral
from jiaozuo_social.reports import services, word

from .conftest import OCTOBER
from .month import Month

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


_rendered: list[bytes] = []


@pytest.fixture
def file(request: pytest.FixtureRequest) -> bytes:
    """Made once for all tests that only read it: the month behind it takes a second."""
    if not _rendered:
        request.getfixturevalue("month")
        _rendered.append(word.render(services.take(OCTOBER, "4108")))
    return _rendered[0]


@pytest.fixture
def paper(file: bytes) -> Any:
    return open_docx(io.BytesIO(file))


def fonts(run: Any) -> tuple[str, str]:
    """East Asian and Latin font of a run."""
    found = run._element.rPr.rFonts
    return found.get(qn("w:eastAsia")), found.get(qn("w:ascii"))


def lines(paper: Any) -> dict[str, Any]:
    return {paragraph.text: paragraph for paragraph in paper.paragraphs if paragraph.text}


def test_page_and_margins(paper: Any) -> None:
    """A4; 天头 37, 订口 28; 版心 156 × 225 mm, so 35 below and 26 at the right."""
    section = paper.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin,
             section.left_margin, section.right_margin)  # fmt: skip
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 35, 28, 26]
    assert len(paper.sections) == 1


def test_every_line_is_28_points(paper: Any) -> None:
    """22 lines of 28 pt in 225 mm, and no blank space between paragraphs."""
    for paragraph in paper.paragraphs:
        form = paragraph.paragraph_format
        assert (form.line_spacing_rule, form.line_spacing) == (WD_LINE_SPACING.EXACTLY, Pt(28))
        assert (form.space_before, form.space_after) == (Pt(0), Pt(0))
    grid = paper.sections[0]._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "560")
    assert Mm(225).pt // 28 == 22


def test_28_characters_fit_a_line(paper: Any) -> None:
    body = next(p for text, p in lines(paper).items() if text.startswith("2026年10月共收到"))
    squeeze = int(body.runs[0]._element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + squeeze) <= Mm(156).pt < 29 * (16 + squeeze)


def test_title(paper: Any) -> None:
    """2号小标宋, centred, digits in Times New Roman."""
    for text in ("焦作市2026年10月", "信访、建议征集和网格工作月报"):
        title = lines(paper)[text]
        assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert fonts(title.runs[0]) == ("方正小标宋简体", "Times New Roman")
        assert title.runs[0].font.size == Pt(22)


@pytest.mark.parametrize(
    ("text", "font", "level"),
    [
        ("一、信访工作情况", "黑体", "0"),
        ("（一）主要指标", "楷体_GB2312", "1"),
        ("（十三）督办超期清单", "楷体_GB2312", "1"),
        ("二、人民建议征集情况", "黑体", "0"),
        ("三、网格事件情况", "黑体", "0"),
        ("四、指标口径", "黑体", "0"),
    ],
)
def test_levels(text: str, font: str, level: str, paper: Any) -> None:
    heading = lines(paper)[text]
    assert fonts(heading.runs[0]) == (font, "Times New Roman")
    assert heading.runs[0].font.size == Pt(16)
    assert heading.paragraph_format.first_line_indent == Pt(32)
    assert heading._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == level


def test_third_level_and_body_are_fangsong(paper: Any) -> None:
    items = [p for text, p in lines(paper).items() if re.match(r"\d+\. ", text)]
    assert items[0].text.startswith("1. ") and len(items) > 5
    for paragraph in items:
        assert fonts(paragraph.runs[0]) == ("仿宋_GB2312", "Times New Roman")
        assert paragraph.runs[0].font.size == Pt(16)
        assert paragraph.paragraph_format.first_line_indent == Pt(32)


def test_page_numbers(file: bytes, paper: Any) -> None:
    """— 1 — in 4号宋体; right on odd pages, left on even ones."""
    assert paper.settings.odd_and_even_pages_header_footer
    section = paper.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment == side
        assert paragraph.text == "— 1 —"
        assert [part.text.strip() for part in paragraph._p.iter(f"{W}instrText")] == ["PAGE"]
        kinds = [part.get(f"{W}fldCharType") for part in paragraph._p.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"]
        assert {(fonts(run), run.font.size) for run in paragraph.runs} == {(("宋体", "宋体"), Pt(14))}


def test_tables(paper: Any) -> None:
    """小四, the head repeats, no row is torn, as wide as the text."""
    assert len(paper.tables) == 23
    for table in paper.tables:
        head = table.rows[0]._tr.trPr
        assert head.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        sizes = {run.font.size for row in table.rows for cell in row.cells for run in cell.paragraphs[0].runs}
        assert sizes == {Pt(12)}
        parts = [part.tag.split("}")[1] for part in table._tbl.tblPr]
        assert parts.index("tblCellMar") < parts.index("tblLook")  # in the order of the format's schema
        assert abs(sum(column.width for column in table.columns) - Mm(156)) < Mm(1)


def test_the_figures_are_in_it(paper: Any) -> None:
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert ["网上", "5", "2", "+150%", "1", "+400%"] in rows
    assert ["检举控告（含其他保密事项）", "<3", *["—"] * 5] in rows


def test_signature_and_date(paper: Any) -> None:
    """Unsealed: the author ends two characters from the right, the date begins two after it; Arabic digits."""
    author, date = paper.paragraphs[-2:]
    assert author.text == "中共焦作市委社会工作部"
    assert re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", date.text)
    left = author.paragraph_format.left_indent
    assert abs(left + 11 * Pt(15.75) + Pt(32) - Mm(156)) < Pt(1)
    assert date.paragraph_format.left_indent - left == Pt(32)


def test_a_preview_says_so_and_a_county_signs_for_itself(month: Month) -> None:
    paper = open_docx(io.BytesIO(word.render(services.take(OCTOBER, "410802"))))
    assert any("预览稿，未经核定" in paragraph.text for paragraph in paper.paragraphs)
    assert paper.paragraphs[-2].text == "解放区信访局"


def test_no_font_is_embedded_and_every_part_is_xml(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert not [
            name
            for name in archive.namelist()
            if "font" in name and not name.endswith(("fontTable.xml", "fontTable.xml.rels"))
        ]
        for name in archive.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(archive.read(name))


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")]
)
def test_numerals(number: int, words: str) -> None:
    assert numeral(number) == words

"""A notice to a petitioner has the form of an official document, as the report has (tests/reports/test_word.py)."""

import io
from typing import Any

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn
from docx.shared import Pt

from jiaozuo_social.cases.document_docx import render_docx
from jiaozuo_social.cases.models import Document
from tests.casework import staff, town, walk  # noqa: F401

pytestmark = pytest.mark.django_db


def test_a_notice(walk: Any) -> None:  # noqa: F811
    case = walk.to("accepted")
    document = Document.objects.create(
        case_id=case.pk, kind="rejected", number="焦信〔2026〕9号", title="不予受理告知书", body="第一段。\n\n第二段。",
        basis="《信访工作条例》第二十二条", department=case.department,
    )  # fmt: skip
    paper = open_docx(io.BytesIO(render_docx(document)))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert texts[1:4] == ["不予受理告知书", "焦信〔2026〕9号", ""]
    assert texts[5:8] == ["第一段。", "第二段。", "依据：《信访工作条例》第二十二条"]
    section = paper.sections[0]
    assert [round(size.mm) for size in (section.top_margin, section.left_margin)] == [37, 28]
    assert paper.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].text == "— 1 —"
    assert {paragraph.paragraph_format.line_spacing for paragraph in paper.paragraphs} == {Pt(28)}
    assert paper.paragraphs[1].runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert paper.paragraphs[-1].paragraph_format.right_indent == Pt(64)  # four characters: it is sealed

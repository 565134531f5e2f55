"""Where the signature of an official document stands (GB/T 9704-2012, rules §9)."""

from typing import Any

import pytest
from docx.shared import Mm, Pt, Twips

from jiaozuo_social.gongwen import Gongwen
from jiaozuo_social.gongwen.type import width_of

DATE = "2026年11月24日"


def signed(author: str, *, sealed: bool) -> tuple[Any, Any]:
    paper = Gongwen(author="a", title="t")
    (paper.sign_for_seal if sealed else paper.sign)(author, DATE)
    last, date = paper.docx.paragraphs[-2:]
    return last.paragraph_format, date.paragraph_format


def test_widths() -> None:
    assert width_of("焦作市") == 3 * Pt(15.75)
    assert width_of(DATE) == 3 * Pt(15.75) + 8 * Pt(7.75)


@pytest.mark.parametrize("author", ["中共焦作市委社会工作部", "焦作市信访局", "信访局"])
def test_unsealed_the_date_begins_two_characters_later_and_neither_leaves_the_page(author: str) -> None:
    name, date = signed(author, sealed=False)
    assert date.left_indent - name.left_indent == Pt(32)
    right = [Mm(156) - name.left_indent - width_of(author), Mm(156) - date.left_indent - width_of(DATE)]
    assert abs(min(right) - Pt(32)) <= Twips(1)


@pytest.mark.parametrize("author", ["中共焦作市委社会工作部", "焦作市信访局"])
def test_sealed_the_date_ends_four_characters_from_the_edge_and_the_author_is_centred(author: str) -> None:
    name, date = signed(author, sealed=True)
    assert date.right_indent == Pt(64)
    middles = [form.right_indent + width_of(text) / 2 for form, text in ((name, author), (date, DATE))]
    assert abs(middles[0] - middles[1]) <= Twips(1)

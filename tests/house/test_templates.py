"""The content security policy allows no inline script or style, so templates hold none."""

import re

from tests.house.source import ROOT, name_of

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"", re.I
)
ELSEWHERE = re.compile(r"(?:src|href)=\"(?:https?:)?//", re.I)


def test_templates_hold_no_inline_code_and_nothing_from_elsewhere() -> None:
    found = {
        f"{name_of(path)}:{number}"
        for path in ROOT.glob("templates/**/*.html")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if INLINE.search(line) or (ELSEWHERE.search(line) and "<a " not in line)
    }
    assert found == set()


def test_the_check_sees_what_it_should() -> None:
    assert (
        INLINE.search('<p style="color:red">')
        and INLINE.search("<script>")
        and INLINE.search('<a onclick="x">')
    )
    assert not INLINE.search('<script src="x.js">') and not INLINE.search('<link rel="stylesheet" href="x">')

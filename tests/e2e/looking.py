"""What holds on every page: no violation of axe's rules, nothing wider than the screen, no English."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.browsing import DESKTOP, HEIGHTS, PHONE, Desk

AXE = Axe()
OPTIONS: dict[str, Any] = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
WIDEST = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
# Names of files, formats and keys that have no Chinese word, and what the tests made up themselves.
FOREIGN = re.compile(r"(?<![A-Za-z0-9])(?:Word|App|Alt|Tab|SMS|GB|MB|KB|PDF|pdf|Excel|CSV|csv|gz|"
                     r"xlsx?|jpe?g|png|webp|heic|mp3|m4a|amr|wav|ogg|http[s]?|localhost|petitions|status|number|user\d+|jfjt)(?![A-Za-z0-9])")  # fmt: skip
LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][a-z]{2,}(?![A-Za-z0-9])")  # a query code is all capitals


# Also what lies below the fold, where pictures are fetched when somebody scrolls there.
LOADED = """Promise.all(Array.from(document.images, image => {
    image.loading = "eager";
    return image.decode().catch(() => null);
}))"""


def visit(desk: Desk, page: Page, address: str, name: str, *, status: int = 200) -> None:
    response = page.goto(desk.server + address)
    assert response is not None and response.status == status, (name, response and response.status)
    assert "/login/" in address or "/login/" not in page.url, name
    look(desk, page, name)


def look(desk: Desk, page: Page, name: str) -> None:
    """At both sizes, with a screenshot of each."""
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        desk.shoot(page, f"{name}-{width}")
        found = AXE.run(page, options=OPTIONS)
        assert found.violations_count == 0, (name, width, found.generate_report())
        assert page.evaluate(WIDEST) <= width, (name, width)
        page.evaluate(LOADED)
        broken = "Array.from(document.images).filter(image => !image.naturalWidth).map(image => image.alt)"
        assert page.evaluate(broken) == [], name
    assert english(page) == [], (name, english(page))


def english(page: Page) -> list[str]:
    return LATIN.findall(FOREIGN.sub("", page.inner_text("body")))

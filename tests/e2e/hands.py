"""Hands on a keyboard: what they reach is in order, on the screen and shows that it has the focus."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from tests.e2e.citizen import settle

FOCUSED = "document.activeElement"
# A painted outline, within what can be seen. The calendar button in a date field paints its own.
SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (!one.matches(":focus")) return one.type === "date";
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return ring && inside && box.width > 0;
}"""


class Hands:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.reached: list[str] = []

    def tab(self) -> None:
        self.page.keyboard.press("Tab")
        if self.page.evaluate(f"{FOCUSED} === document.body"):  # the browser's own buttons
            return
        what = self.page.evaluate(f"{FOCUSED}.name || {FOCUSED}.textContent.trim()")
        assert self.page.evaluate(SEEN), f"the focus on {what!r} cannot be seen"
        if not self.reached or self.reached[-1] != what:
            self.reached.append(what)

    def to(self, condition: str) -> None:
        for _ in range(90):
            self.tab()
            if self.page.evaluate(f"{FOCUSED}.{condition}"):
                return
        pytest.fail(f"never reached {condition}")

    def write(self, name: str, text: str) -> None:
        self.to(f"name === '{name}'")
        self.page.keyboard.type(text)

    def choose(self, name: str, *, steps: int = 1) -> None:
        """One more option down in a list of choices; places answer with the next level."""
        self.to(f"name === '{name}'")
        with self.page.expect_response("**/places/**"):
            for _ in range(steps):
                self.page.keyboard.press("ArrowDown")
            self.page.keyboard.press("Enter")
        settle(self.page)

    def press(self, label: str) -> None:
        self.to(f"textContent.trim() === '{label}'")
        self.page.keyboard.press("Enter")

    def passed(self, names: Sequence[str]) -> bool:
        """Whether these were reached, in this order."""
        rest = iter(self.reached)
        return all(name in rest for name in names)

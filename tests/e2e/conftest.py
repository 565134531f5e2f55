"""One Chromium for all browser tests of this folder; the cast of the matrix and its objects."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.casework import staff, town, walk
from tests.e2e.browsing import Desk
from tests.matrix.conftest import cast, everybody, world

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium if there is one; gone before other folders' tests, because Playwright's
    loop runs in this thread and makes Django cautious."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = CHROMIUM if Path(CHROMIUM).exists() else None
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def desk(browser: Browser, live_server: Any) -> Iterator[Desk]:
    opened = Desk(browser, live_server.url)
    yield opened
    opened.close()
    assert opened.problems == []


__all__ = ["cast", "everybody", "staff", "town", "walk", "world"]

"""axe-core finds nothing, nothing is wider than the screen, on pages that other suites do not open."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page

from tests.e2e.conftest import Desk

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = (390, 1440)


def look(desk: Desk, page: Page, address: str, name: str, width: int) -> None:
    response = page.goto(desk.server + address)
    assert response is not None and response.status == (404 if "missing" in name else 200), name
    assert "/login/" in address or "/login/" not in page.url, name
    check(desk, page, name, width)


def check(desk: Desk, page: Page, name: str, width: int) -> None:
    desk.shoot(page, f"{name}-{width}")
    found = Axe().run(page)
    assert found.violations_count == 0, (name, width, found.generate_report())
    assert page.evaluate(TOO_WIDE) <= 0, (name, width)


def address(view: str, /, **arguments: Any) -> str:
    return reverse(view, kwargs=arguments)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
def test_citizens_pages(desk: Desk, world: dict[str, Any], width: int, large: bool) -> None:
    page = desk.open(width=width, large=large)
    kind = "large" if large else "normal"
    pages = {
        "home": address("home"),
        "privacy": address("privacy-notice"),
        "accessibility": address("accessibility"),
        "missing": "/petitions/nothing-here/",
        "login": "/accounts/login/",
        "code": "/accounts/login/code/",
        "suggestions": address("petitions:suggestions"),
        "campaign": address("petitions:campaign", **world["campaign"]),
        "suggest": address("petitions:suggest"),
        "adopted": address("petitions:adopted"),
    }
    for name, where in pages.items():
        look(desk, page, where, f"citizen-{name}-{kind}", width)
    for name, where in (("write", address("petitions:write")), ("suggest", address("petitions:suggest"))):
        page.goto(desk.server + where)
        page.locator("main form").last.evaluate("form => { form.noValidate = true; form.submit() }")
        page.wait_for_selector(".error-summary")
        check(desk, page, f"citizen-{name}-errors-{kind}", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_the_petition_office(
    desk: Desk, world: dict[str, Any], cast: dict[str, Any], width: int
) -> None:
    page = desk.open(cast["clerk"], width=width)
    for name, where in {
        "start": address("cases:start"),
        "inbox": address("cases:inbox") + "?tab=all",
        "case": address("cases:case", **world["case"]),
        "reveal": address("cases:reveal", **world["case"]),
        "desk": address("petitions:desk"),
        "notices": address("notices"),
        "imports": address("ledger:imports"),
        "import-new": address("ledger:import-new"),
        "exports": address("ledger:exports"),
        "export-new": address("ledger:export-new"),
        "me": address("account_me"),
    }.items():
        look(desk, page, where, f"clerk-{name}", width)
    approver = desk.open(cast["approver"], width=width)
    look(desk, approver, address("cases:move", **world["case urge"]), "approver-urge", width)
    picked = f"{address('cases:bulk', **world['bulk'])}?id={world['case']['pk']}"
    look(desk, approver, picked, "approver-bulk", width)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_other_duties(desk: Desk, world: dict[str, Any], cast: dict[str, Any], width: int) -> None:
    case = world["case"]["pk"]
    for role, name, where in (
        ("worker", "accept", address("cases:move", pk=case, name="accept")),
        ("worker", "object", address("cases:move", pk=case, name="object")),
        ("co_worker", "co-answer", address("cases:move", pk=case, name="co_answer")),
        ("head", "case", address("cases:case", pk=case)),
        ("warden", "secret", address("cases:case", **world["secret"])),
        ("warden", "dispatch", address("cases:move", **world["secret dispatch"])),
        ("leader", "start", address("cases:start")),
        ("solicitor", "suggestion", address("cases:case", **world["suggestion"])),
        ("solicitor", "campaigns", address("petitions:campaign-list")),
        ("solicitor", "campaign", address("petitions:campaign-detail", **world["campaign"])),
        ("solicitor", "campaign-new", address("petitions:campaign-new")),
        ("solicitor", "register", address("petitions:suggestion-register")),
    ):
        page = desk.open(cast[role], width=width)
        look(desk, page, where, f"{role}-{name}", width)
        page.context.close()
        desk.contexts.remove(page.context)

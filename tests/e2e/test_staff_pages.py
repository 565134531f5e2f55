"""Every page of staff: see ``looking``. The forms of moves have a file of their own."""

from typing import Any

import pytest
from django.urls import reverse

from tests.e2e.browsing import PHONE, Desk
from tests.e2e.looking import visit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def address(view: str, /, **arguments: Any) -> str:
    return reverse(view, kwargs=arguments)


def test_pages_of_the_petition_office(desk: Desk, world: dict[str, Any], cast: dict[str, Any]) -> None:
    page = desk.open(cast["clerk"])
    for name, where in {
        "start": address("cases:start"),
        "inbox": address("cases:inbox") + "?tab=all",
        "inbox-empty": address("cases:inbox") + "?tab=overdue",
        "case": address("cases:case", **world["case"]),
        "reveal": address("cases:reveal", **world["case"]),
        "document": address("cases:document", **world["case paper"]),
        "desk": address("petitions:desk"),
        "notices": address("notices"),
        "imports": address("ledger:imports"),
        "import-new": address("ledger:import-new"),
        "exports": address("ledger:exports"),
        "export-new": address("ledger:export-new") + "?tab=all",
        "me": address("account_me"),
        "password": address("account_change_password"),
    }.items():
        visit(desk, page, where, f"clerk-{name}")
    approver = desk.open(cast["approver"])
    visit(desk, approver, address("cases:inbox") + "?tab=all", "approver-inbox")
    picked = f"{address('cases:bulk', **world['bulk'])}?id={world['case']['pk']}"
    visit(desk, approver, picked, "approver-bulk")


def test_pages_of_other_duties(desk: Desk, world: dict[str, Any], cast: dict[str, Any]) -> None:
    pages: dict[str, dict[str, str]] = {
        "head": {"case": address("cases:case", **world["case"])},
        "warden": {"secret": address("cases:case", **world["secret"])},
        "leader": {"start": address("cases:start")},
        "solicitor": {
            "suggestion": address("cases:case", **world["suggestion"]),
            "campaigns": address("petitions:campaign-list"),
            "campaign": address("petitions:campaign-detail", **world["campaign"]),
            "campaign-new": address("petitions:campaign-new"),
            "campaign-close": address("petitions:campaign-move", **world["campaign close"]),
            "register": address("petitions:suggestion-register"),
        },
        "secretary": {"consultation": address("grids:consultation", **world["consultation"])},
        "burden": {"burden-task": address("grids:burden-task", **world["task"])},
        "citizen": {"mine": address("status:mine"), "notices": address("notices")},
    }
    for role, own in pages.items():
        page = desk.open(cast[role])
        for name, where in own.items():
            visit(desk, page, where, f"{role}-{name}")


def test_inbox_and_case_in_large_print(desk: Desk, world: dict[str, Any], cast: dict[str, Any]) -> None:
    page = desk.open(cast["head"], large=True, width=PHONE)
    visit(desk, page, address("cases:inbox") + "?tab=all", "large-inbox")
    visit(desk, page, address("cases:case", **world["case"]), "large-case")

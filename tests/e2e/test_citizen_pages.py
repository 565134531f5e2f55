"""Every page of citizens, in usual and in large print: see ``looking``."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from jiaozuo_social.cases import dictionary
from jiaozuo_social.cases.models import Document
from jiaozuo_social.cases.moves import Actor
from petitions.models import Petition
from tests.casework import Walk
from tests.e2e import citizen
from tests.e2e.browsing import Desk, off_loop
from tests.e2e.looking import look, visit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PRINTS = pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])


def send_empty(page: Page) -> None:
    page.locator("main form").last.evaluate("form => { form.noValidate = true; form.submit() }")
    page.wait_for_selector(".error-summary")


@PRINTS
def test_pages_for_everybody(desk: Desk, world: dict[str, Any], large: bool) -> None:
    off_loop(dictionary.load)
    page, size = desk.open(large=large), "large" if large else "usual"
    for name, address in {
        "home": reverse("home"),
        "privacy": reverse("privacy-notice"),
        "accessibility": reverse("accessibility"),
        "guide": reverse("petitions:file"),
        "guide-incomplete": reverse("petitions:file") + "?matter=court",
        "guide-court": reverse("petitions:file") + "?matter=court&stage=new",
        "guide-discipline": reverse("petitions:file") + "?matter=discipline&stage=in_hand",
        "write": reverse("petitions:write"),
        "status": reverse("status:open"),
        "suggestions": reverse("petitions:suggestions"),
        "campaign": reverse("petitions:campaign", kwargs=world["campaign"]),
        "suggest": reverse("petitions:suggest"),
        "adopted": reverse("petitions:adopted"),
        "report": reverse("grids:report"),
        "report-sign": reverse("grids:report") + f"?grid={world['grid']['code']}",
        "consultation": reverse("grids:consultation-public", kwargs=world["consultation"]),
        "signs": reverse("grids:signs", kwargs=world["grid"]),
        "login": reverse("account_login"),
        "code": reverse("account_request_login_code"),
    }.items():
        visit(desk, page, address, f"citizen-{name}-{size}")
    visit(desk, page, "/petitions/nothing-here/", f"citizen-missing-{size}", status=404)
    visit(desk, page, f"/grids/q/{'9' * 15}/", f"citizen-sign-unknown-{size}", status=404)
    forms = {"write": "petitions:write", "suggest": "petitions:suggest", "status": "status:open"}
    for name, place in {**forms, "report": "grids:report"}.items():
        page.goto(desk.server + reverse(place))
        send_empty(page)
        look(desk, page, f"citizen-{name}-errors-{size}")


@PRINTS
def test_pages_of_a_holder(desk: Desk, walk: Walk, large: bool) -> None:
    """The receipt's holder from the first day to the answer, with each form that is offered."""
    size, seen = "large" if large else "usual", set()
    cases = off_loop(lambda: [walk.to(state) for state in ("submitted", "replied")])
    off_loop(lambda: cases.append(reviewed(walk)))
    for case in cases:
        page = citizen.holder(desk, case, large=large)
        look(desk, page, f"holder-{case.state}-{size}")
        links = page.locator(".move-links a").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        for link in links:
            name = link.rstrip("/").rsplit("/", 1)[-1]
            if name not in seen:
                seen.add(name)
                visit(desk, page, link, f"holder-{name}-{size}")
    assert seen == {"supplement", "withdraw", "rate", "request_review", "request_recheck"}
    paper = off_loop(lambda: Document.objects.filter(case_id=cases[-1].pk).earliest("pk"))
    address = reverse("status:document", kwargs={"number": cases[-1].number, "pk": paper.pk})
    visit(desk, page, address, f"holder-document-{size}")


def reviewed(walk: Walk) -> Petition:
    case = walk.to("review")
    case.review(
        by=Actor.staff(walk.staff.reviewer), review_result="upheld", body="予以维持。",
        delivered_on=timezone.localdate(),
    )  # fmt: skip
    return case

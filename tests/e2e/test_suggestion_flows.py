"""A suggestion to a campaign and a daily one, from the page of campaigns to the desk's list."""

from typing import Any

import pytest
from playwright.sync_api import Page

from petitions.models import Campaign, Suggestion
from tests.e2e import citizen
from tests.e2e.browsing import PHONE, Desk, off_loop

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def suggest(page: Page) -> str:
    citizen.fill(page, citizen.SUGGESTED)
    citizen.choose_place(page)
    citizen.wait_for_proof(page)
    citizen.send(page, "提交建议")
    number, _ = citizen.receipt(page)
    return number


def test_a_suggestion_to_a_campaign_and_a_daily_one(
    desk: Desk, world: dict[str, Any], cast: dict[str, Any]
) -> None:
    campaign = off_loop(lambda: Campaign.objects.get(**world["campaign"]))
    page = desk.open(width=PHONE)
    page.goto(f"{desk.server}/petitions/suggestions/")
    page.get_by_role("link", name=campaign.title, exact=True).click()
    page.get_by_role("link", name="参加征集").click()
    assert page.locator("[name=campaign]").input_value() == str(campaign.pk)
    for_campaign = suggest(page)
    page.goto(f"{desk.server}/petitions/suggestions/")
    page.get_by_role("link", name="提日常建议").click()
    daily = suggest(page)
    filed = off_loop(lambda: dict(Suggestion.objects.values_list("number", "campaign_id")))
    assert filed[for_campaign] == campaign.pk and filed[daily] is None

    solicitor = desk.open(cast["solicitor"])
    solicitor.goto(f"{desk.server}/petitions/campaigns/{campaign.pk}/")
    assert for_campaign in solicitor.inner_text("main") and daily not in solicitor.inner_text("main")
    solicitor.goto(f"{desk.server}/cases/?tab=mine")
    assert for_campaign in solicitor.inner_text("main") and daily in solicitor.inner_text("main")

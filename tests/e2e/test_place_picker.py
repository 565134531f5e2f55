"""Somebody chooses faster than the list arrives: the choice stays."""

import threading

import pytest
from django.urls import reverse
from playwright.sync_api import Route, expect

from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from tests import factories
from tests.e2e.browsing import Desk, off_loop

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def more_places() -> None:
    for code, name, level, parent in (
        ("410802002", "焦北街道", 4, "410802"),
        ("410811", "山阳区", 3, "4108"),
        ("410811001", "东方红街道", 4, "410811"),
        ("410802002001", "友谊社区", 5, "410802002"),
    ):
        Division.objects.create(code=code, name=name, full_name=name, level=level, parent_id=parent)
    places.refresh()


def test_a_street_chosen_before_the_list_arrives_stays(desk: Desk, town: factories.Town) -> None:
    off_loop(more_places)
    page = desk.open()
    page.goto(desk.server + reverse("petitions:suggest"))
    waiting: list[Route] = []
    first = threading.Event()

    def hold(route: Route) -> None:
        if first.is_set():
            route.continue_()
        else:
            first.set()
            waiting.append(route)

    page.route("**/places/**", hold)
    county, street, community = (page.locator(f"select[name=place_code_{n}]") for n in range(3))
    county.select_option("410802")
    page.wait_for_timeout(200)
    street.select_option("410802002")
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(street.locator("optgroup")).to_have_count(0)
    expect(street).to_have_value("410802002")
    expect(community.locator("option", has_text="友谊社区")).to_have_count(1)


def test_a_street_of_another_county_does_not(desk: Desk, town: factories.Town) -> None:
    off_loop(more_places)
    page = desk.open()
    page.goto(desk.server + reverse("petitions:suggest"))
    county, street = (page.locator(f"select[name=place_code_{n}]") for n in range(2))
    street.select_option("410811001")
    county.select_option("410802")
    expect(street.locator("optgroup")).to_have_count(0)
    expect(street).to_have_value("")

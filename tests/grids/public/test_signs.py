"""The sign on a notice board: what it shows, what its code opens, what a wrong code says."""

import pytest
from django.test import Client

from grids.models import Grid, GridCase
from jiaozuo_social.places import selectors
from jiaozuo_social.places.models import Division
from tests.gridwork import COMMUNITY, GRID
from tests.petitions.public.conftest import number_of

from .conftest import Reporter

pytestmark = pytest.mark.django_db


def test_the_code_opens_the_form_with_the_grid_filled_in(reporter: Reporter) -> None:
    answer = reporter.client.get(f"/grids/q/{GRID}/")
    assert answer.status_code == 302 and answer["Location"] == f"/grids/report/?grid={GRID}"
    page = reporter.page(answer["Location"])
    assert "丽景社区第一网格" in page and f'value="{GRID}"' in page
    case = GridCase.objects.get(number=number_of(reporter.report(at=f"/grids/q/{GRID}/")))
    assert (case.place_code, case.channel) == (GRID, "qr")
    moved = reporter.report(at=f"/grids/q/{GRID}/", place_code_0="410804", place_code_1="410804001",
                            place_code_2="410804001007")  # fmt: skip
    assert GridCase.objects.get(number=number_of(moved)).place_code == "410804001007"


@pytest.mark.parametrize(
    "code", ["1", "410804001006999", "999999999999999", "％%", "41080400100600a", "4" * 300]
)
def test_a_wrong_code_gets_help(reporter: Reporter, code: str) -> None:
    answer = reporter.client.get(f"/grids/q/{code}/")
    page = answer.content.decode()
    assert answer.status_code == 404 and "/grids/report/" in page and "没有认出来" in page


def test_a_closed_grid_names_its_community(reporter: Reporter) -> None:
    Division.objects.filter(pk=GRID).update(is_active=False)
    selectors.refresh()
    answer = reporter.client.get(f"/grids/q/{GRID}/")
    assert answer.status_code == 404 and "丽景社区" in answer.content.decode()
    assert reporter.client.get(f"/grids/signs/{GRID}/").status_code == 404


def test_signs_for_one_grid_and_for_a_community(reporter: Reporter) -> None:
    Grid.objects.create(division_id=f"{COMMUNITY}002")
    one = reporter.page(f"/grids/signs/{GRID}/")
    assert one.count("qr-sign") == 1 and GRID in one and "data:image/svg+xml" in one
    assert reporter.page(f"/grids/signs/{COMMUNITY}/").count('class="qr-sign"') == 2
    picture = Client().get(f"/grids/signs/{GRID}.svg")
    assert picture["Content-Type"] == "image/svg+xml" and picture.content.startswith(b"<?xml")
    assert Client().get("/grids/signs/410804001007/").status_code == 404

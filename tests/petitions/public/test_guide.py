"""The guide tells at once what belongs elsewhere, and lets the citizen go on anyway."""

import pytest

from petitions import guide

from .conftest import Citizen


@pytest.mark.parametrize("way", [way for way in guide.MATTERS if way.told], ids=lambda way: way.code)
def test_what_belongs_elsewhere_is_told_and_may_go_on(citizen: Citizen, way: guide.Way) -> None:
    page = citizen.page(f"/petitions/new/?matter={way.code}&stage=new")
    assert way.heading in page and way.told[0] in page
    assert f"/petitions/new/write/?purpose={way.purpose}" in page
    assert not way.phone or f"tel:{way.phone}" in page


@pytest.mark.parametrize("way", [way for way in guide.STAGES if way.told], ids=lambda way: way.code)
def test_what_is_in_hand_or_ended_is_told(citizen: Citizen, way: guide.Way) -> None:
    page = citizen.page(f"/petitions/new/?matter=ours&stage={way.code}")
    assert way.heading in page and way.basis in page and "继续填写" in page


def test_our_own_matters_go_straight_to_the_form(citizen: Citizen) -> None:
    answer = citizen.client.get("/petitions/new/?matter=ours&stage=new")
    assert (answer.status_code, answer["Location"]) == (302, "/petitions/new/write/?purpose=demand")


@pytest.mark.parametrize(
    "query", ["?matter=ours", "?stage=new", "?matter=nonsense&stage=new", "?matter=&stage="]
)
def test_an_unanswered_question_is_pointed_out(citizen: Citizen, query: str) -> None:
    page = citizen.page(f"/petitions/new/{query}")
    assert "请回答下面两个问题" in page and "请选择一项" in page


def test_the_purpose_is_chosen_beforehand(citizen: Citizen) -> None:
    page = citizen.page("/petitions/new/write/?purpose=accusation")
    assert (
        'value="accusation" required id="id_purpose_2" checked' in page
        or "checked" in page.split('value="accusation"')[1][:60]
    )

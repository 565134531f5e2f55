"""Divisions: totals of rules §10, labels, the three selects and their endpoint."""

from collections import Counter
from typing import Any

import pytest
from django import forms
from django.core.management import call_command
from django.test import Client

from jiaozuo_social.places import selectors, services
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    services.load_divisions()


def kinds(code: str) -> tuple[int, int, int]:
    """Streets, towns and townships by the third group of the code (rules §5.1)."""
    found = Counter(int(child.code[6:]) // 100 for child in Division.objects.within(code).filter(level=4))
    return found[0], found[1], found[2] + found[3]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("410802", (9, 0, 0)),
        ("410803", (10, 0, 0)),
        ("410804", (7, 0, 0)),
        ("410811", (9, 0, 0)),
        ("410821", (0, 5, 3)),
        ("410822", (2, 5, 2)),
        ("410823", (4, 6, 5)),
        ("410825", (4, 5, 2)),
        ("410871", (3, 2, 1)),
        ("410882", (4, 6, 3)),
        ("410883", (4, 6, 1)),
        ("4108", (56, 35, 17)),
    ],
)
def test_totals(code: str, expected: tuple[int, int, int]) -> None:
    assert kinds(code) == expected


def test_the_rest_is_what_the_statistics_bureau_adds() -> None:
    others = Division.objects.filter(level=4, code__regex=r"^\d{6}[4-9]")
    assert [row.code for row in others] == ["410821400", "410822400", "410823598", "410825400"]
    assert Division.objects.counties().count() == 11
    assert Division.objects.filter(level=Division.Level.COMMUNITY).count() == 2024


def test_every_division_hangs_below_its_prefix() -> None:
    for row in Division.objects.exclude(parent=None):
        assert row.code.startswith(str(row.parent_id))
        assert row.full_name.endswith(row.name)


def test_loading_again_keeps_a_local_name_and_updates_the_names_below(
    django_capture_on_commit_callbacks: Any,
) -> None:
    street = Division.objects.get(code="410802001")
    with django_capture_on_commit_callbacks(execute=True):
        services.rename(street, "民生新街道")
    assert selectors.label("410802001001") == "解放区民生新街道枫华园社区"
    before = Division.objects.count()
    call_command("load_divisions", verbosity=0)
    assert Division.objects.count() == before
    community = Division.objects.get(code="410802001001")
    assert community.full_name == "河南省焦作市解放区民生新街道枫华园社区居民委员会"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("4108", "焦作市"),
        ("410802", "解放区"),
        ("410802001", "解放区民生街道"),
        ("410802001001", "解放区民生街道枫华园社区"),
        ("410802001001007", "解放区民生街道枫华园社区"),  # a grid of that community
        ("440300", ""),
        ("", ""),
    ],
)
def test_label(code: str, expected: str) -> None:
    assert selectors.label(code) == expected


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("白庄村民委员会", "白庄村"),
        ("王庄村村民委员会", "王庄村"),
        ("八街居民委员会", "八街"),
        ("月山虚拟社区", "月山虚拟社区"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert Division(name=name).short_name == short


def test_chain_and_children() -> None:
    codes = [link.code for link in selectors.chain("410802001001")]
    assert codes == ["4108", "410802", "410802001", "410802001001"]
    assert len(selectors.children("410802")) == 9
    assert selectors.children("nonsense") == []
    assert len(selectors.choices_for_counties()) == 11


def test_a_label_for_those_of_the_street() -> None:
    assert selectors.label_below_street("410802001001") == "枫华园社区"
    assert selectors.label_below_street("410802001") == selectors.label("410802001")


def test_a_thousand_labels_cost_one_query(django_assert_num_queries: Any) -> None:
    selectors.refresh()
    with django_assert_num_queries(1):
        for _ in range(1000):
            selectors.label("410802001001")


class PlaceForm(forms.Form):
    place = PlaceField(deep_enough=Division.Level.STREET)


def posted(county: str = "", street: str = "", community: str = "") -> PlaceForm:
    return PlaceForm({"place_0": county, "place_1": street, "place_2": community})


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("410802", "410802001", "410802001001"), "410802001001"),
        (("410802", "410802001", ""), "410802001"),
        (("", "410802001", ""), "410802001"),  # without JavaScript the county need not be chosen
    ],
)
def test_the_deepest_choice_is_the_value(parts: tuple[str, str, str], code: str) -> None:
    form = posted(*parts)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == code


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (("", "", ""), "required"),
        (("410802", "", ""), "street"),
        (("410811", "410802001", ""), "apart"),
        (("410802", "410802001", "410811001001"), "apart"),
        (("", "410802999", ""), "unknown"),
        (("41", "", ""), "unknown"),
    ],
)
def test_refusals(parts: tuple[str, str, str], error: str) -> None:
    assert posted(*parts).errors.as_data()["place"][0].code == error


def test_the_widget_shows_what_was_chosen_and_works_without_javascript() -> None:
    empty = str(PlaceForm()["place"])
    assert empty.count("<optgroup") == 11
    chosen = str(PlaceForm(initial={"place": "410802001001"})["place"])
    for code in ("410802", "410802001", "410802001001"):
        assert f'<option value="{code}" selected>' in chosen
    assert "<optgroup" not in chosen


def test_children_endpoint(client: Client) -> None:
    response = client.get("/places/children/", {"parent": "410802001"})
    assert "枫华园社区" in response.content.decode()
    assert "max-age=600" in response["Cache-Control"]


def test_a_change_of_county_empties_the_communities(client: Client) -> None:
    query = {"from": "a-place_0", "a-place_0": "410802", "reset": "id_a-place_2"}
    page = client.get("/places/children/", query).content.decode()
    assert "民生街道" in page
    assert '<select id="id_a-place_2" hx-swap-oob="innerHTML">' in page


def test_deeper_boxes_are_emptied_together_and_streets_come_back_in_groups(client: Client) -> None:
    query = {"from": "p_0", "p_0": "", "streets": "1", "reset": "id_p_2,id_p_3,<b>"}
    page = client.get("/places/children/", query).content.decode()
    assert page.count("hx-swap-oob") == 2 and "<b>" not in page
    assert page.count("<optgroup") == 11


class GridForm(forms.Form):
    place = PlaceField(deep_enough=Division.Level.COMMUNITY, deepest=Division.Level.MICRO_GRID)


def test_a_place_may_go_down_to_the_micro_grid() -> None:
    community = "410802001001"
    grid, micro = f"{community}001", f"{community}00101"
    for code, name, level in ((grid, "第一网格", 6), (micro, "第一微网格", 7)):
        parent = code[:15] if level == 7 else code[:12]
        Division.objects.create(code=code, name=name, full_name=name, level=level, parent_id=parent)
    selectors.refresh()
    parts = {"place_0": "410802", "place_1": "410802001", "place_2": community, "place_3": grid}
    assert GridForm({**parts, "place_4": micro}).fields["place"].widget.decompress(micro)[-1] == micro
    for deepest in ("", micro):
        form = GridForm({**parts, "place_4": deepest})
        assert form.is_valid() and form.cleaned_data["place"] == (deepest or grid)
    other = GridForm({**parts, "place_3": "", "place_4": micro})
    assert other.is_valid()  # without JavaScript the box between may stay empty
    apart = GridForm({**parts, "place_2": "410811001001", "place_4": micro})
    assert apart.errors.as_data()["place"][0].code == "apart"
    shown = str(GridForm(initial={"place": micro})["place"])
    assert f'<option value="{micro}" selected>' in shown and "streets=1" in shown


def test_the_endpoint_repeats_no_markup(client: Client) -> None:
    page = client.get("/places/children/", {"reset": '"><script>', "parent": "<b>"}).content.decode()
    assert "script" not in page
    assert "<b>" not in page

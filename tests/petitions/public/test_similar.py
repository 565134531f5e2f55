"""Hints while typing the title: public matters only, never a confidential or an unread one."""

import pytest

from jiaozuo_social.cases.models import Case
from tests import factories

from .conftest import Citizen

TITLE = "幸福里小区化粪池外溢无人清理"
NEAR = "幸福里小区化粪池外溢没人管"


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({"is_public": True, "state": "handling"}, True),
        ({"is_public": True, "state": "submitted"}, False),
        ({"is_public": False, "state": "handling"}, False),
        ({"is_public": True, "state": "handling", "is_confidential": True}, False),
    ],
)
def test_who_is_shown(citizen: Citizen, fields: dict[str, object], is_shown: bool) -> None:
    case = factories.petition(title=TITLE)
    Case.objects.filter(pk=case.pk).update(**fields)
    page = citizen.client.get("/petitions/new/similar/", {"title": NEAR}).content.decode()
    assert (TITLE in page) is is_shown
    assert case.number not in page


def test_the_button_does_it_without_javascript_and_files_nothing(citizen: Citizen) -> None:
    case = factories.petition(title=TITLE)
    Case.objects.filter(pk=case.pk).update(is_public=True, state="handling")
    page = citizen.file(title=NEAR, look="1", facts="这段文字不能丢").content.decode()
    assert TITLE in page and "这段文字不能丢" in page and "error-summary" not in page
    assert Case.objects.count() == 1


def test_short_titles_ask_nothing(citizen: Citizen, django_assert_num_queries: object) -> None:
    assert citizen.client.get("/petitions/new/similar/", {"title": "化"}).content.decode().strip() == ""

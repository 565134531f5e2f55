"""Who is not counted in 初次信访办理联系率 and 公开回复率 (docs/report.md, D)."""

from typing import Any

import pytest

from jiaozuo_social.cases.models import CaseLink
from jiaozuo_social.reports import computing, frames
from tests.clockwork import at

from .conftest import OCTOBER
from .month import Month
from .reading import words_of

pytestmark = pytest.mark.django_db


def columns(scope: str = "4108") -> dict[str, tuple[str, str]]:
    data = computing.compute(frames.frame_of(OCTOBER, scope, at("2026-11-02 01:30")))
    return {unit: (row[4], row[6]) for unit, row in words_of(data, "petitions", "assessment").items()}


def test_anonymous_and_joined_petitions_need_no_contact(month: Month) -> None:
    month["c3"].is_anonymous = True
    month["c3"].save()
    assert columns()["合计"] == ("50%", "33.33%")
    CaseLink.objects.create(source=month["a9"], target=month["c2"], relation="merged")
    assert columns()["合计"] == ("100%", "33.33%")


@pytest.mark.parametrize(
    "fields", [{"is_public": False}, {"is_confidential": True}, {"purpose": "accusation"}]
)
def test_an_answer_that_may_not_be_published_is_not_owed_to_the_public(
    month: Month, fields: dict[str, Any]
) -> None:
    for name, value in fields.items():
        setattr(month["c2"], name, value)
    month["c2"].save()
    assert columns()["合计"][1] == "50%"


def test_an_agreement_is_not_owed_to_the_public(month: Month) -> None:
    month["c2"].documents.create(kind="mediation", number="调解1", title="调解", body="协议")
    assert columns()["合计"][1] == "50%"


def test_a_county_counts_its_own(month: Month) -> None:
    assert columns("410811") == {"解放区水利局": ("0%", "—"), "合计": ("0%", "—")}

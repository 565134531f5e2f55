"""The report for programs: the figures of the page, the rights of the page."""

import hashlib
import json
from typing import Any

import pytest
from django.core.management import call_command
from rest_framework.test import APIClient

from jiaozuo_social.api.services import create_token
from jiaozuo_social.audit.models import Access
from jiaozuo_social.reports import computing, services
from jiaozuo_social.reports.models import Snapshot
from tests.reports.test_frozen import approve, edit
from tests.reports.test_rows import enter

from .conftest import OCTOBER
from .month import Month

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/reports/2026-10/"


def program(user: Any) -> APIClient:
    _, text = create_token(user=user, label="报表", scope="read", days=1)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {text}")
    return client


def test_months_with_their_state(month: Month, people: dict[str, Any]) -> None:
    snapshot = services.take(OCTOBER, "4108")
    client = program(people["approver"])
    found = client.get("/api/v1/reports/").json()
    assert (found["area"], [area["code"] for area in found["areas"]]) == (
        "4108",
        ["4108", "410802", "410811"],
    )
    states = {one["month"]: one["report"] for one in found["months"]}
    assert states["2026-09"] is None
    assert (states["2026-10"]["state"], states["2026-10"]["approved_by"]) == ("computed", None)
    approve(enter(people["approver"]), snapshot)
    states = {one["month"]: one["report"] for one in client.get("/api/v1/reports/").json()["months"]}
    assert (states["2026-10"]["state"], states["2026-10"]["approved_by"]) == ("approved", "市审批")


def test_the_figures_prove_themselves_and_the_look_is_kept(month: Month, people: dict[str, Any]) -> None:
    services.take(OCTOBER, "4108")
    found = program(people["leader"]).get(ADDRESS).json()
    assert hashlib.sha256(computing.canonical(found["content"]).encode()).hexdigest() == found["sha256"]
    assert found["content"] == Snapshot.objects.get().data
    look = Access.objects.get(action="download")
    assert (look.user, look.reason) == (people["leader"], "月报（接口）")


def test_the_approved_one_stays_and_now_is_computed_without_being_kept(
    month: Month, people: dict[str, Any]
) -> None:
    approve(enter(people["approver"]), services.take(OCTOBER, "4108"))
    client = program(people["approver"])
    before = client.get(ADDRESS).content
    edit(month)
    assert client.get(ADDRESS).content == before
    now = client.get(ADDRESS, {"figures": "now"}).json()
    assert now["state"] == "computed" and now["sha256"] != json.loads(before)["sha256"]
    assert Snapshot.objects.count() == 1


def test_each_reader_gets_what_the_page_gives(month: Month, people: dict[str, Any]) -> None:
    for scope in ("4108", "410802"):
        services.take(OCTOBER, scope)
    answers = {
        name: [program(user).get(ADDRESS, {"area": area}).status_code for area in ("4108", "410802")]
        for name, user in people.items()
    }
    pages = {
        name: [
            enter(user).get("/reports/2026-10/", {"area": area}).status_code for area in ("4108", "410802")
        ]
        for name, user in people.items()
    }
    assert answers == pages
    assert answers["county approver"] == [403, 200] and answers["clerk"] == [403, 403]


@pytest.mark.parametrize(
    ("query", "field"),
    [({"aera": "410802"}, "aera"), ({"area": ""}, "area"), ({"figures": "all"}, "figures"), ({"figures": ""}, "figures")],
)  # fmt: skip
def test_what_is_not_understood_is_refused(
    query: dict[str, str], field: str, month: Month, people: dict[str, Any]
) -> None:
    services.take(OCTOBER, "4108")
    answer = program(people["approver"]).get(ADDRESS, query)
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("month_key", ["2026-13", "2026-1", "x", "2199-01", "2026-09"])
def test_no_such_month_or_none_computed(month_key: str, month: Month, people: dict[str, Any]) -> None:
    answer = program(people["approver"]).get(f"/api/v1/reports/{month_key}/")
    assert answer.status_code == 404 and answer["Content-Type"] == "application/problem+json"


def test_the_description_is_whole(db: None) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")

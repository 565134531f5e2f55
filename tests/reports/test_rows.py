"""Each figure leads to the rows that it counts; who may see them sees them, who may not does not."""

import datetime as dt
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.reports import computing, drilldown, frames, services
from jiaozuo_social.reports.models import Snapshot
from tests import factories
from tests.clockwork import at

from .conftest import OCTOBER
from .month import Month
from .reading import all_cells

pytestmark = pytest.mark.django_db
FRAME = frames.Frame(OCTOBER, "4108", at("2026-11-01 00:00"))


@pytest.fixture
def kept(month: Month) -> Snapshot:
    return services.take(OCTOBER, "4108")


def enter(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def questions(data: dict[str, Any]) -> dict[str, int]:
    """Every query string of the report and the figure beside it."""
    asked: dict[str, int] = {}
    for place, cell in all_cells(data):
        if cell["kind"] == "count":
            pairs = [(cell.get("query"), cell["value"])]
        elif cell["kind"] == "ratio":
            pairs = [(cell["query"], cell["numerator"]), (cell["of"], cell["denominator"])]
        else:
            continue
        for query, figure in pairs:
            if query:
                assert asked.setdefault(query, figure) == figure, (place, query)
    return asked


def test_every_figure_is_the_number_of_its_rows(report: dict[str, Any]) -> None:
    asked = questions(report)
    wrong = {}
    for query, figure in asked.items():
        cell = drilldown.cell_of(FRAME, dict(parse_qsl(query, keep_blank_values=True)))
        assert cell is not None, query
        found = cell.amount()
        if (cell.rows.count() if found is None else found) != figure:
            wrong[query] = (figure, cell.rows.count(), found)
    assert len(asked) > 150 and wrong == {}


def test_the_page_lists_them(kept: Snapshot, people: dict[str, Any], month: Month) -> None:
    page = enter(people["approver"])
    address = reverse("reports:rows", args=["2026-10"])
    for query, figure in questions(kept.data).items():
        if figure and not query.startswith("measure=s-") and "people" not in query:
            answer = page.get(f"{address}?area=4108&{query}")
            assert (answer.context["total"], answer.context["seen"]) == (figure, figure), query
            assert len(answer.context["lines"]) == min(figure, 30)


def test_suggestions_are_listed_for_their_own_desk(kept: Snapshot, people: dict[str, Any]) -> None:
    address = reverse("reports:rows", args=["2026-10"]) + "?measure=s-received"
    seen = {name: enter(people[name]).get(address).context["seen"] for name in ("approver", "solicitor")}
    assert seen == {"approver": 0, "solicitor": 3}
    answer = enter(people["approver"]).get(address)
    assert "其中您可以查看 0 件" in answer.content.decode()


def test_confidential_rows_are_behind_no_figure(kept: Snapshot, month: Month) -> None:
    """Not even for the 信访专管员 who is also an approver."""
    officer = factories.member(month.town.bureau, Duty.APPROVER, Duty.CONFIDENTIAL)
    page = enter(officer)
    for query in ("measure=received", "measure=received&by_purpose=accusation", "measure=supervised"):
        answer = page.get(f"{reverse('reports:rows', args=['2026-10'])}?{query}")
        shown = {line.case.pk for line in answer.context["lines"]}
        assert not shown & {month["b1"].pk, month["b2"].pk, month["u1"].pk}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "measure=nothing",
        "measure=received&shift=next",
        "measure=received&by_category=x",
        "measure=received&by_unit=1;",
    ],
)
def test_what_is_no_cell_is_not_found(query: str, kept: Snapshot, people: dict[str, Any]) -> None:
    answer = enter(people["approver"]).get(f"{reverse('reports:rows', args=['2026-10'])}?{query}")
    assert answer.status_code == 404


@pytest.mark.parametrize("month_text", ["2026-13", "2026-1", "x", "2099-01", "0000-00"])
def test_what_is_no_month_is_not_found(month_text: str, people: dict[str, Any]) -> None:
    answer = enter(people["approver"]).get(f"/reports/{month_text}/")
    assert answer.status_code == 404


READS = {"approver": 200, "leader": 200, "solicitor": 200, "county approver": 403, "clerk": 403, "head": 403,
         "admin": 403, "citizen": 403}  # fmt: skip
ROWS = {**READS, "leader": 403}


@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("reports:report", "area=4108", READS),
        ("reports:file", "area=4108", READS),
        ("reports:rows", "area=4108&measure=received", ROWS),
        ("reports:report", "area=410802", {**READS, "county approver": 200}),
        ("reports:report", "area=410811", READS),
        ("reports:report", "area=41", dict.fromkeys(READS, 403)),
        ("reports:list", "", {**READS, "county approver": 200}),
    ],
)
def test_who_reads_what(
    name: str, query: str, expected: dict[str, int], kept: Snapshot, people: dict[str, Any]
) -> None:
    services.take(OCTOBER, "410802")
    services.take(OCTOBER, "410811")
    arguments = {"reports:list": [], "reports:file": ["2026-10", "json"]}.get(name, ["2026-10"])
    address = f"{reverse(name, args=arguments)}?{query}"
    assert {who: enter(user).get(address).status_code for who, user in people.items()} == expected
    assert "/login/" in Client().get(address)["Location"]


def test_leaders_get_numbers_without_links(kept: Snapshot, people: dict[str, Any]) -> None:
    pages = {
        name: enter(people[name]).get("/reports/2026-10/").content.decode() for name in ("approver", "leader")
    }
    assert "/rows/?" in pages["approver"] and "/rows/?" not in pages["leader"]
    assert "+275%" in pages["leader"]


def test_a_snapshot_of_another_area_does_not_open(kept: Snapshot, people: dict[str, Any]) -> None:
    page = enter(people["county approver"])
    assert page.get(f"/reports/2026-10/?area=410802&snapshot={kept.pk}").status_code == 404
    assert page.get(f"/reports/2026-10/?area=4108&snapshot={kept.pk}").status_code == 403


def test_fetching_a_file_is_recorded(kept: Snapshot, people: dict[str, Any]) -> None:
    enter(people["leader"]).get("/reports/2026-10/file.json/")
    look = Access.objects.get(action="download")
    assert (look.user, look.object_id, look.detail) == (people["leader"], str(kept.pk), {"form": "json"})


def test_the_number_of_queries_does_not_grow(month: Month) -> None:
    """Neither with the cases of the month nor with those of its lists."""
    for _ in range(2):
        computing.compute(FRAME)  # fills the caches of the process; settings with the second reading
    with CaptureQueriesContext(connection) as few:
        computing.compute(FRAME)
    for n in range(20):
        month._petition(
            f"x{n}", "2026-10-12 09:00", "visit", "demand", "410811001", "labour", "W", {"visitors": 9}
        )
        month.clock(f"x{n}", "P3", "W", "2026-10-01 09:00", "2026-10-20", "")
        month.supervise(f"x{n}", "W", "2026-10-21 09:00", due_on=dt.date(2026, 10, 25))
    with CaptureQueriesContext(connection) as many:
        computing.compute(FRAME)
    assert len(many) == len(few) <= 90


def test_the_rows_page_asks_the_same_for_more_rows(
    kept: Snapshot, people: dict[str, Any], month: Month, django_assert_max_num_queries: Any
) -> None:
    page = enter(people["approver"])
    page.get("/reports/2026-10/rows/?measure=received")
    with django_assert_max_num_queries(20):
        page.get("/reports/2026-10/rows/?measure=received")

"""Results go back once: listed until acknowledged, listed again when something new came."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from rest_framework.test import APIClient

from grids.exchange import results
from grids.models import GridCase, OrderSource, WorkOrder
from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases.moves import Actor
from tests.api.conftest import Program
from tests.gridwork import GridTown, photo

from .conftest import sent

pytestmark = pytest.mark.django_db
ORDERS, RESULTS, RETURNED = (
    reverse(f"api:{name}") for name in ("grid-work-orders", "grid-results", "grid-results-returned")
)


def later(minutes: float = 5) -> Any:
    return time_machine.travel(timezone.now() + dt.timedelta(minutes=minutes))


def finish(case: GridCase, town: GridTown) -> None:
    case.ask_verify(by=town.by("street"), verifier=town.people.worker)
    case.verify(by=town.by("worker"), is_found=True, note="属实。")
    case.file_case(by=town.by("street"))
    case.dispatch(by=town.by("street"), lead=town.cleaning)
    case.sign_in(by=town.by("handler"))
    case.feedback(by=town.by("handler"), note="已清理干净。", photos=[photo()])
    case.close(by=town.by("checker"))


def ordered(client: APIClient, number: str = "RX1", **changes: Any) -> GridCase:
    answer = client.post(ORDERS, sent(number=number, **changes), format="json").json()
    return GridCase.objects.get(number=answer["case_number"])


def listed(client: APIClient, **params: Any) -> dict[str, Any]:
    answer = client.get(RESULTS, {"source": "12345", **params})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def acknowledge(client: APIClient, page: dict[str, Any]) -> int:
    numbers = [row["number"] for row in page["results"]]
    body = {"source": "12345", "numbers": numbers, "read_at": page["read_at"]}
    answer = client.post(RETURNED, body, format="json")
    assert answer.status_code == 200, answer.content
    return int(answer.json()["newly_returned"])


def test_a_result_is_listed_until_it_is_acknowledged(hotline: APIClient, grid_town: GridTown) -> None:
    case = ordered(hotline)
    assert listed(hotline)["results"] == []
    finish(case, grid_town)
    with later():
        page = listed(hotline)
        (row,) = page["results"]
        assert (row["number"], row["case_number"], row["outcome"]) == ("RX1", case.number, "handled")
        assert (row["result"], row["department"], row["satisfaction"]) == ("已清理干净。", "马村区城管局", "")
        assert acknowledge(hotline, page) == 1
        assert acknowledge(hotline, page) == 0
        assert listed(hotline)["results"] == []
        assert listed(hotline, all="true")["results"][0]["returned_at"]


def test_a_rating_is_news(hotline: APIClient, grid_town: GridTown) -> None:
    case = ordered(hotline)
    finish(case, grid_town)
    with later(5):
        page = listed(hotline)
        GridCase.objects.get(pk=case.pk).rate(by=Actor.petitioner(), level="dissatisfied", note="又堆上了")
    with later(10):
        # The rating came after the list was read: acknowledging the list does not swallow it.
        assert acknowledge(hotline, page) == 0
        fresh = listed(hotline)
        assert fresh["results"][0]["satisfaction"] == "不满意"
        assert acknowledge(hotline, fresh) == 1


def test_one_that_was_not_filed_says_why(hotline: APIClient, grid_town: GridTown) -> None:
    case = ordered(hotline)
    case.void(by=grid_town.by("street"), void_reason="unfounded", note="现场没有发现垃圾。")
    with later():
        (row,) = listed(hotline)["results"]
        assert row["outcome"] == "void" and "没有发现" in row["result"]


def test_pages_and_since(hotline: APIClient, grid_town: GridTown, source: OrderSource) -> None:
    for number in range(5):
        finish(ordered(hotline, f"RX{number}", body=f"第{number}处垃圾没有人清理。"), grid_town)
    with later():
        seen, page = [], listed(hotline, size=2)
        while True:
            seen += [row["number"] for row in page["results"]]
            if not page["next"]:
                break
            page = listed(hotline, size=2, page=page["next"])
        assert seen == [f"RX{number}" for number in range(5)]
        middle = WorkOrder.objects.get(number="RX3").result_at
        assert [row["number"] for row in listed(hotline, since=middle.isoformat())["results"]] == [
            "RX3",
            "RX4",
        ]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"source": "x"}, "source"), ({"since": "gestern"}, "since"), ({"since": "9999-12-31T23:59:59-23:59"}, "since"),
        ({"all": "yes"}, "all"), ({"size": "0"}, "size"), ({"size": "501"}, "size"), ({"page": "x"}, "page"),
        ({"sicne": "1"}, "sicne"), ({"all": ""}, "all"),
    ],
)  # fmt: skip
def test_a_question_that_is_not_understood_is_refused(
    hotline: APIClient, params: dict[str, str], field: str
) -> None:
    answer = hotline.get(RESULTS, {"source": "12345", **params})
    assert answer.status_code == 400 and answer.json()["errors"][0]["field"] == field


def test_the_list_costs_the_same_with_one_more_row(
    hotline: APIClient, grid_town: GridTown, source: OrderSource, django_assert_num_queries: Any
) -> None:
    finish(ordered(hotline, "RX1"), grid_town)
    with later():
        rows = results.since(source, None, until=results.horizon(), only_owed=True)
        with django_assert_num_queries(3):
            assert len(results.read(rows)) == 1
    finish(ordered(hotline, "RX2", body="另外一处的垃圾也没有人清。"), grid_town)
    with later(), django_assert_num_queries(3):
        rows = results.since(source, None, until=results.horizon(), only_owed=True)
        assert len(results.read(rows)) == 2


def test_what_cannot_be_a_number_of_an_order_is_refused(hotline: APIClient) -> None:
    for numbers in (["a\x00b"], [""], ["9" * 65], ["1"] * 501, [], "RX1"):
        body = {"source": "12345", "numbers": numbers, "read_at": timezone.now().isoformat()}
        answer = hotline.post(RETURNED, body, format="json")
        assert answer.status_code == 400 and answer.json()["errors"][0]["field"] == "numbers", numbers


def test_others_see_and_acknowledge_nothing(
    hotline: APIClient, grid_town: GridTown, program: Program
) -> None:
    finish(ordered(hotline), grid_town)
    county = program(grid_town.people.county)
    with later():
        assert county.get(RESULTS, {"source": "12345"}).status_code == 403
        body = {"source": "12345", "numbers": ["RX1"], "read_at": timezone.now().isoformat()}
        assert county.post(RETURNED, body, format="json").status_code == 403
        assert WorkOrder.objects.get().is_owed


def test_the_page_gives_the_sheet_and_marks_what_stands_in_it(
    hotline: APIClient, grid_town: GridTown, source: OrderSource, login: Any
) -> None:
    case = ordered(hotline, "=cmd()")
    finish(case, grid_town)
    client: Client = login(grid_town.people.street)
    with later():
        page = client.get(reverse("grids:order-source", args=[source.pk])).content.decode()
        token = page.split('name="until" value="')[1].split('"')[0]
        sheet = client.get(reverse("grids:order-results", args=[source.pk]), {"until": token})
        assert sheet.status_code == 200
        rows = list(_rows(sheet))
        assert rows[1][0] == "'=cmd()" and rows[1][2] == "已清理干净。" and len(rows) == 2
        assert Access.objects.filter(action="export", reason="导出办理结果").count() == 1
        url = reverse("grids:order-returned", args=[source.pk])
        assert "已标记退回 1 件" in client.post(url, {"until": token}, follow=True).content.decode()
        assert "没有新的变化" in client.post(url, {"until": token}, follow=True).content.decode()
        assert client.post(url, {"until": "forged"}).status_code == 404
    assert not WorkOrder.objects.get().is_owed


def _rows(answer: Any) -> Any:
    import io

    return load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values

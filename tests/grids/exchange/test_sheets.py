"""The ledger of work orders: a remembered mapping, row reports, hostile cells, the same sheet twice."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from grids.exchange.ledger import OrderLedger
from grids.models import GridCase, OrderSource, WorkOrder
from jiaozuo_social.cases.models import Case
from jiaozuo_social.ledger import working
from jiaozuo_social.ledger.models import ImportMapping, ImportRun
from tests import factories
from tests.gridwork import COMMUNITY, GridTown

pytestmark = pytest.mark.django_db
HEADER = ["工单编号", "标题", "内容", "诉求分类", "紧急程度", "属地", "姓名", "联系电话", "受理时间"]
GOOD = ["RX1", "垃圾没人清", "3号楼东侧垃圾堆了三天。", "暴露垃圾", "较急", "丽景社区", "张三丰", "13800001234", "2026-11-20 09:00"]  # fmt: skip


def sheet(path: Path, *rows: list[Any]) -> SimpleUploadedFile:
    book = Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path / "orders.xlsx")
    return SimpleUploadedFile("12345工单.xlsx", (path / "orders.xlsx").read_bytes())


def desk_key(client: Client) -> str:
    """The dispatcher has the ledger of grid staff to bring in as well; work orders are chosen."""
    form = client.get(reverse("ledger:import-new")).context["form"]
    return next(key for key, (ledger, _) in form.desks.items() if ledger.name == OrderLedger.name)


def bring(client: Client, file: SimpleUploadedFile, source: str = "12345") -> ImportRun:
    answer = client.post(reverse("ledger:import-new"), {"file": file, "desk": desk_key(client)})
    assert answer.status_code == 302, answer.content.decode()
    run = ImportRun.objects.order_by("-pk")[0]
    page = client.get(answer["Location"]).content.decode()
    assert "12345热线" in page
    before = Case.objects.count()
    columns = {f"column_{field}": name for field, name in zip(FIELDS, HEADER, strict=True)}
    answer = client.post(answer["Location"], {**columns, "source": source})
    assert answer.status_code == 302, answer.content.decode()
    working.check(run.pk)
    run.refresh_from_db()
    assert Case.objects.count() == before  # a check writes nothing
    if run.good:
        client.post(reverse("ledger:import-start", args=[run.token]))
        working.bring_in(run.pk)
    run.refresh_from_db()
    return run


FIELDS = ("number", "title", "body", "category", "urgency", "place", "name", "phone", "received_at")


@pytest.fixture
def client(source: OrderSource, grid_town: GridTown, login: Any) -> Client:
    made: Client = login(grid_town.people.street)
    return made


def test_good_rows_come_in_and_bad_rows_are_told(client: Client, tmp_path: Path) -> None:
    bad = ["RX2", "", "", "暴露垃圾", "马上", "火星", "", "", "昨天"]
    run = bring(client, sheet(tmp_path, GOOD, bad))
    assert (run.state, run.imported, run.rejected) == ("done", 1, 1)
    case = GridCase.objects.get()
    assert (case.source_number, case.place_code, case.category.code) == ("RX1", COMMUNITY, "06010")  # type: ignore[union-attr]
    assert f"{case.received_at:%Y-%m-%d}" == "2026-11-20"
    assert {fault.column for fault in run.faults.all()} == {"内容", "紧急程度", "受理时间"}
    assert ImportMapping.objects.filter(target="work_order").exists()


def test_a_longer_sheet_brings_only_what_is_new_or_changed(client: Client, tmp_path: Path) -> None:
    bring(client, sheet(tmp_path, GOOD))
    changed = [*GOOD]
    changed[2] = "又多了一堆。"
    run = bring(client, sheet(tmp_path, GOOD, ["RX2", *GOOD[1:]], ["RX3", *GOOD[1:]]))
    assert (run.imported, run.rejected) == (2, 1) and "没有变化" in run.faults.get().reason
    run = bring(client, sheet(tmp_path, changed, ["RX2", *GOOD[1:]]))
    assert run.imported == 1 and WorkOrder.objects.get(number="RX1").changes == 1
    assert GridCase.objects.count() == 3


def test_what_is_in_petition_procedure_is_brought_in_without_a_case(client: Client, tmp_path: Path) -> None:
    factories.petition(place_code="410804001", title=GOOD[1], body=GOOD[2])
    run = bring(client, sheet(tmp_path, GOOD))
    assert not GridCase.objects.exists() and (run.imported, run.rejected) == (1, 0)
    assert WorkOrder.objects.get().outcome == "in_procedure" and WorkOrder.objects.get().is_owed


@pytest.mark.parametrize(
    "cell",
    ["＝HYPERLINK(\"http://x\")", "@SUM(1)", "<script>alert(1)</script>", "'; DROP TABLE cases_case; --", "\u202eabc", "a" * 65],
)  # fmt: skip
def test_hostile_cells_stay_text(client: Client, tmp_path: Path, cell: str) -> None:
    run = bring(client, sheet(tmp_path, [cell, cell[:60], *GOOD[2:]]))
    if len(cell) > 64:
        assert run.bad == 1 and not Case.objects.exists()
        return
    order = WorkOrder.objects.get()
    assert order.number in (cell, cell.strip())
    page = client.get(reverse("grids:order-source", args=[order.source_id])).content.decode()
    assert "<script>alert" not in page


def test_an_unknown_source_is_refused(client: Client, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="来源"):
        bring(client, sheet(tmp_path, GOOD), source="省平台")
    assert not Case.objects.exists()

"""The ledger of people in grids through the import pages: good rows in office, bad rows told."""

import io
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from grids.models import Term
from jiaozuo_social.ledger import working
from jiaozuo_social.ledger.models import ImportRun
from tests import factories
from tests.gridmaps import grid
from tests.grids.places.conftest import COMMUNITY

HEADER = ["网格编号", "岗位", "姓名", "手机号", "公示电话"]
FIRST = f"{COMMUNITY}001"


def sheet(*rows: list[Any]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in [HEADER, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("网格人员.xlsx", stream.getvalue())


def bring(user: Any, *rows: list[Any]) -> ImportRun:
    """Upload, keep the guessed columns, check and import."""
    page = Client()
    page.force_login(user)
    answer = page.post("/ledger/imports/new/", {"file": sheet(*rows)})
    assert answer.status_code == 302, answer.content.decode()
    run = ImportRun.objects.latest("pk")
    form = page.get(answer["Location"]).context["form"]
    page.post(answer["Location"], {name: form[name].value() or "" for name in form.fields})
    working.check(run.pk)
    assert not Term.objects.exists()  # checking writes nothing
    page.post(f"/ledger/imports/{run.token}/start/")
    working.bring_in(run.pk)
    run.refresh_from_db()
    return run


@pytest.fixture
def first(area: SimpleNamespace) -> Any:
    grid(f"{FIRST}01", "一组")
    return grid(FIRST, "第一网格")


def test_people_take_office(area: SimpleNamespace, first: Any) -> None:
    run = bring(
        area.dispatcher,
        [FIRST, "网格长", "张三", "13900001111", "0391-1234567"],
        [int(FIRST), "网格员", "李 四", 13900002222, None],
        [f"{FIRST}01", "微网格长", "王五", "139 0000 3333", None],
    )
    assert (run.imported, run.rejected) == (3, 0)
    assert [(str(term.user), term.role) for term in Term.objects.order_by("pk")] == [
        ("张三", "leader"), ("李四", "worker"), ("王五", "micro_leader"),
    ]  # fmt: skip
    assert "张三" not in str(run.preview) and "张*" in str(run.preview)


def test_every_bad_row_is_told(area: SimpleNamespace, first: Any) -> None:
    grid("410811001001001")
    factories.user("赵六", phone="13900004444")
    run = bring(
        area.dispatcher,
        [FIRST, "网格员", "张三", "13900001111", ""],
        [FIRST, "网格员", "张三", "13900001111", ""],
        ["410811001001001", "网格员", "外人", "13900005555", ""],
        [FIRST, "队长", "甲", "12", ""],
        [float(f"{FIRST}01"), "微网格长", "乙", "13900006666", ""],
        [FIRST, "网格员", "钱七", "13900004444", ""],
        [FIRST, "微网格长", "丙", "13900007777", ""],
    )
    assert run.imported == 1
    told = {(fault.row, fault.column) for fault in run.faults.all()}
    assert told == {
        (3, "姓名"), (4, "网格编号"), (5, "岗位"), (5, "手机号"), (6, "网格编号"), (7, "手机号"), (8, "岗位"),
    }  # fmt: skip


def test_a_leader_brings_in_workers_of_the_own_community_only(area: SimpleNamespace, first: Any) -> None:
    run = bring(
        area.leader,
        [FIRST, "网格员", "张三", "13900001111", ""],
        [FIRST, "网格长", "李四", "13900002222", ""],
    )
    assert (run.imported, run.rejected) == (1, 1)

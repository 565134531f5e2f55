"""The pages of an import: upload, columns, check, import, history; who may, and what is refused."""

from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jiaozuo_social.cases.models import Case
from jiaozuo_social.ledger import files, working
from jiaozuo_social.ledger.models import ImportMapping, ImportRun, RowFault
from jiaozuo_social.orgs.models import Duty, Membership
from petitions.models import Petition
from tests import factories

from .conftest import HEADER, row, upload

pytestmark = pytest.mark.django_db
Send = Callable[..., ImportRun]


def address(run: ImportRun, rest: str = "") -> str:
    return f"/ledger/imports/{run.token}/{rest}"


def stored() -> list[str]:
    return default_storage.listdir(files.IMPORTS)[1] if default_storage.exists(files.IMPORTS) else []


def test_the_good_rows_come_in_without_the_bad(page: Client, sent: Send) -> None:
    run = sent([row("1"), row("2", 收到时间="去年"), row("3", 内容=""), row("4", 属地="山阳区"), row("5")])
    assert (run.state, run.checked, run.good, run.bad) == ("checked", 5, 2, 3)
    assert not Case.objects.exists()
    text = page.get(address(run)).content.decode()
    assert "导入 2 行" in text and "去年" in text and "不在本单位辖区" in text
    assert page.post(address(run, "start/")).status_code == 302
    working.bring_in(run.pk)
    run.refresh_from_db()
    assert (run.state, run.imported, run.rejected) == ("done", 2, 3)
    assert list(Petition.objects.order_by("pk").values_list("source_number", flat=True)) == ["1", "5"]
    assert [(fault.row, fault.column) for fault in run.faults.all()] == [
        (3, "收到时间"),
        (4, "内容"),
        (5, "属地"),
    ]
    assert "已导入 <strong>2</strong> 件" in page.get(address(run)).content.decode()


def test_the_preview_masks_people(page: Client, sent: Send) -> None:
    run = sent([row("1")])
    text = page.get(address(run)).content.decode()
    assert "王**" in text and "138****5678" in text
    assert "王小明" not in text and "13812345678" not in text


def test_the_preview_is_twenty_rows_and_the_list_of_errors_a_hundred(page: Client, sent: Send) -> None:
    run = sent([*(row(str(n)) for n in range(30)), *(row(f"x{n}", 收到时间="?") for n in range(130))])
    assert len(run.preview) == 20
    answer = page.get(address(run))
    assert len(answer.context["faults"]) == 100
    book = openpyxl.load_workbook(_saved(page.get(address(run, "errors.xlsx/"))))
    assert len(list(book.active.values)) == 131


def _saved(answer: Any) -> Any:
    import io

    assert answer.status_code == 200
    return io.BytesIO(b"".join(answer.streaming_content))


def test_the_error_sheet_runs_nothing(page: Client, sent: Send) -> None:
    header = [*HEADER[:3], "=cmd|' /C calc'!A0", *HEADER[4:]]
    answer = page.post("/ledger/imports/new/", {"file": upload([row("1")], header=header)})
    run = ImportRun.objects.get()
    data = {"column_body": "内容", "column_received_at": header[3], "source": "测试"}
    page.post(answer["Location"], data)
    RowFault.objects.create(run=run, row=2, column=header[3], reason="+1")
    ImportRun.objects.update(state="checked")
    sheet = openpyxl.load_workbook(_saved(page.get(address(run, "errors.xlsx/")))).active
    assert [cell.data_type for cell in sheet[2]] == ["n", "s", "s"]
    assert [cell.value[0] for cell in sheet[2][1:]] == ["'", "'"]
    text = _saved(page.get(address(run, "errors.csv/"))).read().decode("utf-8-sig")
    assert "'=cmd" in text and "'+1" in text


def test_the_same_file_is_refused_with_when_and_by_whom(page: Client, sent: Send) -> None:
    run = sent([row("1")])
    page.post(address(run, "start/"))
    working.bring_in(run.pk)
    before = stored()
    answer = page.post("/ledger/imports/new/", {"file": upload([row("1")], "换个名字.csv")})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "登记员甲" in text and "解放区信访局" in text and "导入过（1 条）" in text
    assert stored() == before and ImportRun.objects.count() == 1


def test_two_uploads_of_one_file_cannot_both_be_imported(page: Client, sent: Send) -> None:
    first, second = sent([row("1")]), sent([row("1")])
    page.post(address(first, "start/"))
    assert page.post(address(second, "start/")).status_code == 409
    working.bring_in(first.pk)
    working.bring_in(second.pk)
    assert Case.objects.count() == 1


def test_a_file_of_which_nothing_came_in_may_be_tried_again(page: Client, sent: Send) -> None:
    run = sent([row("1", 收到时间="?")])
    assert page.post(address(run, "start/")).status_code == 302
    run.refresh_from_db()
    assert run.state == "checked"
    again = page.post(address(run, "mapping/"), {"column_body": "内容", "source": "甲"})
    assert again.status_code == 302
    working.check(run.pk)
    run.refresh_from_db()
    assert (run.good, run.bad, run.faults.count()) == (1, 0, 0)


def test_columns_are_remembered_for_the_same_set(page: Client, sent: Send) -> None:
    answer = page.post("/ledger/imports/new/", {"file": upload([row("1")])})
    page.post(answer["Location"], {"column_body": "标题", "source": "甲", "save_as": "我的表"})
    other = page.post("/ledger/imports/new/", {"file": upload([row("2")])})
    form = page.get(other["Location"]).context["form"]
    assert (form["column_body"].value(), form["column_title"].value()) == ("标题", "")
    assert ImportMapping.objects.get(name="我的表").columns == {"body": ["标题"]}


def test_a_saved_mapping_is_applied_edited_and_deleted(page: Client, clerk: Any) -> None:
    answer = page.post("/ledger/imports/new/", {"file": upload([row("1")])})
    where = answer["Location"]
    page.post(where, {"column_body": "标题", "source": "甲", "save_as": "我的表"})
    ImportRun.objects.update(state="checked", columns={})
    saved = ImportMapping.objects.get(name="我的表")
    form = page.get(f"{where}?saved={saved.pk}").context["form"]
    assert form["column_body"].value() == "标题" and form["save_as"].value() == "我的表"
    page.post(where, {"column_body": "内容", "source": "甲", "save_as": "我的表"})
    assert ImportMapping.objects.get(name="我的表").columns == {"body": ["内容"]}
    ImportRun.objects.update(state="checked")
    page.post(f"{where}{saved.pk}/delete/")
    assert not ImportMapping.objects.filter(name="我的表").exists()


def test_a_body_column_is_needed(page: Client) -> None:
    answer = page.post("/ledger/imports/new/", {"file": upload([row("1")])})
    text = page.post(answer["Location"], {"column_title": "标题", "source": "甲"}).content.decode()
    assert "请选择“内容”是哪一列" in text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "只能导入"),
        ("a.xlsm", b"PK\x03\x04", "宏"),
        ("a.xlsx", b"PK\x03\x04 broken", "无法打开"),
        ("a.csv", b"\xff\xff\xff\xff", "编码"),
    ],
)
def test_unreadable_files_leave_nothing(page: Client, name: str, content: bytes, said: str) -> None:
    answer = page.post("/ledger/imports/new/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200 and said in answer.content.decode()
    assert not ImportRun.objects.exists() and stored() == []


def test_files_have_names_that_nobody_guesses_and_go_when_given_up(page: Client, sent: Send) -> None:
    run = sent([row("1")], name="机密.csv")
    assert "机密" not in run.file and stored() == [run.file.split("/")[-1]]
    page.post(address(run, "discard/"))
    run.refresh_from_db()
    assert (run.state, run.file, stored(), run.faults.count()) == ("discarded", "", [], 0)


# Those who have ledgers of other rooms to bring in; the runs of this desk are not theirs.
OTHER_LEDGERS = (Duty.BURDEN, Duty.DISPATCHER, Duty.GRID_LEADER, Duty.ADMIN)
IMPORTING = (Duty.REGISTRAR, Duty.APPROVER, *OTHER_LEDGERS)


@pytest.mark.parametrize("duty", [Duty.REGISTRAR, Duty.APPROVER])
def test_desks_of_a_bureau_may_import(client: Client, town: factories.Town, duty: Duty) -> None:
    client.force_login(factories.member(town.county_bureau, duty))
    assert client.get("/ledger/imports/").status_code == 200
    assert "台账导入" in client.get("/cases/start/").content.decode()


@pytest.mark.parametrize("duty", OTHER_LEDGERS)
def test_the_run_of_another_ledger_is_not_found(
    client: Client, town: factories.Town, sent: Send, duty: Duty
) -> None:
    run = sent([row("1")])
    client.force_login(factories.member(town.county_bureau, duty))
    for path in (address(run), address(run, "mapping/")):
        assert client.get(path).status_code in (403, 404)
    assert client.post(address(run, "start/")).status_code in (403, 404)


@pytest.mark.parametrize("duty", [one for one in Duty if one not in IMPORTING])
def test_others_may_not(client: Client, town: factories.Town, sent: Send, duty: Duty) -> None:
    run = sent([row("1")])
    client.force_login(factories.member(town.county_bureau, duty))
    for path in ("/ledger/imports/", "/ledger/imports/new/", address(run), address(run, "mapping/")):
        assert client.get(path).status_code == 403
    assert client.post(address(run, "start/")).status_code == 403
    assert "台账导入" not in client.get("/cases/start/").content.decode()


def test_who_imports_another_ledger_for_the_same_office_finds_nothing(
    client: Client, town: factories.Town, sent: Send
) -> None:
    run = sent([row("1")])
    client.force_login(factories.member(town.county_bureau, Duty.BURDEN))
    assert run.file_name not in client.get("/ledger/imports/").content.decode()
    assert client.get(address(run)).status_code == 404
    assert client.post(address(run, "start/")).status_code == 404


def test_a_registrar_of_no_office_may_not(client: Client, town: factories.Town) -> None:
    client.force_login(factories.member(town.housing, Duty.REGISTRAR))
    assert client.get("/ledger/imports/").status_code == 403


def test_another_office_sees_nothing_of_it(client: Client, town: factories.Town, sent: Send) -> None:
    run = sent([row("1")])
    client.force_login(factories.member(town.other_bureau, Duty.REGISTRAR))
    for rest in ("", "mapping/", "progress/", "errors.csv/"):
        assert client.get(address(run, rest)).status_code == 404
    assert client.post(address(run, "start/")).status_code == 404
    assert run.file_name not in client.get("/ledger/imports/").content.decode()


def test_serving_there_in_another_duty_is_not_enough(
    client: Client, town: factories.Town, sent: Send
) -> None:
    run = sent([row("1")])
    person = factories.member(town.other_bureau, Duty.REGISTRAR)
    Membership.objects.create(user=person, department=town.county_bureau, duty=Duty.HANDLER)
    client.force_login(person)
    assert client.get(address(run)).status_code == 404
    assert run.file_name not in client.get("/ledger/imports/").content.decode()


def test_the_bar_moves_and_then_calls_the_page(page: Client, sent: Send) -> None:
    run = sent([row("1"), row("2")])
    ImportRun.objects.update(state="importing", rows_done=1, imported=1)
    assert 'value="1" max="2"' in page.get(address(run, "progress/")).content.decode()
    assert 'http-equiv="refresh"' in page.get(address(run)).content.decode()
    ImportRun.objects.update(state="done")
    assert page.get(address(run, "progress/"))["HX-Refresh"] == "true"


def test_the_history_costs_the_same_with_more_rows(
    page: Client, sent: Send, django_assert_max_num_queries: Any
) -> None:
    for n in range(3):
        sent([row(str(n))])
    with django_assert_max_num_queries(12):
        text = page.get("/ledger/imports/").content.decode()
    assert text.count("待确认") == 3

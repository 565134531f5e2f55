"""Exports: what the user may see, masked, recorded, running nothing, for their owner and for a while."""

import csv
import datetime as dt
import io
import uuid
from typing import Any

import openpyxl
import pytest
from constance.test import override_config
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases.models import Case, Rating
from jiaozuo_social.ledger import exporting, exportrows, sweeping
from jiaozuo_social.ledger.models import ExportRun
from jiaozuo_social.orgs.models import Duty, Membership
from tests import factories
from tests.threads import at_once

pytestmark = pytest.mark.django_db
LIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")', "http://example.cn", "＝1"]


def export(page: Client, query: str = "tab=all", **data: Any) -> ExportRun:
    answer = page.post(f"/ledger/exports/new/?{query}", {"format": "xlsx", **data})
    assert answer.status_code == 302, answer.content.decode()
    run = ExportRun.objects.latest("pk")
    exporting.export(run.pk)
    run.refresh_from_db()
    return run


def fetched(page: Client, run: ExportRun) -> bytes:
    answer = page.get(f"/ledger/exports/{run.token}/file/")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def table(page: Client, run: ExportRun) -> list[dict[str, Any]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(fetched(page, run))).active.values)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_list_goes_out_in_its_order_with_all_columns(page: Client, town: factories.Town) -> None:
    first = factories.petition(title="甲事", received_at=timezone.now() - dt.timedelta(hours=2))
    factories.petition(title="乙事")
    Case.objects.filter(pk=first.pk).update(department=town.housing, is_supervised=True)
    Rating.objects.create(case=first, about="unit", level="satisfied")
    second_row, first_row = table(page, export(page))
    assert (second_row["标题"], first_row["标题"]) == ("乙事", "甲事")
    assert first_row["编号"] == first.number and first_row["类型"] == "信访件"
    assert first_row["属地"] == "解放区民生街道" and first_row["主办单位"] == "解放区住建局"
    assert (first_row["督办"], first_row["重复"], first_row["超期"]) == ("是", None, None)
    assert first_row["信访目的"] == "申诉求决" and first_row["评价责任单位"] == "满意"
    assert {"状态", "内容分类", "渠道", "收到时间", "经办人", "最近期限", "处理意见", "答复时间"} <= set(
        first_row
    )


def test_pieces_join_in_the_order_of_the_list(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(5):
        factories.petition(title=f"第{n}件", received_at=timezone.now() - dt.timedelta(hours=n))
    monkeypatch.setattr(exportrows, "PIECE", 2)
    monkeypatch.setattr(exportrows, "mask_name", lambda name: str(Case.objects.count()))  # asks meanwhile
    run = export(page)
    rows = table(page, run)
    assert [row["标题"] for row in rows] == [f"第{n}件" for n in range(5)]
    assert {row["信访人"] for row in rows} == {"5"} and (run.rows_done, run.total) == (5, 5)


def test_a_row_that_turns_confidential_meanwhile_stays_inside(
    page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        factories.petition(title=f"第{n}件", received_at=timezone.now() - dt.timedelta(hours=n))
    monkeypatch.setattr(exportrows, "PIECE", 1)
    note = ExportRun.note

    def noted(run: ExportRun, **fields: Any) -> None:
        Case.objects.filter(title="第2件").update(is_confidential=True)
        note(run, **fields)

    monkeypatch.setattr(ExportRun, "note", noted)
    run = export(page)
    assert [row["标题"] for row in table(page, run)] == ["第0件", "第1件"] and run.rows_done == 2


def test_a_worker_whose_run_was_taken_over_writes_nothing(
    page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.petition()
    page.post("/ledger/exports/new/?tab=all", {"format": "xlsx"})
    read = exportrows._read

    def taken(*args: Any) -> Any:
        ExportRun.objects.update(claim=uuid.uuid4())
        return read(*args)

    monkeypatch.setattr(exportrows, "_read", taken)
    run = ExportRun.objects.get()
    exporting.export(run.pk)
    run.refresh_from_db()
    assert (run.state, run.file, run.problem) == ("writing", "", "")
    assert not default_storage.exists("ledger/exports") or default_storage.listdir("ledger/exports")[1] == []


def test_people_are_masked(page: Client) -> None:
    factories.petition()
    (row,) = table(page, export(page))
    assert (row["信访人"], row["联系电话"]) == ("张**", "138****1234")


def test_clear_needs_a_reason_and_is_recorded(page: Client) -> None:
    factories.petition()
    refused = page.post("/ledger/exports/new/?tab=all", {"format": "xlsx", "is_clear": "on"})
    assert "请写明" in refused.content.decode() and not ExportRun.objects.exists()
    run = export(page, is_clear="on", reason="电话回访")
    (row,) = table(page, run)
    assert (row["信访人"], row["联系电话"]) == ("张三丰", "13800001234")
    done = Access.objects.filter(action="export", detail__has_key="rows").get()
    assert done.reason == "电话回访" and done.user == run.user
    assert (done.detail["rows"], done.detail["clear"], done.detail["filter"]) == (1, True, {"tab": ["all"]})
    asked = Access.objects.filter(action="export").exclude(pk=done.pk).get()
    assert asked.ip
    assert Access.objects.filter(action="download", object_id=str(run.pk)).count() == 1


@pytest.mark.parametrize("duty", [Duty.HANDLER, Duty.HEAD])
def test_units_never_get_clear_data(client: Client, town: factories.Town, duty: Duty) -> None:
    case = factories.petition()
    case.assignments.create(department=town.housing, role="lead")
    client.force_login(factories.member(town.housing, duty))
    assert "is_clear" not in client.get("/ledger/exports/new/?tab=all").context["form"].fields
    (row,) = table(client, export(client, is_clear="on", reason="想看"))
    assert (row["信访人"], row["联系电话"]) == ("张**", "138****1234")


def test_clear_is_only_for_rows_of_the_own_desk(client: Client, town: factories.Town) -> None:
    """Somebody with a desk in one county and work in a unit of another."""
    person = factories.member(town.other_bureau, Duty.REGISTRAR)
    Membership.objects.create(user=person, department=town.housing, duty=Duty.HANDLER)
    theirs = factories.petition(place_code="410802001", title="别处")
    theirs.assignments.create(department=town.housing, role="lead")
    factories.petition(place_code="410811001", title="本处")
    client.force_login(person)
    rows = {row["标题"]: row["信访人"] for row in table(client, export(client, is_clear="on", reason="核对"))}
    assert rows == {"别处": "张**", "本处": "张三丰"}


def test_only_visible_rows_and_only_what_is_filtered(page: Client) -> None:
    factories.petition(title="本区的事")
    factories.petition(title="外区的事", place_code="410811001")
    factories.petition(title="保密的事", purpose="accusation")
    factories.petition(title="本区来信", channel="letter")
    assert {row["标题"] for row in table(page, export(page))} == {"本区的事", "本区来信"}
    assert [row["标题"] for row in table(page, export(page, "tab=all&channel=letter"))] == ["本区来信"]


def test_rights_are_asked_when_the_file_is_written(page: Client, clerk: Any) -> None:
    factories.petition()
    page.post("/ledger/exports/new/?tab=all", {"format": "csv"})
    Membership.objects.filter(user=clerk).delete()
    run = ExportRun.objects.get()
    exporting.export(run.pk)
    run.refresh_from_db()
    assert (run.rows_done, run.state) == (0, "done")


@pytest.mark.parametrize("text", LIVE)
def test_no_text_of_users_is_live(page: Client, town: factories.Town, text: str) -> None:
    case = factories.petition(title=text)
    Case.objects.filter(pk=case.pk).update(department=town.housing)
    type(town.housing).objects.filter(pk=town.housing.pk).update(name=text)
    book = openpyxl.load_workbook(io.BytesIO(fetched(page, export(page))))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [one for one in texts if one[:1] in "=+-@\t\r＝"]
    rows = list(csv.reader(io.StringIO(fetched(page, export(page, format="csv")).decode("utf-8-sig"))))
    assert not [one for row in rows for one in row if one[:1] and one[0] in "=+-@\t\r＝"]


def test_the_file_is_for_its_owner_and_for_a_while(
    page: Client, client: Client, town: factories.Town
) -> None:
    factories.petition()
    run = export(page)
    client.force_login(factories.member(town.county_bureau, Duty.REGISTRAR))
    for rest in ("", "file/", "progress/"):
        assert client.get(f"/ledger/exports/{run.token}/{rest}").status_code == 404
    ExportRun.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert page.get(f"/ledger/exports/{run.token}/file/").status_code == 404
    name = run.file
    sweeping.sweep()
    run.refresh_from_db()
    assert (run.state, run.file, default_storage.exists(name)) == ("expired", "", False)
    assert "重新导出" in page.get(f"/ledger/exports/{run.token}/").content.decode()


def test_too_many_rows_and_errors_are_said(page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.petition()
    with override_config(EXPORT_MAX_ROWS=0):
        run = export(page)
    assert run.state == "failed" and "超过 0 行" in run.problem
    monkeypatch.setattr(exportrows, "mask_phone", lambda phone: 1 / 0)
    run = export(page)
    assert run.state == "failed" and "重新导出" in run.problem
    assert not default_storage.exists("ledger/exports") or default_storage.listdir("ledger/exports")[1] == []


@pytest.mark.django_db(transaction=True)
def test_eight_workers_write_one_file(page: Client) -> None:
    factories.petition()
    page.post("/ledger/exports/new/?tab=all", {"format": "csv"})
    run = ExportRun.objects.get()
    at_once([lambda: exporting.export(run.pk)] * 8, threads=8)
    assert len(default_storage.listdir("ledger/exports")[1]) == 1
    assert Access.objects.filter(action="export", detail__has_key="rows").count() == 1


def test_an_empty_list_and_a_bad_filter_offer_no_export(page: Client) -> None:
    assert "没有符合条件" in page.get("/ledger/exports/new/?tab=all").content.decode()
    factories.petition()
    assert "查询条件有误" in page.get("/ledger/exports/new/?tab=all&q=路").content.decode()
    assert page.post("/ledger/exports/new/?tab=all&q=路", {"format": "csv"}).status_code == 200
    assert not ExportRun.objects.exists()


def test_the_inbox_offers_its_own_filter(page: Client) -> None:
    factories.petition(channel="letter")
    text = page.get("/cases/?tab=all&channel=letter").content.decode()
    assert "/ledger/exports/new/?tab=all&amp;tab=all&amp;channel=letter" in text


def test_a_phone_number_that_was_searched_for_is_not_kept_in_the_log(page: Client) -> None:
    factories.petition()
    run = export(page, "tab=all&q=13800001234")
    assert run.rows_done == 1
    assert "13800001234" not in str(list(Access.objects.values_list("detail", flat=True)))


def test_citizens_have_no_exports(client: Client) -> None:
    client.force_login(factories.user())
    assert client.get("/ledger/exports/").status_code == 403
    assert Client().get("/ledger/exports/").status_code == 302

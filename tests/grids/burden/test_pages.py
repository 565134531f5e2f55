"""Pages of the 减负 ledger: forms keep what was typed, files are checked, exports run nothing."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids.burden.loading import load
from grids.burden.models import BurdenCategory, BurdenItem, BurdenTask, InventoryRow
from jiaozuo_social.audit.models import Access
from jiaozuo_social.places import selectors
from jiaozuo_social.places.models import Division
from tests.grids.burden.conftest import Office, photo


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def task_data(office: Office, **fields: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "department": office.county.pk, "item": office.item.pk, "problem": "群太多", "measure": "合并", "standard": "减半",
        "lead": office.housing.pk, "co": [office.water.pk], "started_on": f"{today:%Y-%m-%d}",
        "due_on": f"{today:%Y-%m-%d}", **fields,
    }  # fmt: skip


def test_entering_a_task(office: Office) -> None:
    client = client_of(office.clerk)
    answer = client.post(reverse("grids:burden-task-new"), task_data(office))
    task = BurdenTask.objects.get()
    assert answer["Location"] == reverse("grids:burden-task", kwargs={"pk": task.pk})
    assert (task.place_code, task.number, list(task.co.all())) == ("410802", "1", [office.water])


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("due_on", "2020-01-01", "完成时限不能早于开始日期"),
        ("co", "lead", "牵头单位不必再列"),
        ("problem", "", "问题"),
        ("lead", "999999", "牵头单位"),
        ("item", "999999", "减负事项"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(office: Office, field: str, value: str, sentence: str) -> None:
    data = task_data(office, measure="打字不丢")
    data[field] = [office.housing.pk] if value == "lead" else value
    answer = client_of(office.clerk).post(reverse("grids:burden-task-new"), data)
    assert answer.status_code == 200 and not BurdenTask.objects.exists()
    assert answer.context["form"].errors[field]
    assert sentence in answer.content.decode() and "打字不丢" in answer.content.decode()


def test_evidence_is_written_anew_and_served_by_permission(office: Office) -> None:
    task = office.task("ongoing")
    url = reverse("grids:burden-step", kwargs={"pk": task.pk, "name": "progress"})
    answer = client_of(office.lead).post(url, {"note": "已经合并两个群", "files": photo()})
    assert answer.status_code == 302
    file = reverse("grids:burden-file", kwargs={"pk": task.pk, "token": task.files.get().token})
    shown = client_of(office.secretary).get(file)
    assert shown.status_code == 200 and shown["X-Content-Type-Options"] == "nosniff"
    assert Access.objects.filter(action="download", object_id=str(task.pk)).exists()
    assert client_of(office.outsider).get(file).status_code == 404


def test_a_file_that_is_none_of_ours_is_refused(office: Office) -> None:
    task = office.task("ongoing")
    url = reverse("grids:burden-step", kwargs={"pk": task.pk, "name": "progress"})
    bad = SimpleUploadedFile("a.jpg", b"MZ not a picture")
    answer = client_of(office.lead).post(url, {"note": "已经合并两个群", "files": bad})
    assert answer.status_code == 200 and "不是可以上传的文件" in answer.content.decode()
    assert "已经合并两个群" in answer.content.decode() and not task.files.exists()


def test_who_may_not_is_told_and_what_changed_is_409(office: Office) -> None:
    task = office.task("ongoing")
    url = reverse("grids:burden-step", kwargs={"pk": task.pk, "name": "finish"})
    assert client_of(office.lead).get(url).status_code == 403
    answer = client_of(office.clerk).post(url, {"note": "认定完成了"})
    assert answer.status_code == 409 and "佐证" in answer.content.decode()


def test_the_lead_reads_words_of_the_grassroots_but_not_whose(office: Office) -> None:
    task = office.task("ongoing")
    url = reverse("grids:burden-step", kwargs={"pk": task.pk, "name": "rate"})
    client_of(office.secretary).post(url, {"level": "worse", "note": "又多了一张表"})
    page = reverse("grids:burden-task", kwargs={"pk": task.pk})
    assert "又多了一张表" in client_of(office.lead).get(page).content.decode()
    assert office.community.name not in client_of(office.lead).get(page).content.decode()
    assert office.community.name in client_of(office.clerk).get(page).content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"after_count": "1"}, "after_on"),
        ({"after_on": "2026-01-02"}, "after_count"),
        ({"state": "cancelled"}, "after_count"),
        ({"before_count": "-1"}, "before_count"),
        ({"place_code_0": "410811"}, "place_code"),
    ],
)
def test_an_inventory_row_that_cannot_be(office: Office, change: dict[str, str], field: str) -> None:
    data = row_data(office) | change
    if field == "place_code":
        for code, parent in (("4108", None), ("410811", "4108")):
            Division.objects.create(
                code=code, name=code, full_name=code, level=len(code) // 2, parent_id=parent
            )
        selectors.refresh()
    answer = client_of(office.clerk).post(reverse("grids:burden-row-new") + "?kind=sign", data)
    assert answer.status_code == 200 and field in answer.context["form"].errors
    assert not InventoryRow.objects.exists()


def row_data(office: Office, **fields: Any) -> dict[str, Any]:
    return {
        "name": "挂牌", "department": office.housing.pk, "bearer": "community", "before_count": "5",
        "before_on": "2026-01-01", "state": "pending", **fields,
    }  # fmt: skip


def test_a_community_enters_for_itself_and_changes_only_its_own(office: Office) -> None:
    client = client_of(office.secretary)
    client.post(reverse("grids:burden-row-new") + "?kind=sign", row_data(office))
    row = InventoryRow.objects.get()
    assert (row.place_code, row.reported_by) == ("410802009012", office.community)
    again = client.post(reverse("grids:burden-row-new") + "?kind=sign", row_data(office))
    assert "已经登记" in again.content.decode()
    other = office.report("别人的表", ["姓名"])
    assert client.get(reverse("grids:burden-row-edit", kwargs={"pk": other.pk})).status_code == 403


def test_exports_run_nothing_and_are_recorded(office: Office) -> None:
    office.task(problem="=HYPERLINK(1)")
    answer = client_of(office.clerk).get(
        reverse("grids:burden-export", kwargs={"what": "tasks", "form": "csv"})
    )
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "编号" in text
    assert Access.objects.filter(action="export", user=office.clerk).exists()
    for what, form in (("inventory", "xlsx"), ("twice", "xlsx")):
        url = reverse("grids:burden-export", kwargs={"what": what, "form": form})
        assert client_of(office.clerk).get(url).status_code == 200
    url = reverse("grids:burden-export", kwargs={"what": "tasks", "form": "exe"})
    assert client_of(office.clerk).get(url).status_code == 404


def test_there_are_seven_and_thirty_seven_places_without_invented_names(office: Office) -> None:
    load()
    load()
    assert (BurdenCategory.objects.count(), BurdenItem.objects.count()) == (7, 37)
    assert all("待部门填写" in item.name for item in BurdenItem.objects.all())
    assert not BurdenItem.objects.exclude(category=None).exists()


def test_the_city_fills_in_the_names(office: Office) -> None:
    url = reverse("grids:burden-item-edit", kwargs={"pk": office.item.pk})
    data = {"number": 1, "name": "正式名称", "standard": "", "is_active": "on"}
    assert client_of(office.clerk).post(url, data).status_code == 403
    assert client_of(office.city_clerk).post(url, data).status_code == 302
    office.item.refresh_from_db()
    assert office.item.name == "正式名称"
    assert Access.objects.get(action="change", object_type="grids.burdenitem").detail["changed"]["name"]


def test_a_row_of_an_inventory_names_the_task_that_clears_it_up(office: Office) -> None:
    task, foreign = office.task(), office.task(number="88", department=office.other_county)
    client = client_of(office.clerk)
    new = reverse("grids:burden-row-new") + f"?kind=sign&task={task.number}"
    assert f'value="{task.number}"' in client.get(new).content.decode()
    unseen = client.post(new, row_data(office, task_number=foreign.number))
    assert "task_number" in unseen.context["form"].errors and 'value="88"' in unseen.content.decode()
    client.post(new, row_data(office, task_number=task.number))
    row = InventoryRow.objects.get()
    assert row.task == task and Access.objects.latest("pk").detail["changed"]["task_id"][1] == str(task.pk)
    edit = reverse("grids:burden-row-edit", args=[row.pk])
    InventoryRow.objects.update(task=foreign)
    page = client.get(reverse("grids:burden-row", args=[row.pk])).content.decode()
    assert reverse("grids:burden-task", args=[foreign.pk]) not in page
    assert "task_number" not in client.get(edit).context["form"].fields
    client.post(edit, row_data(office, place_code_0="", note="改了备注", task_number=""))
    assert InventoryRow.objects.get().task == foreign  # what is not shown is not cut


@pytest.mark.parametrize("page", ["burden-tasks", "burden-inventory", "burden-twice"])
def test_one_more_row_costs_no_more_queries(office: Office, page: str) -> None:
    client, counts = client_of(office.clerk), []
    client.get(reverse(f"grids:{page}"))
    for name in ("甲表", "乙表", "丙表"):
        office.task()
        office.report(name, ["姓名", "手机号"])
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(f"grids:{page}"))
        counts.append(len(seen))
    assert counts[1] == counts[2]

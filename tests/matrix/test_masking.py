"""Personal data stays masked until somebody gives a reason, and that is written down (rules §8)."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases.models import Case
from jiaozuo_social.ledger import working
from jiaozuo_social.ledger.models import ImportRun
from jiaozuo_social.orgs.models import Duty
from tests import factories

from .conftest import client_of
from .table import HOLDER_ROWS, PUBLIC_ROWS, STAFF_ROWS

pytestmark = pytest.mark.django_db

CLEAR = ("张三丰", "13800001234", "11010519491231002X", "幸福里 1 号", "李四", "13800005678")
A = Access.Action
Login = Callable[[User], Client]


def in_clear(page: Any) -> list[str]:
    text = b"".join(page) if page.streaming else page.content
    return [value for value in CLEAR if value in text.decode(errors="replace")]


def test_no_staff_page_shows_a_person_in_clear(world: dict[str, Any], clients: dict[str, Client]) -> None:
    """Every page of the table that answers with content, as each role that may read it."""
    seen, wrong = 0, {}
    for row in STAFF_ROWS:
        for role in row.allowed if row.method == "get" and row.ok == 200 else ():
            page = clients[role].get(reverse(row.name, kwargs=world[row.args]))
            seen += page.status_code == 200
            if in_clear(page):
                wrong[row.name, row.args, role] = in_clear(page)
    assert wrong == {} and seen > 100


def test_no_public_page_shows_a_person_in_clear(world: dict[str, Any], holder: Client) -> None:
    rows = [(name, args) for _, name, args, _ in PUBLIC_ROWS]
    rows += [(name, args) for name, args, _ in HOLDER_ROWS]
    for name, args in rows:
        if name != "demo-outbox":  # stands for the telephones, where nothing is really sent
            assert in_clear(holder.get(reverse(name, kwargs=world[args]))) == [], name


def test_the_citizens_own_list_is_masked(world: dict[str, Any], cast: dict[str, Any], holder: Client) -> None:
    case = world["objects"].case
    Case.objects.filter(pk=case.pk).update(owner=cast["citizen"])
    client = client_of(cast["citizen"])
    for page in (
        client.get(reverse("status:mine")),
        client.get(reverse("status:case", kwargs=world["case number"])),
        holder.get(reverse("status:case", kwargs=world["case number"])),
    ):
        assert case.title in page.content.decode() and in_clear(page) == []


def test_the_search_by_phone_masks_whom_it_finds(world: dict[str, Any], clients: dict[str, Client]) -> None:
    page = clients["clerk"].get(reverse("cases:inbox"), {"q": "13800001234"})
    assert f"/cases/{world['case']['pk']}/" in page.content.decode()
    assert in_clear(page) in ([], ["13800001234"])  # the searched number stands in its box
    assert Access.objects.filter(action=A.SEARCH).count() == 1


def test_likely_repeats_at_the_desk_name_nobody(world: dict[str, Any], clients: dict[str, Client]) -> None:
    data = {
        "client_uuid": str(uuid.uuid4()), "channel": "letter", "received_on": "2026-01-20", "purpose": "demand",
        "title": "楼道堆物", "body": "请求清理楼道。", "place_code_0": "410802", "place_code_1": "410802001",
        "name": "王五", "phone": "13800001234", "address": "某处", "people_count": "1", "representatives": "",
    }  # fmt: skip
    page = clients["clerk"].post(reverse("petitions:desk"), data)
    assert world["objects"].case.number in page.content.decode()
    assert set(in_clear(page)) <= {"13800001234"}  # what the clerk typed


def test_a_reveal_needs_a_reason_and_is_logged(world: dict[str, Any], cast: dict[str, Any]) -> None:
    client, address = client_of(cast["worker"]), reverse("cases:reveal", kwargs=world["case"])
    for reason in ("", "   "):
        assert in_clear(client.post(address, {"reason": reason})) == []
    assert not Access.objects.filter(action=A.REVEAL).exists()
    page = client.post(address, {"reason": "电话核实地点"})
    assert in_clear(page) == list(CLEAR[:4])
    assert "no-store" in page["Cache-Control"]
    row = Access.objects.get(action=A.REVEAL)
    assert (row.user, row.reason, row.object_label) == (
        cast["worker"],
        "电话核实地点",
        str(world["objects"].case),
    )
    assert in_clear(client.get(address)) == []  # the next look is masked again


def test_every_look_at_a_confidential_case_is_written_down(
    world: dict[str, Any], cast: dict[str, Any]
) -> None:
    client, pk = client_of(cast["warden"]), str(world["secret"]["pk"])
    looks = (
        ("cases:case", "secret", A.VIEW), ("cases:reveal", "secret", A.VIEW),
        ("cases:move", "secret dispatch", A.VIEW), ("cases:attachment", "secret file", A.DOWNLOAD),
        ("cases:document", "secret paper", A.PRINT), ("cases:document-docx", "secret paper", A.DOWNLOAD),
    )  # fmt: skip
    for number, (name, args, action) in enumerate(looks, start=1):
        assert client.get(reverse(name, kwargs=world[args])).status_code == 200
        rows = Access.objects.filter(user=cast["warden"], object_id=pk).order_by("pk")
        assert rows.count() == number and rows[number - 1].action == action, name
    client_of(cast["clerk"]).get(reverse("cases:case", kwargs=world["case"]))
    assert not Access.objects.filter(user=cast["clerk"], action=A.VIEW).exists()


def test_downloads_of_ordinary_cases_are_written_down(world: dict[str, Any], cast: dict[str, Any]) -> None:
    client = client_of(cast["worker"])
    for name, args, action in (
        ("cases:attachment", "case file", A.DOWNLOAD), ("cases:document", "case paper", A.PRINT),
        ("cases:document-docx", "case paper", A.DOWNLOAD),
    ):  # fmt: skip
        before = Access.objects.filter(user=cast["worker"], action=action).count()
        assert client.get(reverse(name, kwargs=world[args])).status_code == 200
        assert Access.objects.filter(user=cast["worker"], action=action).count() == before + 1, name


def test_a_colleague_reads_no_raw_rows_of_an_import(town: factories.Town, login: Login) -> None:
    """The one who brought the file sees its first rows; the desk sees masks, and nothing of 检举控告."""
    mine, theirs = (login(factories.member(town.county_bureau, Duty.REGISTRAR)) for _ in range(2))
    sheet = "编号,标题,内容,信访目的,姓名,电话\n1,路灯不亮,请修路灯,申诉求决,张三丰,13800001234\n"
    sheet += "2,反映收礼,某局长收受礼金,检举控告,李四,13800005678\n"
    file = SimpleUploadedFile("台账.csv", sheet.encode("utf-8-sig"))
    address = mine.post(reverse("ledger:import-new"), {"file": file})["Location"]
    form = mine.get(address).context["form"]
    assert "某局长收受礼金" in mine.get(address).content.decode()
    other = theirs.get(address)
    assert other.status_code == 200 and in_clear(other) == [] and "收受礼金" not in other.content.decode()
    mine.post(address, {name: form[name].value() or "" for name in form.fields})
    run = ImportRun.objects.get()
    working.check(run.pk)
    page = theirs.get(reverse("ledger:import", args=[run.token]))
    text = page.content.decode()
    assert "路灯不亮" in text and "检举控告" in text and "反映收礼" not in text and in_clear(page) == []
    assert "李*" not in text

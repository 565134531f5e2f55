"""Work orders by program: once per source and number, changes recorded, petitions not doubled (rules §4)."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from grids.models import EventAlias, GridCase, OrderSource, WorkOrder
from jiaozuo_social.cases.models import Case, Category
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.outbox.models import Message, Notice
from tests import factories
from tests.api.conftest import Program
from tests.cases.test_uploads import photo
from tests.gridwork import COMMUNITY, GridTown
from tests.threads import at_once

from .conftest import sent

URL = reverse("api:grid-work-orders")


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 400, answer.content
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


@pytest.mark.django_db
def test_an_order_becomes_a_case_with_its_number(hotline: APIClient, grid_town: GridTown) -> None:
    answer = hotline.post(URL, sent(), format="json")
    assert answer.status_code == 201, answer.json()
    case = GridCase.objects.get()
    assert answer.json() == {
        "source": "12345", "number": "RX20261124001", "case_number": case.number, "outcome": "taken",
        "outcome_label": "按网格事项办理", "created": True, "changed": [],
    }  # fmt: skip
    assert (case.source, case.source_number, case.channel) == ("12345", "RX20261124001", "hotline")
    assert (case.reporter_kind, case.urgency, case.category.code) == ("hotline", "pressing", "06010")  # type: ignore[union-attr]
    assert case.place_code == COMMUNITY and case.parties.get().phone == "13800001234"
    assert Case.objects.visible_to(grid_town.people.street).filter(pk=case.pk).exists()
    assert not Message.objects.exists()  # the hotline tells its callers itself


@pytest.mark.django_db
def test_sent_again_it_is_the_same_case(hotline: APIClient) -> None:
    first, again = (hotline.post(URL, sent(), format="json") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "created": False}
    assert Case.objects.count() == 1 and Case.objects.get().entries.count() == 1


@pytest.mark.django_db
def test_a_changed_order_is_recorded_and_nothing_is_overwritten(
    hotline: APIClient, grid_town: GridTown
) -> None:
    hotline.post(URL, sent(), format="json")
    case = GridCase.objects.get()
    case.ask_verify(by=grid_town.by("street"), verifier=grid_town.people.worker)
    case.verify(by=grid_town.by("worker"), is_found=True, note="属实。")
    case.file_case(by=grid_town.by("street"))
    case.dispatch(by=grid_town.by("street"), lead=grid_town.cleaning)
    change = {"body": "又多了一堆建筑垃圾。", "phone": "13900005678"}
    answer = hotline.post(URL, sent(**change), format="json")
    assert answer.status_code == 200 and answer.json()["changed"] == ["body", "phone"]
    assert hotline.post(URL, sent(**change), format="json").json()["changed"] == []
    case.refresh_from_db()
    assert case.body == "3号楼东侧垃圾堆了三天，请派人清理。"
    entry = case.entries.get(move="source_changed")
    assert "又多了一堆建筑垃圾" in entry.note and "13900005678" not in entry.note + str(entry.facts)
    assert {party.phone for party in case.parties.all()} == {"13800001234", "13900005678"}
    assert Notice.objects.filter(user=grid_town.people.handler, subject__contains="更新了工单").count() == 1
    assert WorkOrder.objects.get().changes == 1


@pytest.mark.django_db
def test_each_source_has_its_own_numbers_and_words(
    hotline: APIClient, grid_town: GridTown, source: OrderSource
) -> None:
    other = OrderSource.objects.create(code="焦小格", name="焦小格", department=grid_town.street)
    EventAlias.objects.create(
        source="焦小格", code="脏乱差", event=Category.objects.get(kind="grid", code="06012")
    )
    assert hotline.post(URL, sent(), format="json").status_code == 201
    assert hotline.post(URL, sent(source="焦小格", category="脏乱差"), format="json").status_code == 201
    case = GridCase.objects.get(source="焦小格")
    assert (case.category.code, case.channel, case.reporter_kind) == ("06012", "import", "system")  # type: ignore[union-attr]
    # An unknown word goes to the default event and is listed; without a default it is refused.
    hotline.post(URL, sent(number="2", category="不知道"), format="json")
    order = WorkOrder.objects.get(number="2")
    assert not order.is_mapped and order.case.category.code == "90003"  # type: ignore[union-attr]
    assert "事项代码对照" in errors(hotline.post(URL, sent(source=other.code, number="2", category="不知道"), format="json"))["category"]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": "省平台"}, "source"),
        ({"number": ""}, "number"),
        ({"number": "9" * 65}, "number"),
        ({"body": ""}, "body"),
        ({"title": 7}, "title"),
        ({"urgency": "马上"}, "urgency"),
        ({"place": "410802001"}, "place"),
        ({"latitude": 35.2}, "latitude"),
        ({"latitude": True, "longitude": 113.2}, "latitude"),
        ({"latitude": 99, "longitude": 113.2}, "latitude"),
        ({"received_at": "昨天"}, "received_at"),
        ({"received_at": "2999-01-01T00:00:00Z"}, "received_at"),
        ({"received_at": "0001-01-01T00:00:00+14:00"}, "received_at"),
        ({"datum": "bd09"}, "datum"),
        ({"nmae": "x"}, "nmae"),
        ({"body": "a\x00b"}, "body"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(
    hotline: APIClient, changes: dict[str, Any], field: str
) -> None:
    assert field in errors(hotline.post(URL, sent(**changes), format="json"))
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_only_dispatchers_of_the_receiving_department(
    source: OrderSource, grid_town: GridTown, program: Program
) -> None:
    for name in ("county", "leader", "worker", "handler", "checker"):
        answer = program(getattr(grid_town.people, name)).post(URL, sent(), format="json")
        assert answer.status_code == 403, name
    source.is_active = False
    source.save()
    assert program(grid_town.people.street).post(URL, sent(), format="json").status_code == 403


@pytest.mark.django_db
def test_photos_come_by_multipart(hotline: APIClient) -> None:
    file = SimpleUploadedFile("现场.jpg", photo())
    answer = hotline.post(
        URL, {**sent(latitude="35.25", longitude="113.25"), "files": [file]}, format="multipart"
    )
    assert answer.status_code == 201, answer.json()
    assert GridCase.objects.get().attachments.count() == 1
    text = hotline.post(URL, {**sent(number="2"), "files": "现场.jpg"}, format="multipart")
    assert "作为文件提交" in errors(text)["files"]


@pytest.mark.django_db
class TestPetitionProcedure:
    """12345 does not take what is in petition procedure; neither is taken twice (rules §4)."""

    def test_by_phone_and_text(self, hotline: APIClient, grid_town: GridTown) -> None:
        petition = factories.petition(
            place_code="410804001", title="丽景社区垃圾没人清", body="3号楼东侧垃圾堆了三天没有人来。"
        )
        answer = hotline.post(URL, sent(), format="json").json()
        assert (answer["outcome"], answer["case_number"], answer["created"]) == ("in_procedure", "", True)
        assert Case.objects.count() == 1
        assert petition.entries.filter(move="same_order", note__contains="RX20261124001").count() == 1
        assert hotline.post(URL, sent(), format="json").json() == {**answer, "created": False}
        assert WorkOrder.objects.get().is_owed

    def test_the_same_phone_with_another_matter_is_taken(self, hotline: APIClient) -> None:
        factories.petition(place_code="410804001", title="拖欠工资半年", body="工地欠薪，请求支付。")
        assert hotline.post(URL, sent(), format="json").json()["outcome"] == "taken"

    def test_a_strangers_text_must_be_nearly_the_same(self, hotline: APIClient) -> None:
        factories.petition(
            phone="13700000000", place_code="410804001", title=sent()["title"], body=sent()["body"]
        )
        assert hotline.post(URL, sent(number="1"), format="json").json()["outcome"] == "in_procedure"
        other = sent(number="2", body="楼下的垃圾桶坏了一个，另外路灯也不亮，请一起修。")
        assert hotline.post(URL, other, format="json").json()["outcome"] == "taken"

    def test_by_number(self, hotline: APIClient) -> None:
        factories.petition(phone="", source="12345", source_number="RX20261124001", title="别的", body="别的")
        assert hotline.post(URL, sent(), format="json").json()["outcome"] == "in_procedure"

    def test_the_petition_desk_is_told_of_the_order(
        self, hotline: APIClient, grid_town: GridTown, login: Any
    ) -> None:
        number = hotline.post(URL, sent(), format="json").json()["case_number"]
        bureau = factories.department("mcxf", parent=grid_town.county, kind=Department.Kind.BUREAU)
        desk = login(factories.member(bureau, Duty.REGISTRAR))
        written = {
            "client_uuid": str(uuid.uuid4()), "channel": "visit", "received_on": f"{timezone.localdate()}",
            "purpose": "demand", "title": "丽景社区垃圾没人清", "body": "3号楼东侧垃圾堆了三天没有人来。",
            "place_code_0": "410804", "name": "张三丰", "phone": "13800001234", "people_count": "1",
        }  # fmt: skip
        page = desk.post(reverse("petitions:desk"), written).content.decode()
        assert number in page and "RX20261124001" in page
        assert Case.objects.count() == 1
        other = {**written, "phone": "13900000000", "client_uuid": str(uuid.uuid4())}
        assert desk.post(reverse("petitions:desk"), other).status_code == 302
        assert desk.post(reverse("petitions:desk"), {**written, "repeats_seen": "1"}).status_code == 302
        assert Case.objects.count() == 3

    def test_an_accusation_is_not_betrayed(self, hotline: APIClient) -> None:
        factories.petition(
            purpose="accusation", place_code="410804001", title=sent()["title"], body=sent()["body"]
        )
        assert hotline.post(URL, sent(), format="json").json()["outcome"] == "taken"


@pytest.mark.django_db(transaction=True)
def test_the_same_order_from_eight_threads_is_one_case(
    source: OrderSource, grid_town: GridTown, program: Program
) -> None:
    clients = [program(grid_town.people.street) for _ in range(8)]
    same: list[Any] = at_once(
        [lambda c=c: c.post(URL, sent(), format="json") for c in clients],
        threads=8,  # type: ignore[misc]
    )
    assert sorted(answer.status_code for answer in same) == [200] * 7 + [201]
    assert len({answer.json()["case_number"] for answer in same}) == 1
    assert Case.objects.count() == WorkOrder.objects.count() == 1
    change = sent(body="又多了一堆。")
    again: list[Any] = at_once(
        [lambda c=c: c.post(URL, change, format="json") for c in clients],
        threads=8,  # type: ignore[misc]
    )
    assert sorted(len(answer.json()["changed"]) for answer in again) == [0] * 7 + [1]
    assert Case.objects.get().entries.filter(move="source_changed").count() == 1

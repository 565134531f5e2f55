"""What a platform registers at its desk: told by people it is verified first, and only in the own area."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grids.models import GridCase
from jiaozuo_social.outbox.models import Message
from tests.gridwork import GRID, GridTown, event

pytestmark = pytest.mark.django_db
PLACE = {
    "place_code_0": "410804",
    "place_code_1": "410804001",
    "place_code_2": GRID[:12],
    "place_code_3": GRID,
}


def send(town: GridTown, who: str, **changes: Any) -> Any:
    client = Client()
    client.force_login(getattr(town.people, who))
    data = {
        "client_uuid": uuid.uuid4(), "channel": "phone", "category": event().pk, "urgency": "ordinary",
        "body": "楼下垃圾堆了三天。", "name": "张三丰", "phone": "13800001234", "wants_sms": "on", **PLACE, **changes,
    }  # fmt: skip
    return client.post(reverse("grids:desk"), data, follow=True)


def test_a_call_is_a_citizens_report_that_the_caller_is_told_of(grid_town: GridTown) -> None:
    mark = uuid.uuid4()
    page = send(grid_town, "street", client_uuid=mark)
    case = GridCase.objects.get()
    assert (case.channel, case.reporter_kind, case.holder_code, case.place_code) == (
        "phone", "public", "410804001", GRID,
    )  # fmt: skip
    assert "查询码" in page.content.decode() and page.redirect_chain[-1][0] == reverse(
        "cases:case", args=[case.pk]
    )
    assert (case.registered_by, case.parties.get().phone) == (grid_town.people.street, "13800001234")
    assert Message.objects.get().kind == "grid.received"
    assert "查询码" not in send(grid_town, "street", client_uuid=mark).content.decode()  # sent twice
    assert GridCase.objects.count() == 1


def test_what_the_platform_saw_is_its_own_report(grid_town: GridTown) -> None:
    page = send(grid_town, "leader", channel="grid", name="", phone="")
    case = GridCase.objects.get()
    assert (case.reporter_kind, case.holder_code, case.parties.count()) == ("leader", GRID[:12], 0)
    assert "查询码" not in page.content.decode()


@pytest.mark.parametrize(
    ("who", "changes", "sentence"),
    [
        ("other_leader", {}, "只能登记本辖区的事项"),
        ("street", {"phone": "12"}, "电话号码不对"),
        ("street", {"channel": "grid"}, "有反映人的，请选来电、来访或来信"),
        ("street", {"category": ""}, "事项分类"),
        ("street", {"body": ""}, "情况"),
    ],
)
def test_bad_input_is_told_at_its_field(
    grid_town: GridTown, who: str, changes: dict[str, Any], sentence: str
) -> None:
    page = send(grid_town, who, **changes).content.decode()
    assert "error-summary" in page and sentence in page and "张三丰" in page
    assert not GridCase.objects.exists()

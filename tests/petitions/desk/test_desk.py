"""The desk registers letters, visits and calls; what it registers is a petition like any other."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jiaozuo_social.cases.models import Clock, Party
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.places.models import Division
from petitions.models import Petition
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> factories.Town:
    factories.rules()
    rows = (("4108", "焦作市", 2), ("410802", "解放区", 3), ("410802001", "民生街道", 4))
    for code, name, level in rows:
        Division.objects.create(code=code, name=name, full_name=name, level=level, parent_id=code[:4] if level == 3 else code[:6] if level == 4 else None)  # fmt: skip
    from jiaozuo_social.places import selectors

    selectors.refresh()
    return factories.Town()


@pytest.fixture
def clerk(town: factories.Town) -> Any:
    return factories.member(town.county_bureau, Duty.REGISTRAR)


@pytest.fixture
def desk(client: Client, clerk: Any) -> Client:
    client.force_login(clerk)
    return client


def letter(**changes: Any) -> dict[str, Any]:
    data = {
        "client_uuid": str(uuid.uuid4()), "channel": "letter", "received_on": "2026-11-20", "purpose": "demand",
        "title": "楼道堆物堵塞消防通道", "body": "请求清理楼道。", "place_code_0": "410802", "place_code_1": "410802001", "name": "王五",
        "phone": "13911112222", "address": "民生街道", "people_count": "1", "representatives": "", "wants_sms": "on",
    }  # fmt: skip
    return {**data, **changes}


def post(client: Client, **changes: Any) -> Any:
    return client.post(reverse("petitions:desk"), letter(**changes))


def test_a_letter_is_received_registered_and_receipted(desk: Client, clerk: Any) -> None:
    answer = post(desk, is_public="on")
    case = Petition.objects.get()
    assert case.is_public  # asked at the desk as on the public form
    assert answer.status_code == 302 and answer["Location"] == reverse(
        "petitions:desk-receipt", args=[case.pk]
    )
    assert (case.state, case.channel, case.registered_by) == ("registered", "letter", clerk)
    assert f"{case.received_at:%F}" == "2026-11-20"
    running = Clock.objects.filter(case=case, stopped_at=None)
    assert set(running.values_list("rule_id", flat=True)) == {"P1"}
    page = desk.get(answer["Location"]).content.decode()
    assert case.number in page


def test_the_receipt_opens_the_status_page(desk: Client) -> None:
    from jiaozuo_social.cases import receipts

    post(desk)
    case = Petition.objects.get()
    code = desk.session["desk_receipts"][str(case.pk)]
    assert receipts.open_with(case.number, code).pk == case.pk


def test_the_same_form_sent_twice_is_one_case(desk: Client) -> None:
    mark = str(uuid.uuid4())
    first, second = post(desk, client_uuid=mark), post(desk, client_uuid=mark, repeats_seen="1")
    assert Petition.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_a_likely_repeat_is_shown_first_and_linked_by_choice(desk: Client) -> None:
    first = factories.petition(phone="13911112222")
    answer = post(desk)
    assert answer.status_code == 200 and first.number in answer.content.decode()
    assert Petition.objects.count() == 1
    post(desk, repeats_seen="1", repeat_of=first.number)
    repeat = Petition.objects.exclude(pk=first.pk).get()
    assert repeat.is_repeat and repeat.repeat_of_id == first.pk


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"received_on": "2099-01-01"}, "received_on"),
        ({"name": ""}, "name"),
        ({"phone": "12345678901"}, "phone"),
        ({"id_number": "410802199001011230"}, "id_number"),
        ({"purpose": "accusation"}, "accused_name"),
        ({"visitors": "8"}, "visitors"),
        ({"channel": "visit", "visitors": "8"}, "representatives"),
        (
            {"channel": "visit", "visitors": "8", "representatives": "\n".join("赵钱孙李周吴")},
            "representatives",
        ),
        ({"is_joint": "on"}, "people_count"),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(
    desk: Client, changes: dict[str, Any], field: str
) -> None:
    answer = post(desk, **changes)
    assert answer.status_code == 200 and field in answer.context["form"].errors
    assert "请求清理楼道。" in answer.content.decode()
    assert not Petition.objects.exists()


def test_a_group_visit_has_at_most_five_representatives(desk: Client) -> None:
    """Art. 20."""
    five = "\n".join(f"代表{n} 1390000000{n}" for n in range(5))
    post(desk, channel="visit", visitors="12", representatives=five, people_count="12")
    people = Party.objects.filter(role=Party.Role.REPRESENTATIVE)
    assert people.count() == 5 and {party.name for party in people} == {f"代表{n}" for n in range(5)}


def test_an_accusation_leaves_the_clerks_sight(desk: Client, clerk: Any) -> None:
    """Art. 30: the clerk hands over the receipt and sees the matter no more."""
    answer = post(desk, purpose="accusation", accused_name="某局", is_public="on")
    case = Petition.objects.get()
    assert not case.is_public
    assert case.state == "submitted" and case.is_confidential
    assert desk.get(answer["Location"]).status_code == 200
    assert desk.get(f"/cases/{case.pk}/").status_code == 404


def test_a_unit_registers_what_was_filed_with_it_directly(client: Client, town: factories.Town) -> None:
    """P2, art. 23: the unit owes a written notice within 15 days of receipt."""
    client.force_login(factories.member(town.housing, Duty.HANDLER))
    post(client)
    case = Petition.objects.get()
    assert (case.state, case.department) == ("dispatched", town.housing)
    assert Clock.objects.get(case=case, stopped_at=None).rule_id == "P2"


@pytest.mark.parametrize("duty", [Duty.APPROVER, Duty.HEAD, Duty.LEADER, Duty.ADMIN, Duty.CONFIDENTIAL])
def test_others_have_no_desk(client: Client, town: factories.Town, duty: Duty) -> None:
    client.force_login(factories.member(town.county_bureau, duty))
    assert client.get(reverse("petitions:desk")).status_code == 403


def test_a_strangers_receipt_is_not_shown(desk: Client, town: factories.Town) -> None:
    post(desk)
    case = Petition.objects.get()
    other = Client()
    other.force_login(factories.member(town.county_bureau, Duty.REGISTRAR))
    assert other.get(reverse("petitions:desk-receipt", args=[case.pk])).status_code == 302

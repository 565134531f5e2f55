"""Personal data stays masked until somebody gives a reason, and that is written down (rules §8)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jiaozuo_social.audit.models import Access

pytestmark = pytest.mark.django_db

CLEAR = ("张三丰", "13800001234", "11010519491231002X")


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_no_staff_page_shows_a_person_in_clear(world: dict[str, Any], cast: dict[str, Any]) -> None:
    pages = [
        ("clerk", reverse("cases:case", kwargs=world["case"])),
        ("worker", reverse("cases:move", kwargs=world["case accept"])),
        ("approver", reverse("cases:inbox") + "?tab=all"),
        ("warden", reverse("cases:case", kwargs=world["secret"])),
        ("worker", reverse("cases:reveal", kwargs=world["case"])),
        ("worker", reverse("cases:document", kwargs=world["case paper"])),
    ]
    for role, address in pages:
        page = client_of(cast[role]).get(address).content.decode()
        assert [value for value in CLEAR if value in page] == [], address


def test_a_reveal_needs_a_reason_and_is_logged(world: dict[str, Any], cast: dict[str, Any]) -> None:
    client, address = client_of(cast["worker"]), reverse("cases:reveal", kwargs=world["case"])
    page = client.post(address, {"reason": ""}).content.decode()
    assert "13800001234" not in page
    assert not Access.objects.filter(action=Access.Action.REVEAL).exists()
    page = client.post(address, {"reason": "电话核实地点"}).content.decode()
    assert all(value in page for value in CLEAR)
    row = Access.objects.get(action=Access.Action.REVEAL)
    assert (row.user, row.reason) == (cast["worker"], "电话核实地点")


def test_looks_at_a_confidential_case_and_downloads_are_logged(
    world: dict[str, Any], cast: dict[str, Any]
) -> None:
    client = client_of(cast["warden"])
    client.get(reverse("cases:case", kwargs=world["secret"]))
    client.get(reverse("cases:attachment", kwargs=world["secret file"]))
    actions = set(Access.objects.filter(user=cast["warden"]).values_list("action", flat=True))
    assert {Access.Action.VIEW, Access.Action.DOWNLOAD} <= actions


def test_the_status_page_shows_its_own_petitioner_masked(world: dict[str, Any]) -> None:
    case, client = world["objects"].case, Client()
    answer = client.post(reverse("petitions:status"), {"number": case.number, "code": case.code})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert case.title in page
    assert [value for value in CLEAR if value in page] == []

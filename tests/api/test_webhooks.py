"""Changes of state reach a department's system: signed, at least once, without people or secrets."""

import datetime as dt
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from constance.test import override_config
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.outbox import delivery, nudge, webhooks
from jiaozuo_social.outbox.gateways import webhook as gateway
from jiaozuo_social.outbox.models import Message, Notice, Webhook
from tests import factories
from tests.api.receiver import Receiver, listening

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nudge, "_publish", lambda message_id: None)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as server:
        yield server


def hook(department: Any, url: str = "https://partner.example/hook", **fields: Any) -> Webhook:
    made = Webhook.objects.create(
        department=department, name="对方系统", url=url, secret=webhooks.new_secret(), **fields
    )
    webhooks.refresh()
    return made


def queued() -> list[Message]:
    return list(Message.objects.filter(channel="webhook").order_by("pk"))


def test_a_change_arrives_signed(town: Any, receiver: Receiver) -> None:
    target = hook(town.county_bureau, receiver.url)
    case = factories.petition()
    [message] = queued()
    assert delivery.deliver(message.pk)
    assert not delivery.deliver(message.pk)  # it was sent

    [(headers, body)] = receiver.taken
    event = json.loads(body)
    assert event == {
        "id": headers["Idempotency-Key"],
        "event": "case.state_changed",
        "number": case.number,
        "kind": "petition",
        "state": "submitted",
        "state_label": "已提出",
        "seq": 1,
        "at": event["at"],
    }
    assert dt.datetime.fromisoformat(event["at"]) <= timezone.now()
    signed = f"{headers['X-Timestamp']}.".encode() + body
    assert headers["X-Signature"] == hmac.new(target.secret.encode(), signed, hashlib.sha256).hexdigest()
    assert Message.objects.get(pk=message.pk).state == "sent"


def test_nothing_of_people_or_of_confidential_cases_is_told(walk: Any, town: Any) -> None:
    hook(town.county_bureau)
    walk.to("replied", phone="13800001234", title="化粪池外溢")
    text = "".join(message.body for message in queued())
    assert len(queued()) == 6
    for word in ("张三丰", "13800001234", "化粪池", "幸福里"):
        assert word not in text
    before = len(queued())
    walk.to("registered", purpose="accusation")
    assert len(queued()) == before


def test_departments_hear_of_their_own_cases_only(
    walk: Any, staff: SimpleNamespace, town: factories.Town
) -> None:
    for department in (
        town.county_bureau,
        town.housing,
        town.water,
        town.other_bureau,
        town.bureau,
        town.county,
    ):
        hook(department)
    hook(town.bureau, kinds=["suggestion"])
    hook(town.bureau, is_active=False)
    walk.to("accepted", co=True)
    heard: dict[str, list[str]] = {}
    for message in queued():
        heard.setdefault(message.webhook.department.code, []).append(json.loads(message.body)["state"])  # type: ignore[union-attr]
    desk = ["submitted", "registered", "dispatched", "accepted"]
    assert heard == {"jfxf": desk, "jzxf": desk, "jf": desk, "jfzj": desk[2:], "jfsl": desk[2:]}


def test_a_move_that_fails_tells_nobody(walk: Any, staff: SimpleNamespace, town: factories.Town) -> None:
    case = walk.to("dispatched")
    hook(town.county_bureau)
    with pytest.raises(MoveRefused):
        case.reply(by=Actor.staff(staff.head), delivered_on=timezone.localdate(), decision="support")
    with pytest.raises(RuntimeError), transaction.atomic():
        case.accept(by=Actor.staff(staff.worker), route="petition")
        assert len(queued()) == 1
        raise RuntimeError
    assert queued() == []


def test_a_move_that_keeps_the_state_is_no_change(
    walk: Any, staff: SimpleNamespace, town: factories.Town
) -> None:
    case = walk.to("dispatched")
    hook(town.county_bureau)
    case.urge(by=Actor.staff(staff.approver), note="请抓紧")
    assert queued() == []


@pytest.mark.parametrize("status", [500, 404, 301])
def test_what_is_refused_is_tried_again_with_the_same_key(town: Any, receiver: Receiver, status: int) -> None:
    target = hook(town.county_bureau, receiver.url)
    factories.petition()
    [message] = queued()
    receiver.status, receiver.location = status, "http://127.0.0.1:1/elsewhere"
    assert not delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == ("queued", 1, f"HTTP {status}")
    assert message.due_at > timezone.now() and Webhook.objects.get(pk=target.pk).failures == 1

    receiver.status = 200
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now())
    assert delivery.deliver(message.pk)
    first, second = receiver.taken  # a redirect was not followed
    assert first[1] == second[1] and first[0]["Idempotency-Key"] == second[0]["Idempotency-Key"]
    assert Webhook.objects.get(pk=target.pk).failures == 0


def test_a_slow_receiver_is_not_waited_for(town: Any, receiver: Receiver, settings: Any) -> None:
    settings.WEBHOOK_TIMEOUT_SECONDS = 0.2
    receiver.delay = 1
    hook(town.county_bureau, receiver.url)
    factories.petition()
    [message] = queued()
    assert not delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.last_error) == ("queued", "ReadTimeoutError")


def test_an_address_that_keeps_failing_is_switched_off(town: Any, receiver: Receiver) -> None:
    chief = factories.member(town.city, Duty.ADMIN)
    target = hook(town.county_bureau, receiver.url)
    receiver.status = 500
    with override_config(WEBHOOK_MAX_FAILURES=2):
        for _ in range(3):
            factories.petition()
        for message in queued():
            delivery.deliver(message.pk)
    target.refresh_from_db()
    assert not target.is_active and target.disabled_at
    assert len(receiver.taken) == 2  # the third was not even tried
    assert Notice.objects.filter(user=chief, kind="webhook_disabled").count() == 1
    factories.petition()
    assert len(queued()) == 3
    webhooks.switch_on(target)
    factories.petition()
    assert len(queued()) == 4


def test_gone_is_gone(town: Any, receiver: Receiver) -> None:
    hook(town.county_bureau, receiver.url)
    factories.petition()
    receiver.status = 410
    delivery.deliver(queued()[0].pk)
    assert queued()[0].state == "failed"


INSIDE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1", "fd00::1",
          "fe80::1", "::ffff:10.0.0.1", "224.0.0.1", "100.64.0.1", "64:ff9b:1::1"]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_no_name_leads_into_our_network(
    town: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE = False
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = [
        (socket.AF_INET, 1, 6, "", ("93.184.215.14", 443)),
        (family, 1, 6, "", (address, 443)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(gateway, "_pool", never)
    hook(town.county_bureau)
    factories.petition()
    delivery.deliver(queued()[0].pk)
    [message] = queued()
    assert message.state == "failed" and "内部网络" in message.last_error


def test_public_addresses_are_called_at_the_address_that_was_checked(
    town: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE = False
    found = [(socket.AF_INET, 1, 6, "", ("93.184.215.14", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    called: list[tuple[Any, ...]] = []

    def pool(*args: Any) -> Any:
        called.append(args)
        raise OSError

    monkeypatch.setattr(gateway, "_pool", pool)
    hook(town.county_bureau)
    factories.petition()
    delivery.deliver(queued()[0].pk)
    assert called == [("https", "93.184.215.14", 443, "partner.example")]


@pytest.mark.parametrize(
    "url",
    ["http://partner.example/", "https://user:pw@partner.example/", "https:///x", "ftp://partner.example/"],
)
def test_addresses_that_may_not_be_registered(settings: Any, url: str) -> None:
    settings.WEBHOOK_ALLOW_PRIVATE = False
    with pytest.raises(gateway.ForbiddenAddress):
        gateway.check_url(url)


def test_the_secret_is_shown_once_and_kept_encrypted(town: Any, login: Any) -> None:
    chief = factories.member(town.city, Duty.ADMIN)
    page = login(chief)
    data = {
        "department": town.housing.pk,
        "name": "住建系统",
        "url": "https://partner.example/h",
        "kinds": ["petition"],
    }
    answer = page.post(reverse("admin:outbox_webhook_add"), data)
    made = Webhook.objects.get()
    assert made.secret in answer.content.decode() and len(made.secret) > 40
    assert (made.kinds, made.department, made.is_active) == (["petition"], town.housing, True)
    for url in (
        reverse("admin:outbox_webhook_changelist"),
        reverse("admin:outbox_webhook_change", args=[made.pk]),
    ):
        assert made.secret not in page.get(url).content.decode()
    assert login(factories.member(town.housing, Duty.HEAD)).get(
        reverse("admin:outbox_webhook_changelist")
    ).status_code in (302, 403)

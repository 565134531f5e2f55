"""Claims, outcomes, repeats and crashes."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.outbox import delivery
from jiaozuo_social.outbox.gateways import PermanentFailure, TemporaryFailure
from jiaozuo_social.outbox.models import Message, Notice
from jiaozuo_social.outbox.services import enqueue_sms
from jiaozuo_social.outbox.tasks import deliver
from tests import factories
from tests.outbox.fakes import in_threads

State = Message.State
BODY = "您的信访件已受理"


def queued(key: str = "k1", **fields: Any) -> Message:
    message = enqueue_sms(phone="13800001234", kind="test", body=BODY, dedupe_key=key, **fields)
    assert message is not None
    return message


def later(**span: int) -> Any:
    return time_machine.travel(timezone.now() + dt.timedelta(**span), tick=True)


@pytest.mark.django_db(transaction=True)
def test_eight_workers_send_one_message(gateway: Any) -> None:
    message = queued()
    in_threads(8, lambda: deliver(message.pk))
    message.refresh_from_db()
    assert gateway.taken == [("13800001234", "k1")]
    assert (message.state, message.attempts) == (State.SENT, 1)


@pytest.mark.django_db
def test_a_message_that_is_not_due_waits(gateway: Any) -> None:
    message = queued(due_at=timezone.now() + dt.timedelta(minutes=5))
    assert not delivery.deliver(message.pk)
    with later(minutes=6):
        assert delivery.deliver(message.pk)


@pytest.mark.django_db
def test_a_worker_that_died_gives_way_after_the_claim_runs_out(gateway: Any, nudged: list[int]) -> None:
    message = queued()
    dead = Message.objects.claim(message.pk)
    assert dead is not None
    assert delivery.sweep() == 0
    with later(seconds=121):
        assert delivery.sweep() == 1
        assert nudged[-1] == message.pk
        assert delivery.deliver(message.pk)
    assert dead.mark_sent() is False
    assert dead.put_back("late", due_at=timezone.now()) is False
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.SENT, 2)


@pytest.mark.django_db
def test_a_worker_that_lost_its_claim_cannot_report_while_another_holds_it(gateway: Any) -> None:
    message = queued()
    slow = Message.objects.claim(message.pk)
    assert slow is not None
    with later(seconds=121):
        holder = Message.objects.claim(message.pk)
        assert holder is not None
        assert not slow.put_back("late", due_at=timezone.now())
        assert not slow.give_up("late")
        assert not slow.mark_sent()
        message.refresh_from_db()
        assert (message.state, message.last_error) == (State.SENDING, "")
        assert holder.mark_sent()


@pytest.mark.django_db
def test_temporary_failures_back_off_and_end_in_an_alarm(gateway: Any, settings: Any) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 3
    town = factories.Town()
    administrator = factories.member(town.city, factories.Duty.ADMIN)
    message, other = queued(), queued("k2")
    gateway.failure = TemporaryFailure("HTTP 503")
    waits = []
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=1), tick=False) as clock:
        for _ in range(3):
            began = timezone.now()
            delivery.deliver(message.pk)
            delivery.deliver(other.pk)
            message.refresh_from_db()
            waits.append((message.due_at - began).total_seconds())
            clock.move_to(message.due_at)
    assert waits[:2] == [30, 60]
    assert (message.state, message.last_error) == (State.FAILED, "HTTP 503")
    alarm = Notice.objects.get()  # one for both messages
    assert alarm.user == administrator
    assert "13800001234" not in alarm.body


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 30), (2, 60), (5, 480), (8, 3600), (500, 3600)])
def test_backoff(attempts: int, seconds: int) -> None:
    assert delivery.backoff(attempts).total_seconds() == seconds


@pytest.mark.django_db
def test_a_refused_message_fails_at_once(gateway: Any) -> None:
    gateway.failure = PermanentFailure("HTTP 400")
    message = queued()
    delivery.deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.FAILED, 1)


@pytest.mark.django_db
def test_a_message_that_kills_every_worker_is_given_up(gateway: Any, settings: Any) -> None:
    settings.OUTBOX_MAX_ATTEMPTS = 2
    factories.user(is_superuser=True)
    message = queued()
    for hours in (0, 1):
        with later(hours=hours):
            assert Message.objects.claim(message.pk)
    with later(hours=2):
        assert Message.objects.claim(message.pk) is None
        delivery.sweep()
    message.refresh_from_db()
    assert message.state == State.FAILED
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_a_code_that_is_too_late_is_not_sent_and_not_retried(gateway: Any) -> None:
    factories.user(is_superuser=True)
    message = queued(expires_at=timezone.now() + dt.timedelta(minutes=5))
    with later(minutes=6):
        assert not delivery.deliver(message.pk)
        delivery.sweep()
        assert delivery.retry(message) is False
    message.refresh_from_db()
    assert message.state == State.FAILED
    assert gateway.taken == []
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_the_sweep_stops_at_a_dead_broker_and_offers_the_rest_later(
    gateway: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        queued(f"k{n}")
    asked: list[int] = []
    monkeypatch.setattr(delivery, "nudge", lambda pk: asked.append(pk) or len(asked) < 3)
    assert delivery.sweep() == 2
    assert len(asked) == 3


@pytest.mark.django_db
def test_an_administrator_sends_a_failed_message_again(gateway: Any, admin_client: Client) -> None:
    gateway.failure = PermanentFailure("HTTP 400")
    failed, sent = queued(), queued("k2")
    delivery.deliver(failed.pk)
    gateway.failure = None
    delivery.deliver(sent.pk)
    url = reverse("admin:outbox_message_changelist")
    page = admin_client.get(url).content.decode()
    assert "138****1234" in page
    assert "13800001234" not in page
    assert BODY not in page
    data = {"action": "retry_failed", "_selected_action": [failed.pk, sent.pk]}
    assert admin_client.post(url, data).status_code == 302
    assert Access.objects.get(action=Access.Action.CHANGE).object_id == str(failed.pk)
    assert delivery.deliver(failed.pk)
    assert [key for _, key in gateway.taken] == ["k2", "k1"]
    detail = admin_client.get(reverse("admin:outbox_message_change", args=[failed.pk])).content.decode()
    assert BODY not in detail

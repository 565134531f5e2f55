"""Rows are written once and in the caller's transaction, whatever the broker does."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from jiaozuo_social.outbox.models import Message, Notice
from jiaozuo_social.outbox.selectors import unread_count
from jiaozuo_social.outbox.services import NewNotice, enqueue_sms, notify, notify_many
from tests import factories
from tests.outbox.fakes import in_threads

SMS: dict[str, Any] = {
    "phone": "138 0000 1234",
    "kind": "test",
    "body": "您的信访件已受理",
    "dedupe_key": "k1",
}


@pytest.mark.django_db
def test_a_notice_is_left_once() -> None:
    person = factories.user()
    told = [notify(user=person, kind="k", subject="标题", dedupe_key="n1") for _ in range(3)]
    assert told == [True, False, False]
    assert unread_count(person) == 1


@pytest.mark.django_db
def test_many_notices_cost_one_statement_and_pass_over_old_ones(django_assert_max_num_queries: Any) -> None:
    person = factories.user()
    rows = [NewNotice(person.pk, "k", f"第{n}条", f"n{n}") for n in range(50)]
    notify_many(rows[:10])
    with django_assert_max_num_queries(3):
        notify_many(rows)
    assert Notice.objects.count() == 50


@pytest.mark.django_db
def test_a_message_is_queued_once_and_sealed() -> None:
    message = enqueue_sms(**SMS)
    assert message is not None
    assert enqueue_sms(**SMS) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, body FROM outbox_message")
        phone, body = cursor.fetchone()
    assert "13800001234" not in phone
    assert "受理" not in body
    assert Message.objects.get().phone == "13800001234"


@pytest.mark.django_db
def test_a_message_is_nudged_after_the_commit_and_only_when_due(
    nudged: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        now = enqueue_sms(**SMS)
        enqueue_sms(**{**SMS, "dedupe_key": "k2"}, due_at=timezone.now() + dt.timedelta(hours=1))
        assert nudged == []
    assert now is not None
    assert nudged == [now.pk]


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_act_sends_nothing(nudged: list[int]) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue_sms(**SMS)
        raise ZeroDivisionError
    assert not Message.objects.exists()
    assert nudged == []


@pytest.mark.django_db(transaction=True)
def test_eight_connections_queue_one_message_and_one_notice() -> None:
    person = factories.user()
    queued = in_threads(8, lambda: enqueue_sms(**SMS))
    told = in_threads(8, lambda: notify(user=person, kind="k", subject="标题", dedupe_key="n1"))
    assert sum(message is not None for message in queued) == 1
    assert told.count(True) == 1
    assert (Message.objects.count(), Notice.objects.count()) == (1, 1)

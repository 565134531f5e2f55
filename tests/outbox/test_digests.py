"""One text message per person and day."""

import datetime as dt

import pytest

from jiaozuo_social.outbox.digests import send_digests
from jiaozuo_social.outbox.models import Message, Notice
from jiaozuo_social.outbox.services import notify
from jiaozuo_social.workdays import SHANGHAI
from tests import factories
from tests.outbox.fakes import in_threads

NINE = dt.datetime(2026, 11, 24, 9, 5, tzinfo=SHANGHAI)
NEXT_DAY = NINE + dt.timedelta(days=1)


def tell(person: factories.User, *keys: str) -> None:
    for key in keys:
        notify(user=person, kind="k", subject="标题", dedupe_key=key)


@pytest.mark.django_db
def test_nothing_before_the_hour_then_once_a_day() -> None:
    person = factories.user()
    tell(person, "a", "b")
    assert send_digests(NINE.replace(hour=8)) == 0
    assert send_digests(NINE) == 1
    message = Message.objects.get()
    assert message.user == person
    assert "您有 2 条待办提醒" in message.body
    tell(person, "c")
    assert send_digests(NINE.replace(hour=15)) == 0  # today's is out; this one waits for tomorrow
    assert send_digests(NEXT_DAY) == 1
    assert "您有 1 条待办提醒" in Message.objects.latest("pk").body
    assert send_digests(NEXT_DAY + dt.timedelta(days=1)) == 0


@pytest.mark.django_db
def test_a_beat_that_was_down_at_the_hour_catches_up() -> None:
    tell(factories.user(), "a")
    assert send_digests(NINE.replace(hour=17)) == 1


@pytest.mark.django_db
def test_read_notices_people_without_phone_and_closed_accounts_get_none() -> None:
    reader, silent, gone = factories.user(), factories.user(phone=""), factories.user(is_active=False)
    for person in (reader, silent, gone):
        tell(person, f"n{person.pk}")
    Notice.objects.owned_by(reader).mark_read()
    assert send_digests(NINE) == 0
    assert not Message.objects.exists()
    assert not Notice.objects.filter(digested_on=None).exists()


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_one_digest_each() -> None:
    for n in range(5):
        tell(factories.user(), f"{n}a", f"{n}b")
    assert sum(in_threads(4, lambda: send_digests(NINE))) == 5
    assert all("您有 2 条" in message.body for message in Message.objects.all())
    assert Message.objects.count() == 5

"""Rows by one plain INSERT: what the database fills in, what a taken key does."""

import pytest

from jiaozuo_social.outbox.models import Message
from jiaozuo_social.web.inserting import insert, insert_once

pytestmark = pytest.mark.django_db


def message(key: str) -> Message:
    return Message(dedupe_key=key, kind="test", body="您的信访件已收到", phone="13800001234", max_attempts=3)


def test_several_rows_take_one_statement_and_get_their_keys(django_assert_num_queries: object) -> None:
    rows = [message(f"key-{n}") for n in range(3)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        insert(rows)
    for row in rows:
        stored = Message.objects.get(pk=row.pk)
        assert (stored.dedupe_key, stored.phone) == (row.dedupe_key, "13800001234")
        assert stored == row and not row._state.adding


def test_what_is_encrypted_is_encrypted() -> None:
    row = message("sealed")
    insert([row])
    raw = Message.objects.raw("SELECT id, body AS sealed FROM outbox_message WHERE id = %s", [row.pk])[0]
    assert raw.sealed.startswith("demo:aes:")


def test_a_taken_key_writes_nothing() -> None:
    first, again = message("once"), message("once")
    assert insert_once(first, key="dedupe_key")
    assert not insert_once(again, key="dedupe_key")
    assert again.pk is None
    assert Message.objects.filter(dedupe_key="once").count() == 1


def test_nothing_to_write_asks_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        insert([])

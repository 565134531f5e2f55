"""The access log is sealed by the hour; rows that are still being written are waited for."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from jiaozuo_social.audit import seals
from jiaozuo_social.audit.accesses import ACCESS
from jiaozuo_social.audit.chain import WritersStillBusy
from jiaozuo_social.audit.models import Access, Seal
from jiaozuo_social.audit.services import record
from tests import factories
from tests.audit.tampering import tamper
from tests.threads import at_once


def looks(count: int) -> list[Access]:
    who = factories.user()
    return [record(Access.Action.VIEW, user=who, obj=who, reason="核对", n=n) for n in range(count)]


def faults() -> list[str]:
    return [str(fault) for fault in seals.check(ACCESS)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE audit_access SET user_id = NULL WHERE id = %s", "第 {} 行与封存时不同"),
        ("UPDATE audit_access SET detail = '{}' WHERE id = %s", "第 {} 行与封存时不同"),
        ("DELETE FROM audit_access WHERE id = %s", "第 {} 行不见了"),
        ("DELETE FROM audit_access WHERE id = %s", "封存时 5 行，现有 4 行"),
    ],
)  # fmt: skip
def test_a_changed_or_vanished_look_shows(sql: str, words: str) -> None:
    victim = looks(5)[2]
    seals.seal(ACCESS)
    assert faults() == []
    tamper(sql, victim.pk)
    assert any(fault.endswith(words.format(victim.pk)) for fault in faults())


@pytest.mark.django_db
def test_an_inserted_look_shows() -> None:
    first = looks(3)[0]
    tamper("DELETE FROM audit_access WHERE id = %s", first.pk)
    seals.seal(ACCESS)
    tamper(
        "INSERT INTO audit_access (id, at, action, object_type, object_id, object_label, reason, detail)"
        " VALUES (%s, now(), 'view', '', '', '', '', '{}')",
        first.pk,
    )
    assert any(fault.endswith(f"第 {first.pk} 行是封存之后放进去的") for fault in faults())


@pytest.mark.django_db(transaction=True)
def test_the_sealer_waits_for_a_row_that_is_not_committed_yet() -> None:
    """Without waiting, the late row's id would lie below the seal and look slipped in."""
    who = factories.user()
    wrote, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            record(Access.Action.VIEW, user=who, obj=who)
            wrote.set()
            may_end.wait(10)

    def seal() -> list[Seal]:
        wrote.wait(10)
        with transaction.atomic():
            record(Access.Action.LOGIN, user=who)  # a later id, committed before the slow one
        with pytest.raises(WritersStillBusy):
            ACCESS.horizon(patience=0.2)
        threading.Timer(0.3, may_end.set).start()
        return seals.seal(ACCESS)

    _, made = at_once([slow, seal], threads=2)
    assert [one.rows for one in made] == [2]  # type: ignore[union-attr]
    assert faults() == []


@pytest.mark.django_db(transaction=True)
def test_many_sealers_and_writers_at_once_leave_one_whole_chain() -> None:
    who = factories.user()

    def write() -> Any:
        return record(Access.Action.VIEW, user=who, obj=who)

    calls = [write if n % 4 else (lambda: seals.seal(ACCESS)) for n in range(80)]
    outcomes = at_once(calls, threads=8)
    assert [one for one in outcomes if isinstance(one, BaseException)] == []
    seals.seal(ACCESS)
    assert faults() == []
    assert sum(Seal.objects.values_list("rows", flat=True)) == 60 == Access.objects.count()
    connection.close()

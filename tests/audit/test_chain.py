"""Histories and seals: what verify_audit finds after somebody changed rows by SQL."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jiaozuo_social.audit import seals as audit_seals
from jiaozuo_social.audit.models import Seal
from jiaozuo_social.cases import entries, seals
from jiaozuo_social.cases.models import Case, Entry
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.cases.verification import verify
from tests import factories
from tests.audit.tampering import tamper, without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases() -> list[Case]:
    """Three petitions with five entries each, none sealed yet."""
    factories.Town()
    factories.rules()
    made = [factories.petition() for _ in range(3)]
    for case in made:
        for n in range(2, 6):
            facts = {"n": n, "day": timezone.localdate(), "比例": 0.5}
            entries.append(case, by=Actor.system(), move="note", label="记录", note=f"第{n}次", facts=facts)
    return made


def found() -> list[str]:
    return [str(fault) for fault in verify()]


def entry(case: Case, seq: int) -> int:
    return Entry.objects.get(case_id=case.pk, seq=seq).pk


def test_an_untouched_history_is_clean_before_and_after_sealing(cases: list[Case]) -> None:
    assert found() == []
    seals.seal()
    assert found() == []
    one = Seal.objects.get()
    assert (one.rows, one.subjects) == (15, 3)


def test_sealing_twice_makes_one_seal(cases: list[Case]) -> None:
    assert len(seals.seal()) == 1
    assert seals.seal() == []


def test_missed_nights_are_caught_up_and_empty_ones_sealed(cases: list[Case]) -> None:
    seals.seal()
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        entries.append(cases[0], by=Actor.system(), move="note", label="记录")
        assert [one.rows for one in seals.seal()] == [1]
    with time_machine.travel(timezone.now() + dt.timedelta(days=4)):
        assert [one.rows for one in seals.seal()] == [0]
        assert seals.seal() == []
    assert found() == []


def test_a_large_night_is_cut_into_several_seals(cases: list[Case]) -> None:
    rows = [one.rows for one in audit_seals.seal(seals.ENTRIES, size=4)]
    assert max(rows) <= 4 and sum(rows) == 15
    assert found() == []


def change_note(case: Case) -> list[str]:
    tamper("UPDATE cases_entry SET note = '另一番话' WHERE id = %s", entry(case, 3))
    return [f"{case.number} 第 3 条：内容被改动"]


def change_facts(case: Case) -> list[str]:
    tamper("UPDATE cases_entry SET facts = facts || '{\"n\": 9}' WHERE id = %s", entry(case, 3))
    return [f"{case.number} 第 3 条：内容被改动"]


def delete_middle(case: Case) -> list[str]:
    tamper("DELETE FROM cases_entry WHERE id = %s", entry(case, 3))
    return [f"{case.number} 第 4 条：前面缺少第 3 条"]


def swap_two(case: Case) -> list[str]:
    a, b = entry(case, 3), entry(case, 4)
    tamper("UPDATE cases_entry SET seq = 99 WHERE id = %s", a)
    tamper("UPDATE cases_entry SET seq = 3 WHERE id = %s", b)
    tamper("UPDATE cases_entry SET seq = 4 WHERE id = %s", a)
    return [f"{case.number} 第 3 条：与上一条不衔接", f"{case.number} 第 3 条：内容被改动"]


def change_state(case: Case) -> list[str]:
    tamper("UPDATE cases_case SET state = 'closed' WHERE id = %s", case.pk)
    return [f"{case.number}：状态“closed”与最后一条记录的“submitted”不符"]


def forget_history(case: Case) -> list[str]:
    tamper("DELETE FROM cases_entry WHERE case_id = %s", case.pk)
    return [f"{case.number}：没有任何办理记录"]


@pytest.mark.parametrize(
    "change", [change_note, change_facts, delete_middle, swap_two, change_state, forget_history]
)
def test_shows_in_the_history_even_before_the_seal(
    cases: list[Case], change: Callable[[Case], list[str]]
) -> None:
    expected = change(cases[1])
    assert set(expected) <= set(found())


def delete_last(case: Case) -> list[str]:
    tamper("DELETE FROM cases_entry WHERE id = %s", entry(case, 5))
    return [f"{case.number} 的办理记录与封存时不同", "封存时 15 行，现有 14 行"]


def delete_case(case: Case) -> list[str]:
    for table in ("cases_clock", "cases_party", "cases_entry", "cases_casetext", "cases_assignment"):
        with without_triggers(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE case_id = %s", [case.pk])
    tamper("DELETE FROM petitions_petition WHERE case_ptr_id = %s", case.pk)
    tamper("DELETE FROM cases_case WHERE id = %s", case.pk)
    return [f"{case.number} 的办理记录不见了", "封存时 15 行，现有 10 行"]


def write_history_anew(case: Case) -> list[str]:
    """The careful forger: every later hash is computed again."""
    before = ""
    with without_triggers():
        for row in Entry.objects.filter(case_id=case.pk).order_by("seq"):
            row.note = "改过" if row.seq == 2 else row.note
            row.prev_hash = before
            before = row.hash = row.digest()
            row.save()
    assert found()[0].startswith("办理记录封存")  # the history itself is faultless
    return [f"{case.number} 的办理记录与封存时不同"]


def slip_in_a_case(case: Case) -> list[str]:
    tamper("UPDATE cases_case SET number = 'XF000' WHERE id = %s", case.pk)
    return [f"{case.number} 的办理记录不见了", "XF000 的办理记录是封存之后放进去的"]


@pytest.mark.parametrize("change", [delete_last, delete_case, write_history_anew, slip_in_a_case])
def test_shows_through_the_seal(cases: list[Case], change: Callable[[Case], list[str]]) -> None:
    seals.seal()
    expected = change(cases[1])
    faults = found()
    assert all(any(fault.endswith(words) for fault in faults) for words in expected), faults
    assert all("封存第 1 号" in fault for fault in faults)


def test_later_entries_do_not_disturb_an_older_seal(cases: list[Case]) -> None:
    seals.seal()
    entries.append(cases[0], by=Actor.system(), move="note", label="记录")
    assert found() == []


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE audit_seal SET rows = 14 WHERE number = 1", "封存内容被改动"),
        ("UPDATE audit_seal SET hash = repeat('0', 64) WHERE number = 1", "与上一次封存不衔接"),
        ("DELETE FROM audit_seal WHERE number = 1", "前面缺少封存"),
        ("UPDATE audit_seal SET manifest = (SELECT manifest FROM audit_seal WHERE number = 2) WHERE number = 1",
         "封存清单被改动"),
    ],
)  # fmt: skip
def test_a_changed_seal_shows(cases: list[Case], sql: str, words: str) -> None:
    seals.seal()
    entries.append(cases[0], by=Actor.system(), move="note", label="记录")
    seals.seal()
    tamper(sql)
    assert any(fault.endswith(words) for fault in found())


def test_a_seal_cannot_be_changed_or_deleted(cases: list[Case]) -> None:
    (one,) = seals.seal()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Seal.objects.filter(pk=one.pk).update(rows=1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Seal.objects.filter(pk=one.pk).delete()


def run(*args: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_audit", *args, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_counts_and_ends_with_one_on_a_fault(cases: list[Case]) -> None:
    (one,) = seals.seal()
    code, text = run("--known", one.hash)
    assert code == 0 and "cases 3, entries 15, seals 1, faults 0" in text and one.hash in text
    change_note(cases[2])
    code, text = run()
    assert code == 1 and f"{cases[2].number} 第 3 条" in text and "faults 1" in text


def test_the_command_misses_a_seal_that_was_noted_elsewhere(cases: list[Case]) -> None:
    """Even a whole chain written anew by the database's owner does not match the copy in the log."""
    (one,) = seals.seal()
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_seal")
    seals.seal()
    assert run()[0] == 0
    code, text = run("--known", one.hash)
    assert code == 1 and one.hash in text


def test_since_leaves_out_what_was_sealed_before(cases: list[Case]) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(days=10)):
        seals.seal()
    entries.append(cases[0], by=Actor.system(), move="note", label="记录")
    change_note(cases[0])
    change_note(cases[1])
    day = (timezone.localdate() - dt.timedelta(days=5)).isoformat()
    code, text = run("--since", day)
    assert code == 1 and "cases 1, entries 6" in text
    assert cases[0].number in text and cases[1].number not in text


def test_only_the_first_faults_are_listed_but_all_counted(cases: list[Case], settings: Any) -> None:
    tamper("UPDATE cases_entry SET note = 'x'")
    code, text = run("--show", "2")
    assert code == 1 and text.count("内容被改动") == 2 and "faults 15" in text

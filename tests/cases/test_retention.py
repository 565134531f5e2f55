"""Personal data go when their time is over; the case and its figures stay."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
import time_machine
from constance.test import override_config
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases import casepage, entries, retention, search, status, whole
from jiaozuo_social.cases.models import Attachment, Case, CaseLink, Clock, Document, Hold, Party, Rating
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.cases.verification import verify
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.outbox import retention as outbox
from jiaozuo_social.outbox.delivery import retry
from jiaozuo_social.outbox.models import Message, Notice
from jiaozuo_social.outbox.services import notify
from petitions.models import Petition
from tests import factories
from tests.threads import at_once

PERSONAL = ("张三丰", "13800001234", "11010519491231002X", "幸福里", "化粪池", "他家")


def old_case(years: float = 11, **fields: Any) -> Petition:
    """A petition that was withdrawn years ago, with all that can speak of a person."""
    with time_machine.travel(timezone.now() - dt.timedelta(days=int(years * 365.25))):
        case = factories.petition(place_detail="幸福里 1 号", **fields)
        entries.append(
            case, by=Actor.petitioner(), move="supplement", label="补充", note="他家电话", is_public=True
        )
        Document.objects.create(case=case, kind="reply", number=f"文{case.pk}", title="答复", body="张三丰：")
        Rating.objects.create(case=case, about="unit", level="fair", comment="张三丰说还行")
        name = default_storage.save("cases/old/a.txt", ContentFile(b"13800001234"))
        Attachment.objects.create(
            case=case,
            file=name,
            name="张三丰.txt",
            content_type="text/plain",
            size=11,
            sha256="0",
            origin="staff",
        )
        Clock.objects.filter(case=case).update(stopped_at=timezone.now())
        Case.objects.filter(pk=case.pk).update(is_open=False, closed_at=timezone.now(), latitude="35.2")
    Petition.objects.filter(pk=case.pk).update(answer_facts="张三丰住在幸福里")
    return Petition.objects.get(pk=case.pk)


@pytest.fixture(autouse=True)
def town(db: None) -> factories.Town:
    factories.rules()
    return factories.Town()


def everything_stored() -> str:
    """The text of every row of every table that can hold a person's words, but for the history."""
    tables = (
        "cases_case", "petitions_petition", "cases_casetext", "cases_document", "cases_rating", "cases_attachment",
        "cases_assignment", "cases_supervision",
    )  # fmt: skip
    texts = [str(list(vars(party).values())) for party in Party.objects.all()]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} AS t")
            texts.append(cursor.fetchone()[0])
    return " ".join(texts)


def test_nothing_of_the_person_is_left_but_the_case_and_its_figures() -> None:
    case = old_case()
    file = case.attachments.get().file.name
    assert [word for word in PERSONAL if word in everything_stored()]
    assert retention.run().cases == 1
    assert [word for word in PERSONAL if word in everything_stored()] == []
    assert not default_storage.exists(file)
    after = Petition.objects.get(pk=case.pk)
    same = (
        "number",
        "state",
        "purpose",
        "received_at",
        "closed_at",
        "place_code",
        "category_id",
        "people_count",
    )
    assert [getattr(after, name) for name in same] == [getattr(case, name) for name in same]
    assert (after.ratings.get().level, after.documents.get().number) == ("fair", f"文{case.pk}")
    assert after.latitude is None and after.owner is None
    party = after.parties.get()
    assert (party.phone_digest, party.id_digest, party.wants_sms) == ("", "", False)


def test_it_is_written_in_the_history_and_in_the_access_log() -> None:
    case = old_case()
    retention.run()
    last = case.entries.order_by("-seq").first()
    assert last is not None
    assert (last.label, last.by, last.facts) == (retention.LABEL, "system", {"parties": 1, "files": 1})
    assert Access.objects.get(object_id=str(case.pk)).reason == retention.LABEL
    assert list(verify()) == []


def test_notes_that_cannot_be_emptied_are_shown_to_nobody(town: factories.Town) -> None:
    case = old_case()
    desk = factories.member(town.county_bureau, Duty.REGISTRAR)
    shown = [entry.note for entry in casepage.context(case, desk)["entries"]]
    assert "他家电话" in shown and "他家电话" in [event["note"] for event in status.events(case)]
    retention.run()
    case = Petition.objects.get(pk=case.pk)
    assert {entry.note for entry in casepage.context(case, desk)["entries"]} == {""}
    assert {event["note"] for event in status.events(case)} == {""}
    assert {entry.note for entry in whole.with_rows(case).entries.all()} == {""}
    assert case.entries.filter(note="他家电话").exists()  # the history itself is whole


def test_the_search_forgets_too() -> None:
    case = old_case()
    assert [found.pk for found in search.matching(Case.objects.all(), "化粪池")] == [case.pk]
    retention.run()
    assert not search.matching(Case.objects.all(), "化粪池").exists()


def hold(case: Case) -> None:
    Hold.objects.create(case=case, reason="诉讼")


def supervise(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(is_supervised=True)


def reopen(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(is_open=True, closed_at=None)


def run_a_clock(case: Case) -> None:
    now = timezone.now()
    Clock.objects.create(case=case, rule_id="P5", started_at=now, due_at=now, original_due_at=now)


def repeat(case: Case) -> None:
    factories.petition(repeat_of=Case.objects.get(pk=case.pk), phone="13900000077")


def link(case: Case) -> None:
    CaseLink.objects.create(source=case, target=factories.petition(phone="13900000077"), relation="merged")


def touch(case: Case) -> None:
    """As a ledger of old cases that came in yesterday."""
    entries.append(case, by=Actor.system(), move="import", label="台账导入")


@pytest.mark.parametrize("reason", [hold, supervise, reopen, run_a_clock, repeat, link, touch])
def test_kept_while_there_is_a_reason(reason: Any) -> None:
    case = old_case()
    reason(case)
    assert retention.run().cases == 0
    assert case.parties.get().name == "张三丰"


def test_a_lifted_hold_holds_no_longer() -> None:
    case = old_case()
    hold(case)
    Hold.objects.update(lifted_at=timezone.now())
    assert retention.run().cases == 1


def test_the_limit_is_the_setting() -> None:
    old_case(years=9.9)
    assert retention.run().cases == 0
    with override_config(PARTY_RETENTION_YEARS=0):
        assert retention.run().cases == 0
    with override_config(PARTY_RETENTION_YEARS=9):
        assert retention.run().cases == 1


def test_files_stay_if_the_department_wants_so() -> None:
    case = old_case()
    with override_config(RETENTION_DELETES_FILES=False):
        retention.run()
    assert default_storage.exists(case.attachments.get().file.name)


def test_leap_day_has_a_limit() -> None:
    with override_config(PARTY_RETENTION_YEARS=1):
        limit = retention.limit(dt.datetime(2028, 2, 29, 12, tzinfo=dt.UTC))
    assert limit is not None and f"{limit:%F}" == "2027-02-28"


def test_the_dry_run_counts_and_the_second_run_finds_nothing() -> None:
    for _ in range(3):
        old_case()
    out = StringIO()
    call_command("anonymise_parties", "--dry-run", stdout=out)
    assert "due 3" in out.getvalue() and not Case.objects.exclude(anonymised_at=None).exists()
    call_command("anonymise_parties", "--batch", "2", stdout=out)
    assert "anonymised 3" in out.getvalue()
    call_command("anonymise_parties", stdout=out)
    assert "anonymised 0" in out.getvalue()


def test_a_file_that_cannot_be_deleted_leaves_the_case_for_the_next_run(monkeypatch: Any) -> None:
    case = old_case()

    def fail(name: str) -> None:
        raise OSError("read-only")

    monkeypatch.setattr(default_storage, "delete", fail)
    with pytest.raises(OSError, match="read-only"):
        retention.run()
    assert case.parties.get().name == "张三丰" and case.attachments.exists()
    monkeypatch.undo()
    assert retention.run().cases == 1


def test_words_to_people_are_emptied_after_their_time() -> None:
    person = factories.user()
    factories.petition()
    notify(user=person, kind="k", subject="催办：张三丰", body="张三丰", dedupe_key="n1")
    assert (outbox.empty_messages(), outbox.empty_notices()) == (0, 0)
    Message.objects.update(state="failed")
    with time_machine.travel(timezone.now() + dt.timedelta(days=181)):
        assert (outbox.empty_messages(), outbox.empty_notices()) == (Message.objects.count(), 0)
    with time_machine.travel(timezone.now() + dt.timedelta(days=366)):
        assert (outbox.empty_messages(), outbox.empty_notices()) == (0, 1)
    message, notice = Message.objects.first(), Notice.objects.get()
    assert message is not None and (message.phone, message.body, message.phone_digest) == ("", "", "")
    with time_machine.travel(timezone.now() + dt.timedelta(days=367)):
        assert not retry(message)  # nobody can send an empty message
    assert "张三丰" not in notice.subject + notice.body


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_empty_each_case_once() -> None:
    for _ in range(6):
        old_case()
    outcomes = at_once([retention.run, retention.run], threads=2)
    assert sum(one.cases for one in outcomes) == 6  # type: ignore[union-attr]
    assert Access.objects.filter(reason=retention.LABEL).count() == 6

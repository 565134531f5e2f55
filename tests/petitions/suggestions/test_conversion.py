"""A personal request becomes a petition, a petition becomes a suggestion, duplicates are merged (rules §3)."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from jiaozuo_social.cases.models import Attachment, CaseLink, Document
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.outbox.models import Message
from petitions.models import Petition, Suggestion
from tests import factories

from .conftest import Office

PERSONAL = {"target": "petition", "screening_reason": "personal", "note": "反映的是您本人的住房问题"}


def test_a_personal_request_becomes_a_linked_petition_of_the_same_person(office: Office) -> None:
    case = office.at("received")
    scan = Attachment(
        case=case, name="照片.jpg", content_type="image/jpeg", size=3, sha256="x", origin="petitioner"
    )
    scan.file.save("a.jpg", ContentFile(b"abc"), save=False)
    scan.preview.save("a.jpg", ContentFile(b"a"))
    petition = case.convert(by=office.desk, **PERSONAL)
    assert case.state == "converted" and not case.is_open
    assert petition.state == "submitted" and case.proposal in petition.body
    assert [p.phone for p in petition.parties.all()] == [p.phone for p in case.parties.all()]
    assert CaseLink.objects.get(relation="converted").target_id == petition.pk
    copied = petition.attachments.get()
    assert copied.file.read() == b"abc" and copied.file.name != scan.file.name
    assert copied.preview.read() == b"a" and copied.preview.name != scan.preview.name
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert {"suggestion.convert", "petition.received"} <= kinds
    assert case.entries.get(move="convert").public_note == PERSONAL["note"]


def test_handing_over_to_the_hotline_needs_its_number(office: Office) -> None:
    case = office.at("received")
    with pytest.raises(MoveRefused, match="工单编号"):
        case.convert(by=office.desk, **{**PERSONAL, "target": "hotline"})
    case.refresh_from_db()
    assert case.state == "received" and not Petition.objects.exists()
    case.convert(by=office.desk, **{**PERSONAL, "target": "hotline"}, hotline_number="RX20261123001")
    assert case.hotline_number == "RX20261123001" and not Petition.objects.exists()


def test_a_petition_guided_here_becomes_a_linked_suggestion(office: Office) -> None:
    clerk = Actor.staff(factories.member(office.county_bureau, Duty.REGISTRAR))
    approver = Actor.staff(factories.member(office.county_bureau, Duty.APPROVER))
    petition = factories.petition(purpose="opinion")
    petition.register(by=clerk, purpose="opinion", place_code="410802001")
    petition.guide(by=approver, guide_target="suggestion", body="您的意见已转人民建议征集办理。")
    suggestion = Suggestion.objects.get()
    assert suggestion.state == "received" and suggestion.title == petition.title
    link = CaseLink.objects.get()
    assert (link.source_id, link.target_id) == (petition.pk, suggestion.pk)
    assert set(suggestion.clocks.values_list("rule_id", flat=True)) == {"J1", "J2"}


def test_a_confidential_petition_never_becomes_a_suggestion(office: Office) -> None:
    from petitions.services import suggestion_from

    with pytest.raises(MoveRefused, match="保密"):
        suggestion_from(factories.petition(purpose="accusation"), by=office.system)


def test_a_merged_contributor_keeps_the_receipt_and_gets_the_answer(office: Office) -> None:
    first, second = office.at("studying"), office.at("received")
    second.merge(by=office.desk, first=first, note="与首件相同")
    assert second.state == "merged" and second.repeat_of_id == first.pk
    first.reply(by=office.lead, result="adopted", answer_text="予以采纳")
    second.refresh_from_db()
    assert second.state == "replied" and second.result == "adopted" and second.number != first.number
    assert Document.objects.get(case=second).body.endswith("办理结果：采纳")
    second.rate(by=office.citizen, level="satisfied")
    assert second.state == "evaluated"


def test_merging_into_what_is_answered_gives_the_answer_at_once(office: Office) -> None:
    first, second = office.at("replied"), office.at("received")
    second.merge(by=office.desk, first=first, note="与首件相同")
    second.refresh_from_db()
    assert second.state == "replied" and second.replied_at is not None


def test_one_cannot_merge_into_what_is_not_screened_or_oneself(office: Office) -> None:
    case = office.at("received")
    for first in (case, office.at("received"), office.at("archived")):
        with pytest.raises(MoveRefused, match="只能并入"):
            case.merge(by=office.desk, first=first, note="相同")
    case.refresh_from_db()
    assert case.state == "received" and not CaseLink.objects.exists()


def test_studying_needs_a_contact_that_has_taken_place(office: Office) -> None:
    case = office.at("assigned")
    with pytest.raises(MoveRefused, match="晚于今天"):
        case.study(by=office.unit, contacted_on=timezone.localdate().replace(year=2099), note="电话")

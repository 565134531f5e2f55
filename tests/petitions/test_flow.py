"""One petition from the citizen's phone to the end, by its verbs."""

import pytest
from django.utils import timezone

from jiaozuo_social.cases.models import Case, Clock, Document, Entry
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from petitions.models import Petition
from tests import factories

pytestmark = pytest.mark.django_db

ANSWER = {
    "answer_request": "清理化粪池",
    "answer_facts": "经查属实",
    "answer_opinion": "三日内清理并更换管道",
    "answer_basis": "《河南省物业管理条例》",
    "decision": "support",
}


@pytest.fixture
def town() -> factories.Town:
    factories.rules()
    return factories.Town()


def test_a_petition_travels_from_filing_to_recheck(town: factories.Town) -> None:
    clerk = Actor.staff(factories.member(town.county_bureau, Duty.REGISTRAR))
    approver = Actor.staff(factories.member(town.county_bureau, Duty.APPROVER))
    worker = factories.member(town.housing, Duty.HANDLER)
    head = Actor.staff(factories.member(town.housing, Duty.HEAD))
    unit = Actor.staff(worker)
    reviewer = Actor.staff(factories.member(town.county, Duty.REVIEWER))
    rechecker = Actor.staff(factories.member(town.city, Duty.REVIEWER))
    citizen = Actor.petitioner()
    case = factories.petition()

    case.register(by=clerk, purpose="demand", place_code="410802001")
    case.dispatch(by=approver, lead=town.water, co=[])
    case.object(by=Actor.staff(factories.member(town.water, Duty.HANDLER)), note="不属本单位职责")
    case.uphold_objection(by=approver, note="同意")
    case.dispatch(by=approver, lead=town.housing, co=[town.water])
    case.accept(by=unit, route="petition")
    case.start_handling(by=unit, handler=worker, no_interest=True)
    case.request_extension(by=unit, days=20, note="需要专家论证")
    case.approve_extension(by=head, days=20, note="需要专家论证")
    with pytest.raises(MoveRefused, match="协办单位尚未反馈"):
        case.reply(by=head, delivered_on=timezone.localdate(), **ANSWER)
    case.co_answer(by=Actor.staff(factories.member(town.water, Duty.HANDLER)), note="管网图已提供")
    case.submit_answer(by=unit, **ANSWER)
    case.reply(by=head, delivered_on=timezone.localdate())
    case.rate(by=citizen, bureau="satisfied", unit="dissatisfied")
    case.request_review(by=citizen, note="不服")
    case.review(by=reviewer, review_result="upheld", body="维持", delivered_on=timezone.localdate())
    case.request_recheck(by=citizen, note="仍不服")
    case.conclude(by=rechecker, recheck_result="upheld", body="维持")

    fresh = Petition.objects.get(pk=case.pk)
    assert fresh.state == "concluded" and not fresh.is_open and fresh.is_supervised
    assert Entry.objects.filter(case=case).count() == 18
    assert Document.objects.filter(case=case).count() == 5
    left = Clock.objects.filter(case=case, stopped_at=None).values_list("rule_id", flat=True)
    assert set(left) == {"E1"}


def test_search_finds_any_two_characters(town: factories.Town) -> None:
    from jiaozuo_social.cases.search import matching

    case = factories.petition(title="粪池外溢", body="第一行\n第二 行'\\ &|!():*")
    for needle in ("池外", "行第", "二行", "'\\", "&|!", "():*"):
        assert [c.pk for c in matching(Case.objects.all(), needle)] == [case.pk], needle
    assert not matching(Case.objects.all(), "池外溢第二").exists()


def test_what_was_promised_can_be_confirmed_after_the_end(town: factories.Town) -> None:
    """The lead keeps its seat after 息诉 and 办结: E1 and 督办 are still its to answer (art. 40)."""
    clerk = Actor.staff(factories.member(town.county_bureau, Duty.REGISTRAR))
    approver = Actor.staff(factories.member(town.county_bureau, Duty.APPROVER))
    worker = factories.member(town.housing, Duty.HANDLER)
    head = Actor.staff(factories.member(town.housing, Duty.HEAD))
    case = factories.petition()
    case.register(by=clerk)
    case.dispatch_simple(by=approver, lead=town.housing)
    assert Clock.objects.get(case=case, rule="S1").is_late is False
    case.reply(by=head, delivered_on=timezone.localdate(), **ANSWER)
    case.settle(by=head, note="本人签字同意")
    case.rate(by=Actor.petitioner(), bureau="satisfied", unit="dissatisfied")
    assert case.state == "closed" and case.is_supervised
    case.answer_supervision(by=Actor.staff(worker), note="已上门说明")
    case.confirm_done(by=Actor.staff(worker), note="管道已更换")
    assert not Clock.objects.filter(case=case, rule="E1", stopped_at=None).exists()

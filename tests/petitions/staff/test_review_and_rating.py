"""What 复查 does to promises and ratings (art. 21, 35, 36, 40), and who is asked to look again."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from jiaozuo_social.cases.models import Assignment, Clock
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.services import move_department
from jiaozuo_social.outbox.models import Notice
from petitions.models import Petition
from petitions.moves import MOVES
from petitions.states import PetitionState as S
from tests import factories
from tests.casework import ANSWER, Walk

pytestmark = pytest.mark.django_db
CITIZEN = Actor.petitioner()


def running(case: Petition) -> set[str]:
    return set(Clock.objects.filter(case=case, stopped_at=None).values_list("rule_id", flat=True))


def test_a_promise_is_confirmed_while_its_limit_runs(walk: Walk, staff: SimpleNamespace) -> None:
    """E1 goes on through 复查 and 复核, so the unit may say that it is done in each of their states."""
    assert set(MOVES["confirm_done"].frm) == {
        S.REPLIED, S.REVIEW, S.REVIEWED, S.RECHECK, S.CONCLUDED, S.CLOSED,
    }  # fmt: skip
    case = walk.to("review")
    case.confirm_done(by=Actor.staff(staff.worker), note="管道已更换")
    assert case.state == "review" and "E1" not in running(case) and "P8" in running(case)


def test_what_is_revoked_promises_nothing_and_is_not_rated(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("review")
    assert running(case) == {"P8", "E1", "R1"}
    case.revoke(by=Actor.staff(staff.reviewer), body="事实不清，责令重办")
    assert running(case) == {"P5"}


def test_a_second_answer_opens_the_rating_again_if_it_was_not_used(
    walk: Walk, staff: SimpleNamespace
) -> None:
    case = walk.to("review")
    case.revoke(by=Actor.staff(staff.reviewer), body="责令重办")
    case.reply(by=Actor.staff(staff.head), delivered_on=timezone.localdate(), **ANSWER)
    assert "R1" in running(case)
    case.rate(by=CITIZEN, bureau="satisfied", unit="fair")
    assert "R1" not in running(case)


def test_who_has_rated_is_not_invited_again(walk: Walk, staff: SimpleNamespace) -> None:
    """Once (rules §1.4 R): the window ends with the rating, and the next answer opens none."""
    case = walk.to("replied")
    case.rate(by=CITIZEN, bureau="satisfied", unit="fair")
    assert "R1" not in running(case)
    verdict = MOVES["rate"].check(case, CITIZEN)
    assert not verdict and "已评价过" in verdict.sentence  # type: ignore[union-attr]
    case.request_review(by=CITIZEN, note="不服")
    case.revoke(by=Actor.staff(staff.reviewer), body="责令重办")
    case.reply(by=Actor.staff(staff.head), delivered_on=timezone.localdate(), **ANSWER)
    assert "R1" not in running(case)


def test_nor_by_an_agreement_after_it(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("replied")
    case.rate(by=CITIZEN, bureau="satisfied", unit="fair")
    case.request_review(by=CITIZEN, note="不服")
    case.revoke(by=Actor.staff(staff.reviewer), body="责令重办")
    case.mediate(by=Actor.staff(staff.head), body="协议", signed_on=timezone.localdate())
    assert "R1" not in running(case)


def status_page(case: Petition) -> str:
    client = Client()
    client.post("/status/", {"number": case.number, "code": case.code})  # type: ignore[attr-defined]
    return client.get(f"/status/{case.number}/").content.decode()


def test_the_petitioner_is_told_which_body_reviews(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("review")
    page = status_page(case)
    assert "复查中，由 <strong>解放区</strong> 办理" in page and "原承办单位：解放区住建局" in page
    assert "解放区应当在" in page  # who owes what P8 counts
    case.review(by=Actor.staff(staff.reviewer), review_result="upheld", body="维持",
                delivered_on=timezone.localdate())  # fmt: skip
    assert "<strong>解放区住建局</strong>" in status_page(case)
    case.request_recheck(by=CITIZEN, note="仍不服")
    assert "复核中，由 <strong>焦作市</strong> 办理" in status_page(case)


def test_a_limit_of_our_own_is_called_so(walk: Walk) -> None:
    page = status_page(walk.to("replied"))  # E1 is ours
    assert "设计时限" not in page and "依据：本平台规定的时限，信访工作条例第40条" in page


def test_nobody_reviews_a_matter_about_himself(
    town: factories.Town, walk: Walk, staff: SimpleNamespace
) -> None:
    """After a reorganisation the superior may be whom the matter is about: the next level up is asked."""
    case = walk.to("replied")
    street = factories.department("ms", parent=town.county, name="民生街道")
    Petition.objects.filter(pk=case.pk).update(withheld_from=street)
    move_department(town.housing, street, by=staff.leader)
    case = Petition.objects.get(pk=case.pk)
    case.request_review(by=CITIZEN, note="不服")
    asked = Assignment.objects.get(case=case, role="review", ended_at=None)
    assert asked.department == town.county


def test_if_there_is_no_other_superior_the_desk_is_named(town: factories.Town, walk: Walk) -> None:
    case = walk.to("replied")
    Petition.objects.filter(pk=case.pk).update(withheld_from=town.city)
    case = Petition.objects.get(pk=case.pk)
    verdict = MOVES["request_review"].check(case, CITIZEN)
    assert not verdict and "信访部门窗口" in verdict.sentence  # type: ignore[union-attr]


def told_of_urgency(case: Petition) -> set[object]:
    found = Notice.objects.filter(kind="case.urgent", link=f"/cases/{case.pk}/")
    assert all("重大紧急" in one.subject and "第25条" in one.subject for one in found)
    return {one.user for one in found}


@pytest.mark.parametrize("move", ["mark_urgent", "register", "correct"])
def test_the_nearest_desk_hears_of_an_urgent_matter_at_once(
    town: factories.Town, walk: Walk, staff: SimpleNamespace, move: str
) -> None:
    """重大、紧急信访事项及时报告（条例第25条）: not when two hours are over."""
    clerk = Actor.staff(staff.clerk)
    case = walk.to("submitted" if move == "register" else "registered")
    data = {"note": "聚集"} if move == "mark_urgent" else {"is_urgent": True}
    getattr(case, move)(by=clerk, **data)
    assert told_of_urgency(case) == {staff.clerk, staff.approver}
    assert "P12" in running(case)


def test_of_a_confidential_one_only_its_officer_hears(
    town: factories.Town, walk: Walk, staff: SimpleNamespace
) -> None:
    case = walk.to("registered", purpose="accusation")
    case.mark_urgent(by=Actor.staff(staff.warden), note="聚集")
    assert told_of_urgency(case) == {staff.warden}


def test_an_empty_desk_is_passed_over(town: factories.Town, walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("submitted")
    city_clerk = factories.member(town.bureau, "registrar")  # type: ignore[arg-type]
    for person in (staff.clerk, staff.approver):
        person.memberships.all().delete()
    case.register(by=Actor.staff(city_clerk), is_urgent=True)
    assert told_of_urgency(case) == {city_clerk}

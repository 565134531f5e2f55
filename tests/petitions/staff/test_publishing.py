"""公开答复: with consent, of an answer that stands, in words that name nobody."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jiaozuo_social.cases.models import Case, CaseLink
from jiaozuo_social.cases.moves import Actor, MoveRefused
from petitions import publications
from petitions.models import Petition, Publication
from petitions.moves import MOVES
from tests.casework import Walk

from .test_move_forms import Login, post, press

pytestmark = pytest.mark.django_db
CLEAN = {"public_title": "化粪池外溢", "public_text": "物业已清理化粪池，并更换管道。"}


def publish(case: Petition, staff: SimpleNamespace, **changes: Any) -> None:
    case.publish_answer(by=Actor.staff(staff.approver), **{**CLEAN, **changes})


def shown() -> list[str]:
    return [one.title for one in publications.shown()]


def test_the_desk_publishes_and_withdraws(walk: Walk, staff: SimpleNamespace, login: Login) -> None:
    case, client = walk.to("replied", is_public=True), login(staff.approver)
    form = client.get(f"/cases/{case.pk}/moves/publish_answer/").context["form"]
    assert (
        "经现场查看" in form.fields["public_text"].initial and "60" not in form.fields["public_title"].initial
    )
    press(client, case, "publish_answer", **CLEAN)
    assert shown() == ["化粪池外溢"]
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert f"/petitions/published/{Publication.objects.get().pk}/" in page
    with pytest.raises(MoveRefused, match="先撤回"):
        publish(case, staff)
    press(client, case, "withdraw_publication", note="信访人要求")
    assert shown() == [] and Petition.objects.get(pk=case.pk).state == "replied"
    publish(case, staff, public_title="第二版")
    assert shown() == ["第二版"]


def test_the_table_says_who_and_when() -> None:
    for name in ("publish_answer", "withdraw_publication"):
        assert [str(seat.duty) for seat in MOVES[name].who] == ["approver"]  # type: ignore[union-attr]
        assert MOVES[name].to is None
    assert set(MOVES["publish_answer"].frm) == {"replied", "reviewed", "concluded", "closed"}


@pytest.mark.parametrize("who", ["clerk", "worker", "head", "stranger", "reviewer"])
def test_nobody_but_the_desks_approver(walk: Walk, staff: SimpleNamespace, who: str) -> None:
    case = walk.to("replied", is_public=True)
    with pytest.raises(MoveRefused):
        case.publish_answer(by=Actor.staff(getattr(staff, who)), **CLEAN)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"is_public": False}, "不同意公开"),
        ({"anonymised_at": timezone.now()}, "已经清除"),
        ({"review_result": "changed"}, "复查"),
        ({"recheck_result": "revoked"}, "复查"),
    ],
)
def test_what_may_not_be_published(
    walk: Walk, staff: SimpleNamespace, fields: dict[str, Any], words: str
) -> None:
    case = walk.to("replied", is_public=True)
    for name, value in fields.items():
        setattr(case, name, value)
    case.save()
    with pytest.raises(MoveRefused, match=words):
        publish(case, staff)


def test_a_confidential_matter_is_never_published(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("replied", is_public=True)
    Case.objects.filter(pk=case.pk).update(is_confidential=True)
    with pytest.raises(MoveRefused, match="保密事项一律不公开"):
        case.publish_answer(by=Actor.staff(staff.warden), **CLEAN)


def test_without_a_signed_answer_there_is_nothing_to_publish(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("handling", is_public=True)
    case.mediate(by=Actor.staff(staff.head), body="协议", signed_on=timezone.localdate())
    case.settle(by=Actor.staff(staff.head), note="书面息诉")
    with pytest.raises(MoveRefused, match="没有签发"):
        publish(case, staff)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("答复张三丰：已清理。", "姓名"),
        ("答复张 三 丰：已清理。", "姓名"),
        ("已致电13800001234。", "电话"),
        ("已致电１３８-0000 1234。", "电话"),
        ("证件11010519491231002x已核。", "证件号码"),
        ("已到民生街道幸福里1号查看。", "住址"),
        ("联系人手机13900009999。", "手机"),
        ("证件 110105194912310020 以外的 110105199003072936。", "身份证"),
    ],
)
def test_what_tells_who_it_is_is_refused_at_the_field_and_by_the_verb(
    walk: Walk, staff: SimpleNamespace, login: Login, text: str, what: str
) -> None:
    case = walk.to("replied", is_public=True)
    for name in CLEAN:
        answer = post(login(staff.approver), case, "publish_answer", **{**CLEAN, name: text})
        errors = answer.context["form"].errors
        assert answer.status_code == 200 and list(errors) == [name] and what in str(errors[name])
        assert answer.context["form"].data[name] == text
        with pytest.raises(MoveRefused, match=what):
            publish(case, staff, **{name: text})
    assert not Publication.objects.exists()


def test_the_number_is_refused_and_the_offices_phone_is_not(
    walk: Walk, staff: SimpleNamespace, settings: Any
) -> None:
    settings.CONTACT_PHONE = "139-0000-9999"
    case = walk.to("replied", is_public=True)
    with pytest.raises(MoveRefused, match="编号"):
        publish(case, staff, public_text=f"{case.number}已办。")
    publish(case, staff, public_text="有问题请打13900009999。")


def test_people_that_were_answered_with_it_are_not_named_either(walk: Walk, staff: SimpleNamespace) -> None:
    first, other = walk.to("replied", is_public=True), walk.to("registered")
    other.parties.update(phone_digest="")
    party = other.parties.get()
    party.set_contact(name="李四光")
    party.save()
    CaseLink.objects.create(source=other, target=first, relation="merged")
    with pytest.raises(MoveRefused, match="姓名"):
        publish(first, staff, public_text="李四光等人反映的问题已解决。")


def test_an_answer_that_no_longer_stands_is_withdrawn(walk: Walk, staff: SimpleNamespace) -> None:
    """Upheld it stays; changed or revoked it goes."""
    reviewer, today = Actor.staff(staff.reviewer), timezone.localdate()
    for result, left in (("upheld", 1), ("changed", 0), ("revoked", 0)):
        Publication.objects.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
        case = walk.to("replied", is_public=True)
        publish(case, staff)
        walk.on(case, "review")
        if result == "revoked":
            case.revoke(by=reviewer, body="撤销")
        else:
            case.review(by=reviewer, review_result=result, body="意见", delivered_on=today)
        assert len(shown()) == left, result


def test_consent_and_confidentiality_are_asked_again_when_shown(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("replied", is_public=True)
    publish(case, staff)
    for fields in ({"is_public": False}, {"is_confidential": True}):
        before = {name: getattr(Case.objects.get(pk=case.pk), name) for name in fields}
        Case.objects.filter(pk=case.pk).update(**fields)
        assert shown() == []
        Case.objects.filter(pk=case.pk).update(**before)
    assert len(shown()) == 1


def test_one_publication_at_a_time_in_the_database(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("replied", is_public=True)
    publish(case, staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(case=case, title="二", text="二", published_by=staff.approver)

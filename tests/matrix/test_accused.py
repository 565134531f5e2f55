"""The unit that is accused, and what is below it, is neither asked nor told (信访工作条例 art. 30)."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from jiaozuo_social.cases.models import Assignment, Case
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.outbox.digests import send_digests
from jiaozuo_social.outbox.models import Message, Notice
from petitions.models import Petition
from tests import factories

from .conftest import client_of

pytestmark = pytest.mark.django_db

TITLE = "反映审批收受礼金"


@pytest.fixture
def secret(world: dict[str, Any]) -> Petition:
    return world["objects"].secret


@pytest.fixture
def below(town: factories.Town) -> Department:
    return factories.department("jfzjk", parent=town.housing, name="住建局物业科")


def test_it_is_never_asked(secret: Petition, town: factories.Town, below: Department, cast: Any) -> None:
    officer = Actor.staff(cast["warden"])
    for lead, co in ((town.housing, []), (below, []), (town.water, [town.housing]), (town.water, [below])):
        with pytest.raises(MoveRefused, match="不得将检举控告转给"):
            Petition.objects.get(pk=secret.pk).dispatch(by=officer, lead=lead, co=co)
    secret.refresh_from_db()
    assert secret.state == "registered" and not Assignment.objects.filter(case_id=secret.pk).exists()
    secret.dispatch(by=officer, lead=town.water)
    assert Assignment.objects.get(case_id=secret.pk).department == town.water


def test_it_is_never_asked_by_the_page_either(secret: Petition, town: factories.Town, cast: Any) -> None:
    address = reverse("cases:move", kwargs={"pk": secret.pk, "name": "dispatch"})
    client = client_of(cast["warden"])
    data = {"lead": str(town.housing.pk), "handling_way": "forward", "note": "请核查"}
    page = client.post(address, data)
    assert page.status_code == 409 and "不得将检举控告转给" in page.content.decode()
    data["lead"] = str(town.water.pk)
    assert client.post(address, data).status_code == 302


def test_its_officers_and_those_below_never_see_it(
    secret: Petition, town: factories.Town, below: Department, cast: Any
) -> None:
    """Also once it is with another unit, and even if somebody wrote an assignment to them by hand."""
    people = [cast["accused_officer"], factories.member(below, *Duty), factories.member(town.housing, *Duty)]
    secret.dispatch(by=Actor.staff(cast["warden"]), lead=town.water)
    for department in (town.housing, below):
        Assignment.objects.create(case_id=secret.pk, department=department, role=Assignment.Role.CO)
    for person in people:
        assert not Case.objects.visible_to(person).filter(pk=secret.pk).exists()
        assert client_of(person).get(reverse("cases:case", kwargs={"pk": secret.pk})).status_code == 404
    officer = factories.member(town.water, Duty.CONFIDENTIAL)
    assert Case.objects.visible_to(officer).filter(pk=secret.pk).exists()
    assert not Case.objects.visible_to(cast["co_worker"]).filter(pk=secret.pk).exists()


def test_a_bureau_that_is_accused_loses_sight_and_the_city_keeps_it(
    secret: Petition, town: factories.Town, cast: Any
) -> None:
    secret.correct(by=Actor.staff(cast["warden"]), accused=town.county_bureau, note="更正")
    assert not Case.objects.visible_to(cast["warden"]).filter(pk=secret.pk).exists()
    assert Case.objects.visible_to(cast["city_officer"]).filter(pk=secret.pk).exists()


def test_notices_and_messages_go_past_everybody_else(
    secret: Petition, town: factories.Town, cast: Any
) -> None:
    officer = factories.member(town.water, Duty.CONFIDENTIAL)
    secret.dispatch(by=Actor.staff(cast["warden"]), lead=town.water)
    secret.urge(by=Actor.staff(cast["warden"]), note="请尽快核查收受礼金")
    secret.supervise(by=Actor.staff(cast["warden"]), note="限期核查收受礼金")
    secret.supplement(by=Actor.petitioner(), note="补充证据")
    told = Notice.objects.filter(link=f"/cases/{secret.pk}/")
    assert set(told.values_list("user_id", flat=True)) == {officer.pk}
    naming = Notice.objects.filter(subject__contains=secret.number)
    assert set(naming.values_list("user_id", flat=True)) == {officer.pk}
    send_digests(timezone.localtime().replace(hour=23))
    assert Message.objects.filter(kind="digest", user=officer).exists()
    assert any(secret.number in message.body for message in Message.objects.all())  # its petitioner is told
    for message in Message.objects.all():
        for sign in (TITLE, "检举", "礼金", "张三丰"):
            assert sign not in message.body, (message.kind, sign)


def test_the_back_office_does_not_read_notices(secret: Petition, town: factories.Town, cast: Any) -> None:
    officer = factories.member(town.water, Duty.CONFIDENTIAL)
    secret.dispatch(by=Actor.staff(cast["warden"]), lead=town.water)
    secret.urge(by=Actor.staff(cast["warden"]), note="请尽快核查收受礼金")
    client = client_of(cast["admin"])
    listed = client.get("/admin/outbox/notice/").content.decode()
    assert officer.name in listed and secret.number not in listed and "礼金" not in listed
    notice = Notice.objects.filter(user=officer).latest("pk")
    page = client.get(f"/admin/outbox/notice/{notice.pk}/change/").content.decode()
    assert secret.number not in page and "礼金" not in page

"""A confidential matter is kept beyond its time by its officer; the administrator does not learn of it."""

from types import SimpleNamespace

import pytest
from django.test import Client

from jiaozuo_social.cases.models import Entry, Hold
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from tests import factories
from tests.casework import Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client, town: factories.Town) -> Client:
    client.force_login(factories.member(town.city, Duty.ADMIN))
    return client


def answer_to(client: Client, number: str) -> str:
    page = client.post("/admin/cases/hold/add/", {"number": number, "reason": "诉讼"})
    assert page.status_code == 200
    return " ".join(page.context["adminform"].form.errors["number"])


def test_the_administrator_hears_the_same_of_none_and_of_a_confidential_one(
    boss: Client, walk: Walk, staff: SimpleNamespace
) -> None:
    secret = walk.to("registered", purpose="accusation")
    unknown = answer_to(boss, "XF20260101000017")
    assert answer_to(boss, secret.number) == unknown and "专管员" in unknown
    secret.hold(by=Actor.staff(staff.warden), note="行政诉讼")
    assert answer_to(boss, secret.number) == unknown
    assert secret.number not in boss.get("/admin/cases/hold/").content.decode()
    held = Hold.objects.get()
    assert boss.get(f"/admin/cases/hold/{held.pk}/change/").status_code in (302, 404)


def test_its_officer_holds_and_lifts_with_a_reason(walk: Walk, staff: SimpleNamespace, login: object) -> None:
    secret = walk.to("registered", purpose="accusation")
    client = login(staff.warden)  # type: ignore[operator]
    assert "暂缓清除个人信息" in client.get(f"/cases/{secret.pk}/").content.decode()
    address = f"/cases/{secret.pk}/moves/hold/"
    too_long = client.post(address, {"note": "长" * 201})
    assert too_long.status_code == 200 and not Hold.objects.exists()
    seen = client.get(address).context["form"].fields["seen"].initial
    assert client.post(address, {"note": "行政诉讼", "seen": seen}).status_code == 302
    held = Hold.objects.get()
    assert (held.reason, held.held_by) == ("行政诉讼", staff.warden)
    secret.refresh_from_db()
    with pytest.raises(MoveRefused, match="已经暂缓清除"):
        secret.hold(by=Actor.staff(staff.warden), note="再次")
    secret.lift_hold(by=Actor.staff(staff.warden), note="诉讼终结")
    held.refresh_from_db()
    assert held.lifted_at is not None
    assert Entry.objects.filter(case=secret, move__in=["hold", "lift_hold"]).count() == 2


def test_ordinary_matters_stay_with_the_administrator(walk: Walk, staff: SimpleNamespace) -> None:
    case = walk.to("registered")
    with pytest.raises(MoveRefused):
        case.hold(by=Actor.staff(staff.warden), note="诉讼")


def test_the_officer_is_offered_each_bulk_move_once(
    town: factories.Town, staff: SimpleNamespace, login: object
) -> None:
    page = login(staff.warden).get("/cases/?tab=all")  # type: ignore[operator]
    labels = [one.label for one in page.context["bulk_moves"]]
    assert "催办" in labels and len(labels) == len(set(labels))
    both = factories.member(town.county_bureau, Duty.APPROVER, Duty.SOLICITOR)
    labels = [one.label for one in login(both).get("/cases/").context["bulk_moves"]]  # type: ignore[operator]
    assert {"催办（信访件）", "催办（人民建议）"} <= set(labels) and len(labels) == len(set(labels))

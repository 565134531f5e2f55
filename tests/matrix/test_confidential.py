"""检举控告 (信访工作条例 art. 30): nobody but its officer finds it, by whatever door."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jiaozuo_social.cases import figures, inbox
from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.cases.search import matching, similar_titles
from jiaozuo_social.cases.similar import public_like
from jiaozuo_social.outbox.models import Message, Notice
from petitions import registration
from petitions.models import Petition

from .table import OFFICERS, STAFF

pytestmark = pytest.mark.django_db

TITLE = "反映审批收受礼金"
BLIND = sorted(STAFF - OFFICERS)


@pytest.fixture
def secret(world: dict[str, Any]) -> Petition:
    return world["objects"].secret


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", BLIND)
def test_no_page_of_others_names_it(role: str, secret: Petition, cast: dict[str, Any]) -> None:
    client = client_of(cast[role])
    queries = ["", "tab=all", "tab=overdue", "tab=all&only=confidential", "tab=all&state=petition.registered",
               "tab=all&sort=due", f"q={TITLE}", "q=收受礼金", f"q={secret.number}", "q=13800001234"]  # fmt: skip
    for query in queries:
        page = client.get(f"{reverse('cases:inbox')}?{query}").content.decode()
        assert f"/cases/{secret.pk}/" not in page, query
        assert TITLE not in page.replace(f'value="{TITLE}"', ""), query
    assert TITLE not in client.get(reverse("cases:start")).content.decode()
    assert TITLE not in client.get(reverse("notices")).content.decode()


@pytest.mark.parametrize("role", BLIND)
def test_no_count_search_or_hint_of_others_holds_it(
    role: str, secret: Petition, cast: dict[str, Any]
) -> None:
    user = cast[role]
    for tab in inbox.TABS:
        assert secret.pk not in inbox.cases(user, tab.key).values_list("pk", flat=True), tab.key
    visible = Case.objects.visible_to(user)
    assert not matching(visible, "收受礼金").exists()
    assert secret.pk not in [case.pk for case in similar_titles(visible, TITLE)]
    assert not Case.objects.counted_for(user).filter(pk=secret.pk).exists()
    month = figures.Period.month_of(secret.received_at.date())
    assert not figures.received_in(user, month).filter(pk=secret.pk).exists()
    data = {"phone": "13800001234", "id_number": "11010519491231002X", "title": TITLE}
    assert secret.pk not in [case.pk for case in registration.likely_repeats(data, by=user)]


def test_its_officers_find_it(secret: Petition, cast: dict[str, Any]) -> None:
    for role in OFFICERS:
        page = client_of(cast[role]).get(f"{reverse('cases:inbox')}?tab=all").content.decode()
        assert f"/cases/{secret.pk}/" in page, role


def test_strangers_are_given_no_hint_of_it(secret: Petition) -> None:
    Case.objects.filter(pk=secret.pk).update(is_public=True)  # even if somebody set it
    assert public_like(TITLE, kind="petition") == []
    page = Client().get(reverse("petitions:similar"), {"title": TITLE}).content.decode()
    assert TITLE not in page


def test_its_number_cannot_be_picked_as_first_by_others(
    secret: Petition, world: dict[str, Any], cast: dict[str, Any]
) -> None:
    other = Petition.objects.get(pk=world["objects"].case.pk)
    Petition.objects.filter(pk=other.pk).update(state="registered")
    answer = client_of(cast["approver"]).post(
        reverse("cases:move", kwargs={"pk": other.pk, "name": "merge"}), {"first": secret.number, "note": "x"}
    )
    assert answer.status_code == 200 and "没有这个编号" in answer.content.decode()


def test_the_accused_unit_is_never_asked(secret: Petition, town: Any, cast: dict[str, Any]) -> None:
    with pytest.raises(MoveRefused, match="不得将检举控告转给"):
        secret.dispatch(by=Actor.staff(cast["warden"]), lead=town.housing)
    secret.refresh_from_db()
    assert secret.state == "registered"
    assert not Case.objects.visible_to(cast["accused_officer"]).filter(pk=secret.pk).exists()


def test_messages_and_notices_hold_nothing_of_it(secret: Petition, town: Any, cast: dict[str, Any]) -> None:
    secret.dispatch(by=Actor.staff(cast["warden"]), lead=town.water)
    readers = set(Notice.objects.filter(link=f"/cases/{secret.pk}/").values_list("user_id", flat=True))
    allowed = {cast[role].pk for role in (*OFFICERS, "accused_officer")}
    assert readers <= allowed - {cast["accused_officer"].pk}
    for message in Message.objects.all():
        assert TITLE not in message.body and "检举" not in message.body

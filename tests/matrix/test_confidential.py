"""检举控告 (信访工作条例 art. 30): nobody but its officer finds it, by whatever door of the pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jiaozuo_social.cases import figures, inbox
from jiaozuo_social.cases.models import Case, Entry
from jiaozuo_social.cases.search import matching, similar_titles
from jiaozuo_social.cases.similar import public_like
from jiaozuo_social.orgs.models import Duty
from petitions import registration
from petitions.models import Petition
from tests import factories

from .conftest import client_of
from .table import OFFICERS, STAFF
from .walking import answer

pytestmark = pytest.mark.django_db

TITLE = "反映审批收受礼金"
BLIND = sorted(STAFF - OFFICERS)
TRICKS = (
    "tab=all", "tab=overdue", "tab=unit", "tab=all&only=confidential", "tab=all&only=confidential&only=overdue",
    "tab=all&state=petition.registered", "tab=all&purpose=accusation", "tab=all&sort=due", "tab=all&sort=-pk",
    "tab=none&is_confidential=1", f"q={TITLE}", "q=收受礼金", "q=13800001234", "q=11010519491231002X",
    "tab=all&page=zzzz",
)  # fmt: skip


@pytest.fixture
def secret(world: dict[str, Any]) -> Petition:
    return world["objects"].secret


def names_it(page: str, secret: Petition, query: str = "") -> bool:
    """Whether a page betrays the case, beside the words that were searched for."""
    shown = page.replace(query.removeprefix("q="), "") if query.startswith("q=") else page
    return any(sign in shown for sign in (f"/cases/{secret.pk}/", TITLE, secret.number))


def test_no_list_search_or_filter_names_it(secret: Petition, clients: dict[str, Client]) -> None:
    found = []
    few = ("tab=all", "tab=all&only=confidential", f"q={TITLE}")
    for role in BLIND:
        curious = role in ("approver", "accused_officer")  # the same rule serves all: two try every trick
        for query in (*TRICKS, f"q={secret.number}") if curious else few:
            page = clients[role].get(f"{reverse('cases:inbox')}?{query}").content.decode()
            if names_it(page, secret, query):
                found.append((role, query))
    assert found == []


def test_no_page_without_a_case_names_it(
    secret: Petition, clients: dict[str, Client], world: dict[str, Any]
) -> None:
    pages = ("cases:start", "notices", "home", "petitions:suggestions", "petitions:adopted", "ledger:exports",
             "ledger:imports", "petitions:desk", "account_me")  # fmt: skip
    for role in (*BLIND, "citizen", "nobody"):
        for name in pages:
            page = clients[role].get(reverse(name), follow=True).content.decode()
            assert not names_it(page, secret), (role, name)


def test_its_officers_find_it(secret: Petition, clients: dict[str, Client]) -> None:
    """The same questions as above, with the right: otherwise the tests above would prove nothing."""
    for role in OFFICERS:
        for query in (
            "tab=all",
            "tab=all&only=confidential",
            "q=收受礼金",
            f"q={secret.number}",
            "q=13800001234",
        ):
            page = clients[role].get(f"{reverse('cases:inbox')}?{query}").content.decode()
            assert f"/cases/{secret.pk}/" in page, (role, query)


def test_a_saved_view_finds_no_more(secret: Petition, clients: dict[str, Client]) -> None:
    query = "tab=all&only=confidential"
    for role in ("clerk", "accused_officer"):
        page = clients[role].post(reverse("cases:save-view"), {"name": "保密", "query": query}, follow=True)
        assert page.status_code == 200 and not names_it(page.content.decode(), secret)


def test_no_count_or_figure_of_others_holds_it(secret: Petition, cast: dict[str, Any]) -> None:
    month = figures.Period.month_of(secret.received_at.date())
    for role in BLIND:
        user = cast[role]
        for tab in inbox.TABS:
            assert secret.pk not in inbox.cases(user, tab.key).values_list("pk", flat=True), (role, tab.key)
        assert not figures.received_in(user, month).filter(pk=secret.pk).exists(), role
        counted = Case.objects.counted_for(user).count()
        totals = {table.total for table in figures.month_tables(user, month)}
        assert totals <= {counted, 0}, role
        Case.objects.filter(pk=secret.pk).update(is_confidential=False)
        more = Case.objects.counted_for(user).count()
        Case.objects.filter(pk=secret.pk).update(is_confidential=True)
        assert more == counted + (role in ("approver", "clerk", "leader")), role


def test_no_hint_of_others_holds_it(secret: Petition, world: dict[str, Any], cast: dict[str, Any]) -> None:
    data = {"phone": "13800001234", "id_number": "11010519491231002X", "title": TITLE}
    for role in BLIND:
        visible = Case.objects.visible_to(cast[role])
        assert not matching(visible, "收受礼金").exists(), role
        assert secret.pk not in [case.pk for case in similar_titles(visible, TITLE)], role
    for role in STAFF:  # likely repeats are read by whoever stands at the desk: not even its officer's
        assert secret.pk not in [case.pk for case in registration.likely_repeats(data, by=cast[role])], role


def test_the_page_of_another_case_of_the_same_person_does_not_name_it(
    secret: Petition, world: dict[str, Any], clients: dict[str, Client]
) -> None:
    """Same petitioner, same words, and even an officer looks: an ordinary page names no confidential case."""
    Petition.objects.filter(pk=world["case"]["pk"]).update(title=TITLE + "一事", repeat_of=secret.pk)
    for role in ("clerk", "approver", "worker", "head"):
        page = clients[role].get(reverse("cases:case", kwargs=world["case"])).content.decode()
        assert secret.number not in page and f"/cases/{secret.pk}/" not in page, role


def test_strangers_are_given_no_hint_of_it(secret: Petition, world: dict[str, Any], holder: Client) -> None:
    Case.objects.filter(pk=secret.pk).update(is_public=True)  # even if somebody set it
    assert public_like(TITLE, kind="petition") == []
    for client in (Client(), holder):
        page = client.get(reverse("petitions:similar"), {"title": TITLE}).content.decode()
        assert TITLE not in page
        look = client.post(reverse("petitions:write"), {"look": "1", "title": TITLE}).content.decode()
        assert secret.number not in look
    Case.objects.filter(pk=secret.pk).update(is_confidential=False)
    assert [case.pk for case in public_like(TITLE, kind="petition")] == [secret.pk]


def test_nobody_else_picks_its_number(
    secret: Petition, world: dict[str, Any], clients: dict[str, Client]
) -> None:
    case = world["objects"].case
    for state, name, role, field in (
        ("registered", "merge", "approver", "first"), ("submitted", "register", "clerk", "repeat_of"),
    ):  # fmt: skip
        Petition.objects.filter(pk=case.pk).update(state=state)
        address = reverse("cases:move", kwargs={"pk": case.pk, "name": name})
        page = clients[role].post(address, {field: secret.number, "note": "x"})
        assert page.status_code == 200 and "没有这个编号" in page.content.decode(), name
    unknown = clients[role].post(address, {field: "XF000000000000000", "note": "x"})
    assert "没有这个编号" in unknown.content.decode()  # "not yours" and "not there" look alike


def test_a_bulk_move_passes_it_by(
    secret: Petition, world: dict[str, Any], clients: dict[str, Client]
) -> None:
    Petition.objects.filter(pk=secret.pk).update(state="handling")
    ids = {"id": [str(secret.pk)], "note": "请抓紧"}
    address = reverse("cases:bulk", kwargs={"kind": "petition", "name": "urge"})
    for role in ("approver", "stranger", "accused_officer"):
        assert not names_it(clients[role].post(address, ids).content.decode(), secret), role
        assert not names_it(clients[role].get(address, ids).content.decode(), secret), role
    assert not Entry.objects.filter(case_id=secret.pk, move="urge").exists()
    clients["warden"].post(address, ids)
    assert Entry.objects.filter(case_id=secret.pk, move="urge").exists()


def test_more_duties_in_the_wrong_place_do_not_help(
    secret: Petition, town: factories.Town, world: dict[str, Any]
) -> None:
    """Every duty but 信访专管员 at the desk, every duty in another county: neither sees it."""
    others = [duty for duty in Duty if duty != Duty.CONFIDENTIAL]
    for person in (
        factories.member(town.county_bureau, *others), factories.member(town.other_bureau, *Duty),
        factories.member(town.housing, *Duty), factories.member(town.water, *Duty),
    ):  # fmt: skip
        client = client_of(person)
        for name, args in (
            ("cases:case", "secret"), ("cases:reveal", "secret"), ("cases:move", "secret dispatch"),
            ("cases:attachment", "secret file"), ("cases:document", "secret paper"),
            ("cases:document-docx", "secret paper"),
        ):  # fmt: skip
            assert answer(client, "get", name, world[args]) == 404, (person.name, name)

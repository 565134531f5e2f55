"""HTTP verbs, forged posts, moves by those who have no seat, and names of the other kind."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.models import Case, Entry
from jiaozuo_social.cases.moves import Actor

from .conftest import client_of
from .table import FORMS, OFFICERS, POST_ONLY, SEES, STAFF
from .walking import LOGIN, answer, own_names, rows_by_name

pytestmark = pytest.mark.django_db

OWN = {name: args for name, args in rows_by_name().items() if name in own_names()}
NOT_OURS = ("account_", "healthz")  # class-based or for machines: their verbs are the packages'


def test_each_view_answers_its_verbs_only(world: dict[str, Any], everybody: Any) -> None:
    client, wrong = client_of(everybody), {}
    case = world["objects"].case
    client.post(reverse("status:open"), {"number": case.number, "code": case.code})
    takes = {
        name: {"post"} if name in POST_ONLY else {"get"} for name in OWN if not name.startswith(NOT_OURS)
    }
    for name in FORMS & set(takes):
        takes[name].add("post")
    for name, verbs in takes.items():
        for method in ("get", "post", "put", "delete"):
            got = answer(client, method, name, world[OWN[name]])
            empty = (400,) if method == "post" and name in FORMS else ()  # an empty form, said so by status
            good = (LOGIN, 200, 302, 404, 409, *empty) if method in verbs else (405,)
            if got not in good:
                wrong[method, name] = got
    assert wrong == {}


def test_a_post_without_its_token_is_refused_everywhere(world: dict[str, Any], everybody: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(everybody)
    entries = Entry.objects.count()
    for name, args in OWN.items():
        assert client.post(reverse(name, kwargs=world[args])).status_code == 403, name
    assert Entry.objects.count() == entries


def test_with_its_token_the_same_post_passes(world: dict[str, Any], cast: dict[str, Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast["worker"])
    address = reverse("cases:reveal", kwargs=world["case"])
    client.get(address)
    data = {"reason": "核实", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post(address, data).status_code == 200


def moves_of(kind: str) -> list[str]:
    return [move.name for move in kinds.get(kind).moves]


@pytest.mark.parametrize(("args", "sees"), [("case", SEES), ("secret", OFFICERS)])
def test_no_move_of_a_case_out_of_sight(
    args: str, sees: frozenset[str], world: dict[str, Any], clients: dict[str, Client]
) -> None:
    """404 for every move, whether it would apply now or not; the moves are dealt out among the roles."""
    roles, names = sorted(STAFF - sees), moves_of("petition")
    for number, role in enumerate(roles):
        for name in {*names[number :: len(roles)], "register", "dispatch", "add_note"}:
            arguments = {**world[args], "name": name}
            assert answer(clients[role], "post", "cases:move", arguments) == 404, (role, name)


def test_a_move_without_a_seat_leaves_no_trace(world: dict[str, Any], cast: dict[str, Any]) -> None:
    """Whoever sees the case but has no seat in a move gets a refusal, and nothing is written."""
    case = Case.objects.get(pk=world["case"]["pk"])
    full, entries = kinds.in_full(case), Entry.objects.count()
    for role in sorted(SEES):
        client, actor = client_of(cast[role]), Actor.staff(cast[role])
        for move in kinds.get("petition").moves:
            if move.may_be_made_by(full, actor) or (role != "co_worker" and not move.applies_to(full)):
                continue
            address = reverse("cases:move", kwargs={"pk": case.pk, "name": move.name})
            status = client.post(address, {"note": "越权"}).status_code
            assert status == (403 if move.applies_to(full) else 409), (role, move.name)
    assert Entry.objects.count() == entries
    assert Case.objects.get(pk=case.pk).updated_at == case.updated_at


def test_moves_of_one_kind_are_not_moves_of_the_other(world: dict[str, Any], cast: dict[str, Any]) -> None:
    foreign = set(moves_of("petition")) - set(moves_of("suggestion"))
    client = client_of(cast["solicitor"])
    for name in sorted(foreign):
        for method in ("get", "post"):
            arguments = {**world["suggestion"], "name": name}
            assert answer(client, method, "cases:move", arguments) == 404, name


def test_a_bulk_move_takes_nothing_of_the_other_kind_or_out_of_sight(
    world: dict[str, Any], everybody: Any
) -> None:
    objects = world["objects"]
    address = reverse("cases:bulk", kwargs={"kind": "petition", "name": "urge"})
    ids = [str(objects.suggestion.pk), str(objects.case.pk), "999999999", "x", "-1"]
    page = client_of(everybody).post(address, {"id": ids, "note": "请抓紧"}).content.decode()
    assert "不是信访" in page
    assert not Entry.objects.filter(case_id=objects.suggestion.pk, move="urge").exists()
    assert Entry.objects.filter(case_id=objects.case.pk, move="urge").count() == 1


def test_a_suggestions_key_opens_no_page_of_petitions(world: dict[str, Any], everybody: Any) -> None:
    client, pk = client_of(everybody), world["objects"].suggestion.pk
    assert answer(client, "get", "petitions:desk-receipt", {"pk": pk}) == 302  # to the empty desk
    for name in ("petitions:campaign-detail", "petitions:campaign-edit"):
        assert answer(client, "get", name, {"pk": 999_999}) == 404, name
    assert answer(client, "get", "petitions:adopted-one", {"number": world["objects"].case.number}) == 404

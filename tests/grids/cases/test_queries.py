"""Lists and pages of grid cases ask no more questions when there is more to show."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grids import proposing
from grids.models import GridCase, Proposal
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.web import held
from tests.gridwork import GridTown, GridWalk, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_held_expires")]
PEOPLE = ("street", "leader", "worker", "handler", "checker")


@pytest.fixture
def nothing_held_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and rules held for seconds are not read again in the middle, however slow the machine."""
    monkeypatch.setattr(held, "time", SimpleNamespace(monotonic=float))


class Readers:
    """The same pages opened by the same people before and after there is more to show."""

    def __init__(self, town: GridTown, *pages: tuple[str, str]) -> None:
        self.pages, self.clients = pages, {who: Client() for who, _ in pages}
        for who, client in self.clients.items():
            client.force_login(getattr(town.people, who))
        for who, url in dict(pages).items():
            self.clients[who].get(url)  # what a process or a session reads once
        self.few = self.asked()

    def asked(self) -> dict[tuple[str, str], int]:
        found = {}
        for who, url in self.pages:
            with CaptureQueriesContext(connection) as queries:
                assert self.clients[who].get(url).status_code == 200, (who, url)
            found[who, url] = len(queries)
        return found

    def grown(self) -> dict[tuple[str, str], tuple[int, int]]:
        now = self.asked()
        return {page: (few, now[page]) for page, few in self.few.items() if now[page] > few}


def test_lists_ask_no_more_for_more_cases(grid_walk: GridWalk) -> None:
    """What waits for each of them, and all that the first and the last see."""
    town, inbox = grid_walk.town, reverse("cases:inbox")
    pages = [(who, f"{inbox}?tab=mine") for who in PEOPLE]
    pages += [(who, f"{inbox}?tab=all") for who in ("street", "handler")]

    def one_of_each() -> None:
        for state in ("filed", "handling", "checking"):
            grid_walk.to(state, co=state == "handling")
        report(town.by("worker"))
        report().ask_verify(by=town.by("street"), verifier=town.people.worker)

    one_of_each()
    readers = Readers(town, *pages)
    one_of_each()
    assert readers.grown() == {}


def test_pages_of_a_case_ask_no_more_for_more_of_everything(grid_walk: GridWalk) -> None:
    """Calls, co-departments, children of a 类问题 and the history."""
    town = grid_walk.town
    case = grid_walk.to("handling", co=True)
    GridCase.objects.filter(pk=case.pk).update(is_parent=True)
    case.refresh_from_db()
    page, arrival = (reverse(name, args=args) for name, args in (
        ("cases:case", [case.pk]), ("cases:move", [case.pk, "record_arrival"])))  # fmt: skip
    pages = [*[(who, page) for who in ("street", "leader", "handler", "co_handler")], ("leader", arrival)]

    def more(*called: Department) -> None:
        case.whistle(by=town.by("leader"), departments=called, note="请到场")
        for _ in called:
            child = grid_walk.to("handling")
            child.group(by=Actor.system(), parent=case)
            case.urge(by=town.by("street"), note="请抓紧")

    more(town.cleaning, town.housing)
    readers = Readers(town, *pages)
    more(town.street, town.county_centre)
    assert readers.grown() == {}
    assert max(readers.few.values()) <= 40


def test_proposals_ask_no_more_for_more(grid_town: GridTown) -> None:
    def propose(*codes: str) -> None:
        for code in codes:
            report(code=code)
        proposing.propose()

    propose("06010", "06010", "06010")
    one = reverse("grids:proposal", args=[Proposal.objects.get().pk])
    pages = [(who, url) for who in ("leader", "street") for url in (reverse("grids:proposals"), one)]
    readers = Readers(grid_town, *pages)
    propose("06010", "06011", "06011", "06011")
    assert Proposal.objects.count() == 2
    assert readers.grown() == {}

"""Each move × each person × each state of a grid case against the table of rules §5.4 (``offers.py``)."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone

from grids.models import Grid, GridCase, Term
from grids.moves import MOVES
from grids.states import GridState
from jiaozuo_social.cases import verbs
from jiaozuo_social.cases.models import Clock
from jiaozuo_social.cases.moves import Actor, Denied
from jiaozuo_social.orgs.models import Duty, Membership
from tests import factories
from tests.gridwork import COMMUNITY, LONG_AGO, GridTown, GridWalk, photo, report

from .offers import OFFERS, Offers

Situation = tuple[str, GridCase]
STRANGERS = {"other_leader", "other_worker", "other_street", "outsider", "boss", "administrator", "citizen"}


class Crowd(GridTown):
    """The town with everybody else who might want to move a case."""

    def __init__(self) -> None:
        super().__init__()
        member, people = factories.member, self.people
        self.water = factories.department("mcsl", parent=self.county, name="马村区水利局")
        other_street = factories.department(
            "amjd", parent=self.county, name="安阳城街道", kind="street", place_code="410804004"
        )
        elsewhere = factories.department("jf", parent=self.city, name="解放区", place_code="410802")
        people.neighbour = member(self.community, Duty.GRID_WORKER)
        people.called = member(self.water, Duty.HANDLER)
        people.called_head = member(self.water, Duty.HEAD)
        people.other_street = member(other_street, *Duty)
        people.outsider = member(elsewhere, *Duty)
        people.boss = member(self.county, Duty.LEADER)
        people.administrator = member(self.city, Duty.ADMIN)
        people.citizen = factories.user()
        Membership.objects.update(started_on=LONG_AGO)
        next_grid, _ = Grid.objects.get_or_create(division_id=f"{COMMUNITY}002")
        Term.objects.create(grid=next_grid, user=people.neighbour, role=Term.Role.WORKER, started_on=LONG_AGO)
        self.actors = {name: Actor.staff(user) for name, user in vars(people).items()}
        self.actors |= {"petitioner": Actor.petitioner(people.citizen), "system": Actor.system()}

    def begin(self, who: str = "petitioner", **fields: object) -> GridCase:
        """A report to which a department is called and which is supervised."""
        case = report(None if who == "petitioner" else self.actors[who], **fields)
        case.whistle(by=self.actors["leader"], departments=[self.water], note="请到场")
        case.supervise(by=self.actors["city" if who == "city" else "street"], note="请抓紧")
        return case


class Story:
    """Cases led through every state; each is shown at every station."""

    def __init__(self, town: Crowd) -> None:
        self.town, self.by = town, town.actors

    def __iter__(self) -> Iterator[Situation]:
        for part in (
            self.self_handled, self.verified, self.urgent, self.escalated, self.grouped, self.returned,
            self.delayed, self.plain,
        ):  # fmt: skip
            yield from part()

    def self_handled(self) -> Iterator[Situation]:
        case = self.town.begin("worker")
        yield "reported by the worker", case
        case.self_handle(by=self.by["worker"], note="清了", photos=[photo()])
        yield "self_handled by the worker", case
        case.confirm_self(by=self.by["leader"])
        yield "closed, self-handled", case
        own = self.town.begin("leader")
        own.self_handle(by=self.by["leader"], note="清了", photos=[photo()])
        yield "self_handled by the leader", own

    def verified(self) -> Iterator[Situation]:
        case, street, neighbour = self.town.begin(), self.by["street"], self.town.people.neighbour
        yield "reported by a citizen", case
        case.ask_verify(by=street, verifier=neighbour)
        yield "verifying", case
        case.verify(by=self.by["neighbour"], is_found=False, note="没找到")
        yield "verifying, found untrue", case
        case.ask_verify(by=street, verifier=neighbour)
        case.verify(by=self.by["neighbour"], is_found=True, note="属实")
        yield "verifying, found true", case
        case.void(by=street, void_reason="duplicate", note="已有同件")
        yield "void", case

    def urgent(self) -> Iterator[Situation]:
        yield "reported by a citizen, urgent", self.town.begin(urgency="urgent")

    def escalated(self) -> Iterator[Situation]:
        case = self.town.begin()
        for holder, above in (("street", "county"), ("county", "city")):
            case.escalate(by=self.by[holder], note="请上级定")
            yield f"escalated to the {above}", case
        own = self.town.begin("worker")
        own.escalate(by=self.by["leader"], note="需城管处置")
        yield "escalated by the community", own

    def grouped(self) -> Iterator[Situation]:
        case = self.town.begin()
        case.group(by=self.by["system"], parent=GridWalk(self.town).to("reported"))
        yield "grouped", case

    def returned(self) -> Iterator[Situation]:
        case, street = self.town.begin("street"), self.by["street"]
        case.file_case(by=street)
        yield "filed", case
        for number in (1, 2):
            case.dispatch(by=street, lead=self.town.cleaning, co=[self.town.housing])
            if number == 1:
                yield "dispatched", case
            case.return_case(by=self.by["handler"], note="不属")
        yield "returned", case
        case.dispatch(by=street, lead=self.town.cleaning, co=[self.town.housing])
        yield "dispatched for the third time", case

    def delayed(self) -> Iterator[Situation]:
        case, by = self.town.begin("street"), self.by
        case.file_case(by=by["street"])
        case.dispatch(by=by["street"], lead=self.town.cleaning, co=[self.town.housing])
        case.sign_in(by=by["handler"])
        yield "handling", case
        case.request_extension(by=by["handler"], amount=1, note="等")
        yield "handling, 延期 asked", case
        case.endorse_extension(by=by["head"])
        yield "handling, 延期 endorsed", case
        case.approve_extension(by=by["street"])
        yield "handling, extended", case
        day = timezone.localdate() + dt.timedelta(days=9)
        case.request_suspension(by=by["handler"], suspension_reason="funds", next_check_on=day, note="等")
        yield "handling, 挂账 asked", case
        case.endorse_suspension(by=by["head"])
        yield "handling, 挂账 endorsed", case
        case.approve_suspension(by=by["street"])
        yield "suspended", case
        case.resume(by=by["handler"])
        case.co_answer(by=by["co_handler"], note="已配合")
        yield "handling, resumed and the co-department has answered", case
        yield from self.checked(case)

    def checked(self, case: GridCase) -> Iterator[Situation]:
        by, checker = self.by, self.town.people.checker
        serving = Membership.objects.filter(user=checker)
        serving.update(duty=Duty.HEAD)  # nobody is there to be named
        case.feedback(by=by["handler"], note="清了", photos=[photo()])
        yield "feedback", case
        serving.update(duty=Duty.CHECKER)
        case.assign_check(by=by["street"], checker=checker)
        yield "checking", case
        case.rework(by=by["checker"], note="有残留")
        yield "rework", case
        case.feedback(by=by["handler"], note="又清了", photos=[photo()])
        case.close(by=by["checker"])
        yield "closed", case
        Clock.objects.filter(case=case, rule="G10").update(due_at=timezone.now() - dt.timedelta(hours=1))
        yield "closed, the time to rate is over", case
        verbs.perform(case, "lapse", by=by["system"])
        yield "evaluated", case

    def plain(self) -> Iterator[Situation]:
        yield "dispatched, neither called nor supervised", GridWalk(self.town).to("dispatched")


def offered(case: GridCase, crowd: Crowd) -> dict[str, set[str]]:
    """Who is offered each move; every refusal is a sentence."""
    found: dict[str, set[str]] = {}
    for name, actor in crowd.actors.items():
        verdicts = {move.name: move.check(case, actor) for move in MOVES}
        assert all(
            v is True or (isinstance(v, Denied) and v.sentence[-1] in "。；") for v in verdicts.values()
        )
        for move, verdict in verdicts.items():
            if verdict is True:
                found.setdefault(move, set()).add(name)
    return found


@pytest.mark.django_db
def test_who_is_offered_what_in_every_state() -> None:
    crowd = Crowd()
    seen, last = {}, {}
    for situation, case in Story(crowd):
        assert state_of(situation) == case.state
        seen[situation] = last[case.pk] = offered(case, crowd)
    expected = {
        situation: {move: set(people.split()) for move, people in rows.items() if people}
        for situation, rows in OFFERS.items()
    }
    differences = {name: _difference(expected.get(name, {}), found) for name, found in seen.items()}
    assert {name: lines for name, lines in differences.items() if lines} == {}
    assert set(seen) == set(expected)
    who_moves_a_case_sees_it(crowd, last)


def who_moves_a_case_sees_it(crowd: Crowd, last: dict[int, dict[str, set[str]]]) -> None:
    for name, user in vars(crowd.people).items():
        sees = set(GridCase.objects.visible_to(user).values_list("pk", flat=True))
        moves = {pk for pk, rows in last.items() if any(name in people for people in rows.values())}
        assert moves <= sees, name
        assert name not in STRANGERS or sees == set(), name


def _difference(expected: dict[str, set[str]], found: dict[str, set[str]]) -> list[str]:
    moves = sorted(set(expected) | set(found))
    return [
        f"{move}: expected {sorted(expected.get(move, ()))}, found {sorted(found.get(move, ()))}"
        for move in moves
        if expected.get(move, set()) != found.get(move, set())
    ]


def test_no_state_and_no_move_is_without_a_row() -> None:
    """Each state in which the moves table allows a move has a row for it, and the other way round."""
    assert _states(OFFERS) == {move.name: set(move.frm) for move in MOVES}
    assert {state_of(situation) for situation in OFFERS} == set(GridState)


def state_of(situation: str) -> str:
    return situation.replace(",", " ").split()[0]


def _states(table: Offers) -> dict[str, set[str]]:
    states: dict[str, set[str]] = {}
    for situation, rows in table.items():
        for move, people in rows.items():
            if people:
                states.setdefault(move, set()).add(state_of(situation))
    return states

"""Real connections at once: one move wins, one report is made, two dispatchers do not both dispatch."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from django.utils import timezone

from grids import proposing, reporting
from grids.models import GridCase, Proposal
from jiaozuo_social.cases import verbs
from jiaozuo_social.cases.models import Assignment, Case, Clock, Entry
from jiaozuo_social.cases.moves import Actor, MoveRefused
from tests.gridwork import GRID, GridTown, GridWalk, event, photo, report
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town() -> GridTown:
    return GridTown()


def outcomes(results: list[object]) -> tuple[int, int]:
    unexpected = [r for r in results if isinstance(r, BaseException) and not isinstance(r, MoveRefused)]
    assert unexpected == []
    return results.count(None), sum(isinstance(result, MoveRefused) for result in results)


def make(pk: int, name: str, by: Actor, **data: object) -> None:
    verbs.perform(GridCase.objects.get(pk=pk), name, by=by, **data)


def running(pk: int, department: int) -> list[Clock]:
    return list(Clock.objects.filter(case=pk, department=department, stopped_at=None))


def one_wins(*acts: Callable[[], None]) -> set[str]:
    """Eight press at once; the sentences that the other seven read."""
    results = at_once(list(acts) * (8 // len(acts)), threads=8)
    assert outcomes(results) == (1, 7)
    return {str(one) for one in results if one}


def test_of_those_who_press_at_once_one_wins_at_every_step(town: GridTown) -> None:
    """One entry, one open lead and the clocks of the one who won."""
    by, day = town.by, timezone.localdate() + dt.timedelta(days=9)
    pk = report(by("street")).pk
    press = partial(partial, make, pk)
    one_wins(press("file_case", by("street")))
    dispatch = partial(press, "dispatch", by("street"))
    refusals = one_wins(dispatch(lead=town.cleaning), dispatch(lead=town.housing))
    assert refusals == {"事项现为“已派遣”，不能派遣。可能已有人先行处理，请刷新页面。"}
    lead = Assignment.objects.get(case=pk, role="lead", ended_at=None).department
    assert GridCase.objects.get(pk=pk).department == lead
    assert {clock.rule_id for clock in running(pk, lead.pk)} == {"G4", "G6"}

    handler, head = (
        (by("handler"), by("head")) if lead == town.cleaning else (by("co_handler"), by("co_head"))
    )
    one_wins(press("return_case", handler, note="不属"), press("sign_in", head))
    case = GridCase.objects.get(pk=pk)
    if case.state == "returned":
        assert (case.department, running(pk, lead.pk)) == (None, [])
        case.dispatch(by=by("street"), lead=lead)
        case.sign_in(by=handler)
    assert [clock.rule_id for clock in running(pk, lead.pk)] == ["G6"]

    case.request_suspension(by=handler, suspension_reason="funds", next_check_on=day, note="等")
    case.endorse_suspension(by=head)
    before = Clock.objects.get(case=pk, rule="G6", stopped_at=None).due_at
    one_wins(press("approve_suspension", by("street")))
    one_wins(*[press("resume", who) for who in (handler, head, by("street"), Actor.system())])
    clock = Clock.objects.get(case=pk, stopped_at=None, rule__is_window=False)
    assert (clock.rule_id, clock.paused_at, clock.due_at) == ("G6", None, before)

    case.feedback(by=handler, note="清了", photos=[photo()])
    one_wins(press("close", by("checker")), press("rework", by("street"), note="有残留"))
    won = Counter(Entry.objects.filter(case=pk).values_list("move", flat=True))
    assert won["file_case"] == won["approve_suspension"] == won["resume"] == won["close"] + won["rework"] == 1


def test_a_child_closed_by_its_own_checker_does_not_stop_the_parents_answer(town: GridTown) -> None:
    """rules §5.4 last line: each child is closed once, by the parent's answer or by its own."""
    walk = GridWalk(town)
    parent, child, other = (walk.to("checking") for _ in range(3))
    GridCase.objects.filter(pk=parent.pk).update(is_parent=True)
    for one in (child, other):
        one.group(by=Actor.system(), parent=GridCase.objects.get(pk=parent.pk))
    acts = [
        partial(make, parent.pk, "close", town.by("checker")),
        partial(make, other.pk, "close", town.by("street")),
    ]
    first, second = at_once(acts, threads=2)
    assert first is None and (second is None or isinstance(second, MoveRefused))
    three = GridCase.objects.filter(pk__in=(parent.pk, child.pk, other.pk))
    assert set(three.values_list("state", flat=True)) == {"closed"}
    assert Entry.objects.filter(case=other.pk, move__in=("close", "close_with_parent")).count() == 1


def test_the_same_report_sent_eight_times_is_one_case(town: GridTown) -> None:
    mark = uuid.uuid4()

    def send(**fields: object) -> str:
        receipt = reporting.report(
            by=Actor.system(), event=event(), urgency="ordinary", body="垃圾", place_code=GRID,
            channel="hotline", photos=[photo()], **fields,
        )  # fmt: skip
        return receipt.case.number

    assert len(set(at_once([partial(send, client_uuid=mark)] * 8, threads=8))) == 1
    ticket = {"source": "12345", "source_number": "JZ20261124001"}
    assert len(set(at_once([partial(send, **ticket)] * 8, threads=8))) == 1
    assert Case.objects.count() == 2
    assert Entry.objects.filter(move="receive").count() == 2


def test_eight_workers_propose_once(town: GridTown) -> None:
    for _ in range(3):
        report()
    assert sum(at_once([proposing.propose] * 8, threads=8)) == 1  # type: ignore[arg-type]
    assert Proposal.objects.get().cases.count() == 3

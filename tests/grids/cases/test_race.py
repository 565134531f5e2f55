"""Real connections at once: one move wins, one report is made, two dispatchers do not both dispatch."""

import uuid
from functools import partial

import pytest

from grids import proposing, reporting
from grids.models import GridCase, Proposal
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


def test_one_of_eight_files(town: GridTown) -> None:
    pk = report(town.by("street")).pk

    def file_it() -> None:
        GridCase.objects.get(pk=pk).file_case(by=town.by("street"))

    assert outcomes(at_once([file_it] * 8, threads=8)) == (1, 7)
    assert Entry.objects.filter(case=pk, move="file_case").count() == 1
    assert Clock.objects.filter(case=pk, rule="G3").count() == 1


def test_two_dispatchers_dispatch_once(town: GridTown) -> None:
    pk = GridWalk(town).to("filed").pk

    def dispatch(unit: object) -> None:
        GridCase.objects.get(pk=pk).dispatch(by=town.by("street"), lead=unit)

    results = at_once([partial(dispatch, unit) for unit in (town.cleaning, town.housing) * 4], threads=8)
    assert outcomes(results) == (1, 7)
    assert Assignment.objects.filter(case=pk, role="lead", ended_at=None).count() == 1


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

"""What the night does: windows lapse, answered petitions close, repeats are supervised."""

import datetime as dt

import pytest
from constance.test import override_config
from django.utils import timezone

from jiaozuo_social.cases import windows
from jiaozuo_social.cases.models import Case, Clock, Entry, Rating, Supervision
from jiaozuo_social.cases.moves import Actor
from petitions import daily
from petitions.models import Petition
from petitions.states import PetitionState
from tests import factories
from tests.clockwork import StaffedTown, clock_only, now, sweep, walk

pytestmark = pytest.mark.django_db

ANSWER = {
    "answer_request": "清理化粪池",
    "answer_facts": "经查属实",
    "answer_opinion": "三日内清理",
    "answer_basis": "《河南省物业管理条例》",
}


@pytest.fixture
def town() -> StaffedTown:
    return StaffedTown()


def replied(
    town: StaffedTown, *, route: str = "petition", decision: str = "explain", **fields: object
) -> Petition:
    """Answered and delivered on Monday 2026-11-02: the windows end on Wednesday 2 December."""
    with now("2026-10-15 10:00"):
        case = factories.petition(**fields)  # type: ignore[arg-type]
        case.register(by=Actor.staff(town.people["区信访登记"]), purpose="demand", place_code="410802001")
        case.dispatch(by=Actor.staff(town.people["区信访审批"]), lead=town.housing)
        unit = Actor.staff(town.people["住建局经办"])
        case.accept(by=unit, route=route)
        case.start_handling(by=unit, handler=town.people["住建局经办"], no_interest=True)
    with now("2026-11-02 10:00"):
        head = Actor.staff(town.people["住建局负责人"])
        case.reply(by=head, delivered_on=dt.date(2026, 11, 2), decision=decision, **ANSWER)
    return case


def state(case: Petition) -> str:
    return Petition.objects.get(pk=case.pk).state


def test_a_petition_closes_on_the_day_after_its_window(town: StaffedTown) -> None:
    """信访工作条例第35条: 30 days to ask for 复查, then 办结."""
    case = replied(town)
    with now("2026-12-02 23:59"):
        assert (windows.lapse_windows(), daily.close_lapsed()) == (0, 0)
    with now("2026-12-03 00:20"):
        assert (windows.lapse_windows(), daily.close_lapsed()) == (2, 1)
        assert (windows.lapse_windows(), daily.close_lapsed()) == (0, 0)  # may run twice
    fresh = Petition.objects.get(pk=case.pk)
    assert fresh.state == PetitionState.CLOSED and not fresh.is_open
    entry = Entry.objects.get(case=case, move="close")
    assert (entry.by, entry.before) == (Entry.By.SYSTEM, PetitionState.REPLIED)
    window = Clock.objects.get(case=case, rule="P7")
    assert window.stopped_at == window.due_at and not window.is_late and window.next_step_at is None


def test_closing_does_not_wait_for_the_windows_to_be_swept(town: StaffedTown) -> None:
    case = replied(town)
    with now("2026-12-03 00:20"):
        assert daily.close_lapsed() == 1
        assert state(case) == PetitionState.CLOSED
        assert windows.lapse_windows() == 1  # the rating outlives the closing, until it lapses itself
    assert not Clock.objects.filter(case=case, is_late=True).exclude(rule="P7").exists()


def test_what_was_asked_to_be_reviewed_does_not_close(town: StaffedTown) -> None:
    case = replied(town)
    with now("2026-11-20 10:00"):
        case.request_review(by=Actor.petitioner(), note="不服")
    with now("2026-12-03 00:20"):
        assert daily.close_lapsed() == 0


def test_a_reviewed_petition_closes_when_the_second_window_is_over(town: StaffedTown) -> None:
    """信访工作条例第36条."""
    case = replied(town)
    with now("2026-11-20 10:00"):
        case.request_review(by=Actor.petitioner(), note="不服")
        case.review(
            by=Actor.staff(town.people["区政府复查"]),
            review_result="upheld",
            body="维持",
            delivered_on=dt.date(2026, 11, 20),
        )
    with now("2026-12-21 00:20"):  # 20 December is a Sunday: the window ends on Monday 21
        assert daily.close_lapsed() == 0
    with now("2026-12-22 00:20"):
        assert daily.close_lapsed() == 1
    assert state(case) == PetitionState.CLOSED


def test_without_a_right_to_review_nothing_is_waited_for(town: StaffedTown) -> None:
    case = replied(town, route="enforcement")
    with now("2026-11-03 00:20"):
        assert daily.close_lapsed() == 1
        case.refresh_from_db()
        case.rate(by=Actor.petitioner(), bureau="satisfied", unit="satisfied")  # the right to rate goes on
    assert Rating.objects.filter(case=case).count() == 2


def test_an_unfulfilled_promise_is_supervised_after_the_closing(town: StaffedTown) -> None:
    """支持 not done in 30 days (rules §1.2 D); the promise outlives the case (第40条)."""
    case = replied(town, decision="support")
    with now("2026-12-03 00:20"):
        daily.close_lapsed()
    told = walk(dt.date(2026, 12, 3), 6)
    assert ("12-03", "住建局负责人", "supervise") in told
    supervision = Supervision.objects.get(case=case)
    assert supervision.trigger == Supervision.Trigger.UNDONE and supervision.clock.rule_id == "E1"
    with now("2026-12-10 10:00"):
        case = Petition.objects.get(pk=case.pk)
        case.answer_supervision(by=Actor.staff(town.people["住建局负责人"]), note="已清理")
        case.confirm_done(by=Actor.staff(town.people["住建局经办"]), note="已清理")
        case.lift_supervision(by=Actor.staff(town.people["区信访审批"]))
    assert not Petition.objects.get(pk=case.pk).is_supervised and state(case) == PetitionState.CLOSED


def test_a_lapsed_window_is_a_closed_door(town: StaffedTown) -> None:
    case = replied(town)
    with now("2026-12-03 00:20"):
        windows.lapse_windows()
        labels = {move.name for move in _moves(case, Actor.petitioner())}
    assert not labels & {"request_review", "rate"}


def _moves(case: Petition, by: Actor) -> list[object]:
    from petitions.moves import MOVES

    return MOVES.available(Petition.objects.get(pk=case.pk), by)  # type: ignore[return-value]


def test_obligations_do_not_lapse(town: StaffedTown) -> None:
    with now("2026-11-02 10:00"):
        clock_only(factories.petition(), "P1")
    with now("2027-01-01 10:00"):
        assert windows.lapse_windows() == 0


def test_closing_may_stop_in_the_middle_and_go_on(town: StaffedTown, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [replied(town, phone=f"1380000222{n}") for n in range(3)]
    close, calls = windows._close, []

    def die_at_the_second(model: type, pk: int, move: str) -> bool:
        calls.append(pk)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return close(model, pk, move)

    monkeypatch.setattr(windows, "_close", die_at_the_second)
    with now("2026-12-03 00:20"):
        with pytest.raises(KeyboardInterrupt):
            daily.close_lapsed()
        assert [state(case) for case in cases] == ["closed", "replied", "replied"]
        monkeypatch.undo()
        assert daily.close_lapsed() == 2
    assert Entry.objects.filter(move="close").count() == 3


def repeat(town: StaffedTown, first: Petition, n: int) -> Petition:
    case = factories.petition(phone=f"1380000333{n}")
    case.register(
        by=Actor.staff(town.people["区信访登记"]), purpose="demand", place_code="410802001", repeat_of=first
    )
    return case


def test_the_second_repeat_is_supervised_once(town: StaffedTown) -> None:
    first = factories.petition()
    one = repeat(town, first, 1)
    assert daily.supervise_repeats() == 0
    two = repeat(town, first, 2)
    assert daily.supervise_repeats() == 1
    assert daily.supervise_repeats() == 0
    assert list(Supervision.objects.values_list("case", "trigger")) == [(two.pk, "repeat")]
    assert Petition.objects.get(pk=two.pk).is_supervised
    assert not Petition.objects.get(pk=one.pk).is_supervised
    with now(timezone.now() + dt.timedelta(minutes=5)):
        Petition.objects.get(pk=two.pk).lift_supervision(by=Actor.staff(town.people["区信访审批"]))
    assert daily.supervise_repeats() == 0  # lifted by hand stays lifted


def test_how_many_repeats_is_a_setting(town: StaffedTown) -> None:
    first = factories.petition()
    for n in range(3):
        repeat(town, first, n)
    with override_config(REPEAT_SUPERVISE_COUNT=4):
        assert daily.supervise_repeats() == 0
    with override_config(REPEAT_SUPERVISE_COUNT=3):
        assert daily.supervise_repeats() == 1


def test_a_supervised_repeat_is_told_to_its_unit(town: StaffedTown) -> None:
    first = factories.petition()
    repeat(town, first, 1)
    case = repeat(town, first, 2)
    case.dispatch(by=Actor.staff(town.people["区信访审批"]), lead=town.housing)
    daily.supervise_repeats()
    told = town.people["住建局经办"].notices.filter(kind="case.supervise")
    assert [notice.link for notice in told] == [f"/cases/{case.pk}/"]
    assert sweep() == []  # no clock is due: the order came by rule, not by a limit
    assert Case.objects.filter(is_supervised=True).count() == 1

"""延期 and 挂账 (rules §5.4): two steps, before the limit, once, at most the original limit; ≤ 90 days."""

import datetime as dt

import pytest
from constance.test import override_config
from django.utils import timezone

from grids import daily
from grids.models import GridCase
from jiaozuo_social.cases.models import Clock
from jiaozuo_social.cases.moves import MoveRefused
from tests.clockwork import now
from tests.gridwork import GridTown, GridWalk, photo

pytestmark = pytest.mark.django_db


def due(case: GridCase, rule: str = "G6") -> str:
    clock = Clock.objects.get(case=case, rule=rule, stopped_at=None)
    return f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M}"


def handling(walk: GridWalk, at: str = "2026-11-23 09:00", **fields: object) -> GridCase:
    with now(at):
        return walk.to("handling", **fields)


@pytest.mark.parametrize(
    ("urgency", "code", "amount", "before", "after"),
    [
        ("ordinary", "06011", 3, "2026-11-26 23:59", "2026-12-01 23:59"),  # 3 + 3 workdays
        ("pressing", "06010", 4, "2026-11-23 15:30", "2026-11-24 10:00"),
        ("urgent", "01003", 2, "2026-11-23 11:00", "2026-11-23 13:00"),  # continuous
    ],
)  # fmt: skip
def test_an_extension_counts_in_the_limits_own_unit(
    grid_walk: GridWalk, urgency: str, code: str, amount: int, before: str, after: str
) -> None:
    by = grid_walk.town.by
    case = handling(grid_walk, urgency=urgency, code=code)
    assert due(case) == before
    with now("2026-11-23 09:30"):
        case.request_extension(by=by("handler"), amount=amount, note="配件未到")
        with pytest.raises(MoveRefused, match="须由处置单位申请、单位负责人审核"):
            case.approve_extension(by=by("street"))
        case.endorse_extension(by=by("head"))
        case.approve_extension(by=by("street"))
        assert due(case) == after
        with pytest.raises(MoveRefused, match="只能延长一次"):
            case.request_extension(by=by("handler"), amount=1, note="再延")


def test_not_longer_than_the_limit_and_not_after_it(grid_walk: GridWalk) -> None:
    by = grid_walk.town.by
    case = handling(grid_walk, code="06011")
    with now("2026-11-24 09:00"), pytest.raises(MoveRefused, match="不得超过原期限（3工作日）"):
        case.request_extension(by=by("handler"), amount=4, note="太久")
    with now("2026-11-27 09:00"), pytest.raises(MoveRefused, match="处置期限已过，不能延期"):
        case.request_extension(by=by("handler"), amount=1, note="晚了")
    with now("2026-11-24 09:00"):
        case.request_extension(by=by("handler"), amount=1, note="等")
        case.endorse_extension(by=by("head"))
    with now("2026-11-27 09:00"), pytest.raises(MoveRefused, match="处置期限已过"):
        case.approve_extension(by=by("street"))


def test_each_step_may_say_no(grid_walk: GridWalk) -> None:
    by = grid_walk.town.by
    case = handling(grid_walk, code="06011")
    with now("2026-11-24 09:00"):
        for who in ("head", "street"):
            case.request_extension(by=by("handler"), amount=2, note="等配件")
            case.decline_extension(by=by(who), note="不同意")
            assert (case.extension_stage, case.is_extended) == ("", False)


def suspend(case: GridCase, town: GridTown, until: str) -> None:
    day = dt.date.fromisoformat(until)
    case.request_suspension(
        by=town.by("handler"), suspension_reason="weather", next_check_on=day, note="低温"
    )
    case.endorse_suspension(by=town.by("head"))
    case.approve_suspension(by=town.by("street"))


def test_a_suspension_stops_the_clock_and_gives_back_what_was_left(grid_walk: GridWalk) -> None:
    town = grid_walk.town
    case = handling(grid_walk, code="06011")  # due on Thursday the 26th
    with now("2026-11-24 09:00"):
        suspend(case, town, "2026-12-20")
        assert (case.state, case.due_at is not None) == ("suspended", True)
        assert due(case, "G7") == "2026-12-20 23:59"
    with now("2026-12-10 09:00"):
        assert not Clock.objects.get(case=case, rule="G6").is_overdue
        case.resume(by=town.by("handler"))
    assert due(case) == "2026-12-14 23:59"  # two workdays were left on the 24th
    assert (case.state, case.suspended_days, case.next_check_on) == ("handling", 16, None)
    assert not Clock.objects.filter(case=case, rule="G7", stopped_at=None).exists()


@pytest.mark.parametrize("until", ["2026-11-24", "2027-02-23"])
def test_the_day_to_look_again_lies_within_ninety_days(grid_walk: GridWalk, until: str) -> None:
    case = handling(grid_walk, code="06011")
    with now("2026-11-24 09:00"), pytest.raises(MoveRefused, match="挂账累计不超过90日"):
        suspend(case, grid_walk.town, until)


def test_ninety_days_are_counted_over_all_suspensions(grid_walk: GridWalk) -> None:
    town, case = grid_walk.town, handling(grid_walk, code="06001")  # 20 workdays
    with now("2026-11-24 09:00"):
        suspend(case, town, "2027-02-22")
    with now("2027-01-23 09:00"):
        case.resume(by=town.by("handler"))
        assert case.suspended_days == 60
        with pytest.raises(MoveRefused, match="下次核查日期"):
            suspend(case, town, "2027-02-23")
        case.refresh_from_db()
        suspend(case, town, "2027-02-22")
    with now("2027-02-10 09:00"), pytest.raises(MoveRefused, match="2027年02月22日"):
        case.check_suspended(by=town.by("handler"), next_check_on=dt.date(2027, 2, 23), note="还不行")


def test_a_suspension_that_nobody_looked_at_goes_on_by_itself(grid_walk: GridWalk) -> None:
    town, case = grid_walk.town, handling(grid_walk, code="06011")
    with now("2026-11-24 09:00"):
        suspend(case, town, "2026-12-01")
        assert daily.resume_unchecked() == 0
    with now("2026-12-01 23:00"):
        assert daily.resume_unchecked() == 0
    with now("2026-12-02 00:25"):
        assert daily.resume_unchecked() == 1
        assert daily.resume_unchecked() == 0
    case.refresh_from_db()
    assert case.state == "handling"


def test_self_handled_cases_close_and_closed_ones_are_evaluated_in_time(grid_walk: GridWalk) -> None:
    with now("2026-11-23 09:00"):
        own = grid_walk.to("reported", by="worker")
        own.self_handle(by=grid_walk.town.by("worker"), note="清了", photos=[photo()])
        assert daily.close_self_handled() == 0
    with now("2026-11-24 09:01"):
        assert daily.close_self_handled() == 1
        assert daily.evaluate_lapsed() == 0
    with now("2026-12-02 00:25"):
        assert daily.evaluate_lapsed() == 1
    own.refresh_from_db()
    assert own.state == "evaluated"


@override_config(GRID_MAX_RETURNS=0)
def test_the_number_of_returns_is_a_setting(grid_walk: GridWalk) -> None:
    case = grid_walk.to("dispatched")
    with pytest.raises(MoveRefused, match="最终派遣"):
        case.return_case(by=grid_walk.town.by("handler"), note="不属")

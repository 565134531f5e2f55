"""The flow of rules §5.4 from the report to the evaluation, each way that a case may take."""

import pytest

from grids.models import GridCase
from jiaozuo_social.cases.models import Assignment, Clock, Entry, Rating
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.outbox.models import Message, Notice
from tests.gridwork import COMMUNITY, GRID, GridTown, GridWalk, photo, report

pytestmark = pytest.mark.django_db


def running(case: GridCase) -> set[str]:
    return set(Clock.objects.filter(case=case, stopped_at=None).values_list("rule_id", flat=True))


def test_a_citizens_report_goes_the_whole_way(grid_town: GridTown) -> None:
    people, by = grid_town.people, grid_town.by
    case = report()
    assert (case.number[:2], len(case.number), case.holder_code) == ("WG", 15, "410804001")
    assert running(case) == {"G1"}
    with pytest.raises(MoveRefused, match="须先核实再立案"):
        case.file_case(by=by("street"))
    case.ask_verify(by=by("street"), verifier=people.worker)
    assert running(case) == {"G2"}
    case.verify(by=by("worker"), is_found=True, note="属实", photos=[photo("核实.jpg")])
    case.file_case(by=by("street"))
    assert running(case) == {"G3"}
    case.dispatch(by=by("street"), lead=grid_town.cleaning, co=[grid_town.housing])
    assert running(case) == {"G4", "G6"}
    assert (case.limit_amount, case.limit_unit) == (1, "working")  # 暴露垃圾: rules §5.3, 济源
    case.sign_in(by=by("handler"))
    with pytest.raises(MoveRefused, match="协办单位尚未反馈：马村区住建局"):
        case.feedback(by=by("handler"), note="已清理", photos=[photo()])
    case.co_answer(by=by("co_handler"), note="已配合")
    with pytest.raises(MoveRefused, match="请附处置后的照片"):
        case.feedback(by=by("handler"), note="已清理")
    case.feedback(by=by("handler"), note="已清理", photos=[photo()])
    assert (case.state, case.checker) == ("checking", people.checker)
    case.close(by=by("checker"), note="现场已清理")
    assert (case.state, case.is_open, running(case)) == ("closed", False, {"G10"})
    case.rate(by=Actor.petitioner(), level="satisfied", note="很快")
    assert (case.state, Rating.objects.get(case=case).department) == ("evaluated", grid_town.cleaning)
    told = list(Message.objects.order_by("pk").values_list("kind", flat=True))
    assert told == ["grid.received", "grid.file_case", "grid.dispatch", "grid.close"]
    assert list(Entry.objects.filter(case=case).values_list("seq", flat=True)) == list(range(1, 12))


def test_a_workers_report_lies_with_the_community_and_a_neighbour_sees_nothing(grid_town: GridTown) -> None:
    case = report(grid_town.by("worker"))
    assert case.holder_code == "410804001006"
    sees = {
        name for name, user in vars(grid_town.people).items() if GridCase.objects.visible_to(user).exists()
    }
    assert sees == {"worker", "leader", "street", "county", "city"}
    case.escalate(by=grid_town.by("leader"), note="需城管处置")
    assert (case.state, case.holder_code) == ("escalated", "410804001")
    with pytest.raises(MoveRefused, match="您的职责不能上报上级平台"):
        case.escalate(by=grid_town.by("leader"), note="再上报")
    case.escalate(by=grid_town.by("street"), note="需区级")
    who = Entry.objects.filter(case=case, move="escalate").order_by("seq")
    assert list(who.values_list("department__code", flat=True)) == ["ljsq", "mcjd"]
    case.escalate(by=grid_town.by("county"), note="需市级")
    assert case.holder_code == "4108"
    with pytest.raises(MoveRefused, match="没有上一级平台"):
        case.escalate(by=grid_town.by("city"), note="再上")
    case.send_down(by=grid_town.by("city"), note="请区处理")
    assert (case.state, case.holder_code) == ("reported", "410804")


def test_two_returns_then_the_dispatch_is_final(grid_walk: GridWalk) -> None:
    """rules §5.4: ≤2 returns, then final."""
    case, by = grid_walk.to("dispatched"), grid_walk.town.by
    for number in (1, 2):
        case.return_case(by=by("handler"), note="不属城管职责")
        assert (case.state, case.returns_count, case.department) == ("returned", number, None)
        last = Entry.objects.filter(case=case).latest("seq")
        assert last.department == grid_walk.town.cleaning  # who gave it back, though it is nobody's now
        assert running(case) == {"G3"}
        case.dispatch(by=by("street"), lead=grid_walk.town.cleaning)
    with pytest.raises(MoveRefused, match="已退回2次，此次为最终派遣，不得再退回"):
        case.return_case(by=by("handler"), note="还是不属")
    assert Assignment.objects.filter(case=case, state="returned").count() == 2


def test_self_handled_needs_photos_and_another_to_confirm(grid_town: GridTown) -> None:
    by = grid_town.by
    case = report(by("worker"))
    with pytest.raises(MoveRefused, match="请附处置后的照片"):
        case.self_handle(by=by("worker"), note="捡走了")
    case.self_handle(by=by("worker"), note="捡走了", photos=[photo()])
    assert (case.state, running(case)) == ("self_handled", {"G1S"})
    case.confirm_self(by=by("leader"))
    assert (case.state, case.is_self_handled) == ("closed", True)
    own = report(by("leader"))
    own.self_handle(by=by("leader"), note="清了", photos=[photo()])
    with pytest.raises(MoveRefused, match="由他人确认"):
        own.confirm_self(by=by("leader"))
    own.confirm_self(by=Actor.system())
    assert own.state == "closed"


def test_a_checker_who_is_not_satisfied_sends_it_back(grid_walk: GridWalk) -> None:
    case, by = grid_walk.to("checking"), grid_walk.town.by
    case.rework(by=by("checker"), note="仍有残留", photos=[photo()])
    assert (case.state, case.rework_count, running(case)) == ("rework", 1, {"G6R"})
    with pytest.raises(MoveRefused, match="请附处置后的照片"):
        case.feedback(by=by("handler"), note="又清了")
    case.feedback(by=by("handler"), note="又清了", photos=[photo()])
    case.close(by=by("checker"))
    assert case.state == "closed"


def test_a_registrar_is_told_in_the_portal(grid_walk: GridWalk) -> None:
    case = grid_walk.to("closed")
    told = Notice.objects.filter(user=grid_walk.town.people.street, kind__startswith="grid.")
    assert list(told.values_list("kind", flat=True)) == ["grid.close"]
    assert case.registered_by == grid_walk.town.people.street
    assert case.place_code == GRID


def test_a_place_corrected_to_another_area_takes_the_case_there(grid_town: GridTown) -> None:
    """Else it would lie with people who no longer see it."""
    by, people = grid_town.by, grid_town.people
    case = report(by("worker"))
    case.correct(by=by("leader"), place_code=f"{COMMUNITY}002", note="同一社区")
    assert case.holder_code == COMMUNITY
    case.correct(by=by("leader"), place_code="410804001007", note="在东韩王村")
    assert case.holder_code == "410804001007"
    assert "更正地点后转来" in Notice.objects.get(user=people.other_leader).subject
    case.escalate(by=by("other_leader"), note="需街道")
    case.correct(by=by("street"), place_code="410804999001", note="在另一街道，该街道无人在岗")
    assert case.holder_code == "410804"
    assert not GridCase.objects.visible_to(people.street).exists()
    assert GridCase.objects.visible_to(people.county).exists()

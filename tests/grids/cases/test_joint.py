"""吹哨报到 and linked cases (peers §3): called, told, arrived, rated; both sides hear of the other."""

import datetime as dt

import pytest
from django.utils import timezone

from grids.models import GridCase
from jiaozuo_social.cases import casepage
from jiaozuo_social.cases.models import Case, CaseLink, Clock
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.outbox.models import Notice
from petitions.models import Petition
from tests import factories
from tests.clockwork import now
from tests.gridwork import COMMUNITY, GridTown, GridWalk, event, report

pytestmark = pytest.mark.django_db


def told(user: object) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("subject", flat=True))


def test_a_community_calls_and_rates_who_came(grid_town: GridTown) -> None:
    by, people = grid_town.by, grid_town.people
    with now("2026-11-23 09:00"):
        case = report(by("worker"))
        case.whistle(by=by("leader"), departments=[grid_town.housing, grid_town.cleaning], note="楼顶渗漏")
    call = case.calls.get(department=grid_town.housing)
    assert f"{timezone.localtime(call.due_at):%F %H:%M}" == "2026-11-23 11:00"
    assert any("社区吹哨" in subject for subject in told(people.co_head))
    assert GridCase.objects.visible_to(people.co_handler).exists()
    with now("2026-11-23 09:30"):
        case.answer_call(by=by("co_handler"), note="马上到")
        with pytest.raises(MoveRefused, match="没有待响应的吹哨"):
            case.answer_call(by=by("co_handler"), note="又一次")
        with pytest.raises(MoveRefused, match="尚未评价，不能重复吹哨"):
            case.whistle(by=by("leader"), departments=[grid_town.housing], note="再来")
        with pytest.raises(MoveRefused, match="到场时间须在吹哨之后"):
            early = timezone.now() - dt.timedelta(hours=1)
            case.record_arrival(by=by("leader"), call=call, arrived_who="一人", arrived_at=early)
    with now("2026-11-23 10:00"):
        case.record_arrival(by=by("leader"), call=call, arrived_who="房管股两人")
    with now("2026-11-23 15:00"):
        case.rate_arrival(by=by("leader"), call=call, score="good", note="到得快")
        absent = case.calls.get(department=grid_town.cleaning)
        case.rate_arrival(by=by("leader"), call=absent, score="poor", note="没有来")
    late = dict(Clock.objects.filter(case=case, rule="G11").values_list("department__code", "is_late"))
    assert late == {"mczj": False, "mccg": True}
    with pytest.raises(MoveRefused, match="没有待评价的吹哨"):
        case.rate_arrival(by=by("leader"), call=call, score="fair")


def test_only_the_own_community_calls(grid_town: GridTown) -> None:
    case = report(grid_town.by("worker"))
    for name in ("other_leader", "street", "worker"):
        with pytest.raises(MoveRefused, match="您的职责不能吹哨"):
            case.whistle(by=grid_town.by(name), departments=[grid_town.housing], note="来")


@pytest.fixture
def bureau(grid_town: GridTown) -> Actor:
    kind = factories.Department.Kind.BUREAU
    where = factories.department("mcxf", parent=grid_town.county, name="马村区信访局", kind=kind)
    return Actor.staff(factories.member(where, Duty.REGISTRAR, Duty.APPROVER))


def test_a_grid_case_becomes_a_petition_and_both_sides_hear(grid_town: GridTown, bureau: Actor) -> None:
    case = report()
    petition = case.to_petition(by=grid_town.by("street"), note="属个人诉求")
    assert (petition.kind, petition.place_code, petition.parties.get().phone) == (
        "petition", COMMUNITY, "13800001234",
    )  # fmt: skip
    assert [link.relation for link in CaseLink.objects.all()] == ["linked"]
    assert any(f"由{case.number}转来" in subject for subject in told(bureau.user))
    assert any(petition.number in subject for subject in told(grid_town.people.street))
    with pytest.raises(MoveRefused, match="已关联信访件"):
        case.to_petition(by=grid_town.by("street"), note="再转")
    case.ask_verify(by=grid_town.by("street"), verifier=grid_town.people.worker)
    case.verify(by=grid_town.by("worker"), is_found=False, note="属个人纠纷")
    case.void(by=grid_town.by("street"), void_reason="outside", note="已另立信访件")
    assert any(f"{case.number}已办结" in subject for subject in told(bureau.user))


def test_each_page_shows_the_other_only_to_who_may_see_it(grid_town: GridTown, bureau: Actor) -> None:
    case = report()
    petition = case.to_petition(by=grid_town.by("street"), note="属个人诉求")
    street = grid_town.people.street
    assert casepage.related(case, street) == []
    assert casepage.related(petition, bureau.user) == []
    Case.objects.filter(pk=petition.pk)  # the city's platform also sits in the bureau
    both = factories.member(grid_town.county_centre, Duty.DISPATCHER)
    factories.Membership.objects.create(
        user=both, department=bureau.memberships[0].department, duty=Duty.APPROVER
    )
    assert [one["case"].pk for one in casepage.related(case, both)] == [petition.pk]
    assert [one["case"].pk for one in casepage.related(petition, both)] == [case.pk]


def test_a_petition_opens_a_grid_case_but_never_a_confidential_one(
    grid_walk: GridWalk, bureau: Actor
) -> None:
    petition = factories.petition(place_code=COMMUNITY)
    petition.register(by=bureau)
    ask = {"event": event(), "urgency": "ordinary", "place_code": COMMUNITY, "body": "垃圾堆在楼下"}
    case = petition.open_grid_case(by=bureau, **ask)
    assert (case.kind, case.holder_code, case.parties.count()) == ("grid", "410804001", 0)
    assert any(case.number in subject for subject in told(grid_walk.town.people.street))
    with pytest.raises(MoveRefused, match="已关联网格事项"):
        petition.open_grid_case(by=bureau, **ask)
    Petition.objects.filter(pk=petition.pk).update(is_confidential=True)
    with pytest.raises(MoveRefused):
        petition.open_grid_case(by=bureau, **ask)

"""类问题 (rules §5.4): three like cases of a community in 30 days, or like texts; one answer closes all."""

import pytest
from django.test import Client
from django.urls import reverse

from grids import grouping, proposing
from grids.models import GridCase, Proposal
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.outbox.models import Message, Notice
from tests.clockwork import now
from tests.gridwork import GridTown, photo, report

pytestmark = pytest.mark.django_db
OTHER_TEXTS = ("路灯坏了看不见", "水管漏水半个月", "狗叫吵得睡不着")


def test_three_of_one_event_in_thirty_days_are_put_before_the_leader(grid_town: GridTown) -> None:
    with now("2026-10-20 09:00"):
        report()
    with now("2026-11-23 09:00"):
        report(body="甲")
        report(body="乙")
        assert proposing.propose() == 0  # the first is older than thirty days
        report(body="丙", code="06011")
        assert proposing.propose() == 0  # another event
        report(body="丁")
        assert proposing.propose() == 1
        report(body="戊")
        assert proposing.propose() == 0  # added to the open one
    assert Proposal.objects.get().cases.count() == 4
    notice = Notice.objects.get(kind="grid.proposal")
    assert (notice.user, notice.link) == (
        grid_town.people.leader,
        f"/grids/proposals/{Proposal.objects.get().pk}/",
    )


def test_like_texts_of_different_events_are_one_matter(grid_town: GridTown) -> None:
    for code, text in zip(("06010", "06011", "06012"), OTHER_TEXTS, strict=True):
        report(code=code, title="", body=text)
    assert proposing.propose() == 0
    for code in ("06025", "06026", "06030"):
        report(code=code, title="下水道堵塞污水外溢", body="三号楼下水道堵塞，污水外溢到路上没人管。")
    assert proposing.propose() == 1
    proposal = Proposal.objects.get()
    assert (proposal.ground, proposal.cases.count(), proposing.propose()) == ("text", 3, 0)


def test_another_communitys_cases_do_not_count(grid_town: GridTown) -> None:
    report()
    report()
    report(place_code="410804001007")
    assert proposing.propose() == 0


@pytest.fixture
def proposal(grid_town: GridTown) -> Proposal:
    for number in range(3):
        report(body=f"第{number}件")
    proposing.propose()
    return Proposal.objects.get()


def test_accepted_its_answer_closes_all_and_each_reporter_is_told(
    grid_town: GridTown, proposal: Proposal
) -> None:
    by = grid_town.by
    at_work = GridCase.objects.order_by("pk")[2]
    GridCase.objects.filter(pk=at_work.pk).update(reporter_kind="platform")
    at_work = GridCase.objects.get(pk=at_work.pk)
    at_work.file_case(by=by("street"))
    at_work.dispatch(by=by("street"), lead=grid_town.housing)
    parent = grouping.accept(proposal, by=by("leader"), title="垃圾多发", body="建议增设垃圾桶")
    states = list(GridCase.objects.filter(parent=parent).order_by("pk").values_list("state", flat=True))
    assert states == ["grouped", "grouped", "dispatched"]
    parent.escalate(by=by("leader"), note="需城管")
    parent.file_case(by=by("street"))
    parent.dispatch(by=by("street"), lead=grid_town.cleaning)
    parent.sign_in(by=by("handler"))
    parent.feedback(by=by("handler"), note="已增设两个垃圾桶", photos=[photo()])
    Message.objects.all().delete()
    parent.close(by=by("checker"))
    children = GridCase.objects.filter(parent=parent)
    assert set(children.values_list("state", "result_text")) == {("closed", "已增设两个垃圾桶")}
    assert Message.objects.filter(kind="grid.close_with_parent").count() == 3


def test_without_an_answer_for_them_children_go_their_own_way(
    grid_town: GridTown, proposal: Proposal
) -> None:
    parent = grouping.accept(proposal, by=grid_town.by("leader"), title="垃圾多发", body="概述")
    parent.escalate(by=grid_town.by("leader"), note="请街道定")
    parent.void(by=grid_town.by("street"), void_reason="duplicate", note="已有专项")
    assert set(GridCase.objects.exclude(pk=parent.pk).values_list("state", "parent")) == {("reported", None)}


def test_a_decision_is_made_once_and_a_declined_matter_is_not_put_again(
    grid_town: GridTown, proposal: Proposal
) -> None:
    grouping.decline(proposal, by=grid_town.by("leader"), reason="互不相干")
    with pytest.raises(MoveRefused, match="已有决定"):
        grouping.accept(proposal, by=grid_town.by("leader"), title="t", body="b")
    assert proposing.propose() == 0
    report()
    assert proposing.propose() == 0  # three new ones are needed


def test_the_page_is_the_leaders_to_decide(grid_town: GridTown, proposal: Proposal) -> None:
    address = reverse("grids:proposal", kwargs={"pk": proposal.pk})
    data = {"decision": "accepted", "title": "垃圾多发", "body": "一并解决"}
    seen = {}
    for name, user in vars(grid_town.people).items():
        client = Client()
        client.force_login(user)
        seen[name] = (
            client.get(address).status_code,
            name != "leader" and client.post(address, data).status_code,
        )
    readers = {name: answer for name, answer in seen.items() if answer[0] != 404}
    assert readers == {"leader": (200, False), "street": (200, 403), "county": (200, 403), "city": (200, 403)}
    client = Client()
    client.force_login(grid_town.people.leader)
    assert "请填写" in client.post(address, {"decision": "declined"}).content.decode()
    assert client.post(address, data).status_code == 302
    page = client.get(address).content.decode()
    assert "已立为类问题" in page
    assert client.get(reverse("grids:proposals")).status_code == 200

"""The department tree: planting, moving, asking."""

import threading

import pytest
from django.db import connection

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user
from jiaozuo_social.audit.models import Access
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import bureaus_for, departments_for_dispatch, escalation_chain
from jiaozuo_social.orgs.services import OrgsRefused, move_department

Tree = dict[str, Department]


def paths() -> dict[str, str]:
    return dict(Department.objects.values_list("code", "path"))


def paths_follow_parents() -> bool:
    rows = {row.pk: row for row in Department.objects.all()}
    return all(
        row.path == (rows[row.parent_id].path if row.parent_id else "") + f"{row.code}/"
        for row in rows.values()
    )


def test_moving_rewrites_all_below(tree: Tree, administrator: User) -> None:
    move_department(tree["jf"], tree["sy"], by=administrator)
    assert paths() == {
        "jz": "jz/",
        "jzxf": "jz/jzxf/",
        "sy": "jz/sy/",
        "jf": "jz/sy/jf/",
        "jfxf": "jz/sy/jf/jfxf/",
        "jfzj": "jz/sy/jf/jfzj/",
        "jfms": "jz/sy/jf/jfms/",
    }
    entry = Access.objects.get(action=Access.Action.CHANGE)
    assert (entry.user, entry.object_id) == (administrator, str(tree["jf"].pk))
    assert entry.detail == {"before": {"path": "jz/jf/"}, "after": {"path": "jz/sy/jf/"}}


def test_to_the_root_and_back(tree: Tree, administrator: User) -> None:
    move_department(tree["jf"], None, by=administrator)
    assert paths()["jfzj"] == "jf/jfzj/"
    move_department(tree["jf"], tree["jz"], by=administrator)
    assert paths()["jfzj"] == "jz/jf/jfzj/"


@pytest.mark.parametrize("below", ["jf", "jfzj"])
def test_not_under_itself(tree: Tree, administrator: User, below: str) -> None:
    with pytest.raises(OrgsRefused, match="下级单位之下"):
        move_department(tree["jf"], tree[below], by=administrator)
    assert paths_follow_parents()


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_circle(tree: Tree, administrator: User) -> None:
    """A under B and B under A at the same moment: one wins, the other is refused."""
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def move(what: str, under: str) -> None:
        try:
            start.wait()
            move_department(tree[what], tree[under], by=administrator)
            outcomes.append("moved")
        except OrgsRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=pair) for pair in (("jf", "sy"), ("sy", "jf"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", "refused"]
    assert paths_follow_parents()


def test_escalation_goes_upward(tree: Tree) -> None:
    assert [d.code for d in escalation_chain(tree["jfzj"])] == ["jfzj", "jf", "jz"]
    Department.objects.filter(code="jf").update(is_active=False)
    assert [d.code for d in escalation_chain(tree["jfzj"])] == ["jfzj", "jz"]


@pytest.mark.parametrize(
    ("place", "bureaus"),
    [
        ("410802001001", ["jfxf", "jzxf"]),
        ("410802", ["jfxf", "jzxf"]),
        ("410811", ["jzxf"]),
        ("4108", ["jzxf"]),
        ("4101", []),
        ("", []),
    ],
)
def test_bureaus_nearest_first(tree: Tree, place: str, bureaus: list[str]) -> None:
    assert [d.code for d in bureaus_for(place)] == bureaus


def test_a_desk_dispatches_within_its_area(tree: Tree, registrar: User) -> None:
    assert {d.code for d in departments_for_dispatch(registrar)} == {"jf", "jfxf", "jfzj", "jfms"}
    Department.objects.filter(code="jfms").update(is_active=False)
    assert {d.code for d in departments_for_dispatch(registrar)} == {"jf", "jfxf", "jfzj"}


@pytest.mark.parametrize(
    ("duty", "count"),
    [(Duty.REGISTRAR, 7), (Duty.APPROVER, 7), (Duty.HANDLER, 0), (Duty.ADMIN, 0), (Duty.LEADER, 0)],
)
def test_only_desks_dispatch(tree: Tree, duty: Duty, count: int) -> None:
    user = create_user(username="u", name="某")
    user.memberships.create(department=tree["jzxf"], duty=duty)
    assert len(departments_for_dispatch(user)) == count

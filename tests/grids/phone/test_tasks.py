"""Tasks on the phone: the same moves as in the office, each sent twice and done once, refusals with a sentence."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from grids.models import Delivery
from jiaozuo_social.cases.models import Attachment, Entry
from jiaozuo_social.outbox import services as outbox
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from tests import factories
from tests.gridwork import GRID, GridTown, GridWalk, grid_town, grid_walk, report

from .conftest import phone_of, photo, send

pytestmark = pytest.mark.django_db
HOME = "/grids/m/"


def page(client: Client, address: str = HOME) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def tasks(client: Client) -> str:
    """The part of today's page that lists what waits for its reader."""
    return page(client).split('id="tasks-title"')[1].split("</section>")[0]


def sent(**changes: Any) -> dict[str, Any]:
    return {"client_uuid": str(uuid.uuid4()), **changes}


def test_todays_page_is_each_persons_own(grid_town: GridTown, grid_walk: GridWalk) -> None:
    people, by = grid_town.people, grid_town.by
    to_verify, to_check, to_handle = report(), grid_walk.to("checking"), grid_walk.to("dispatched")
    to_verify.ask_verify(by=by("street"), verifier=people.worker)
    for name, case in (("worker", to_verify), ("checker", to_check), ("handler", to_handle)):
        listed = tasks(phone_of(getattr(people, name)))
        found = set(re.findall(r'href="/grids/m/tasks/(\d+)/"', listed))
        assert found == {str(case.pk)}, name
    assert "没有等您办理的事项" in tasks(phone_of(people.other_worker))


def test_open_reports_are_the_reporters(grid_town: GridTown) -> None:
    case = report(grid_town.by("worker"))
    assert f"/grids/m/tasks/{case.pk}/" in page(phone_of(grid_town.people.worker))
    assert f"/grids/m/tasks/{case.pk}/" not in page(phone_of(grid_town.people.other_worker))


def test_a_task_that_is_not_yours_is_not_there(grid_town: GridTown) -> None:
    case = report(grid_town.by("worker"))
    file = Attachment.objects.get(case=case)
    stranger = phone_of(grid_town.people.other_worker)
    for address in ("", "escalate/", f"photo/{file.token}/", f"photo/{file.token}/preview/"):
        assert stranger.get(f"/grids/m/tasks/{case.pk}/{address}").status_code == 404
    assert (
        phone_of(grid_town.people.worker).get(f"/grids/m/tasks/{case.pk}/photo/{file.token}/").status_code
        == 200
    )


def test_a_photo_of_another_case_is_not_there(grid_town: GridTown) -> None:
    one, other = (report(grid_town.by("worker")) for _ in range(2))
    token = Attachment.objects.get(case=other).token
    client = phone_of(grid_town.people.worker)
    assert client.get(f"/grids/m/tasks/{one.pk}/photo/{token}/").status_code == 404


def test_a_move_sent_twice_is_made_once(grid_town: GridTown) -> None:
    case = report(grid_town.by("worker"))
    leader, address = phone_of(grid_town.people.leader), f"/grids/m/tasks/{case.pk}/escalate/"
    data = sent(note="需城管处置")
    first, again = send(leader, data, address), send(leader, data, address)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Entry.objects.filter(case=case, move="escalate").count() == Delivery.objects.count() == 1


def test_what_somebody_did_first_is_refused_with_a_sentence(grid_town: GridTown) -> None:
    """The same move under another number: made elsewhere meanwhile."""
    case = report(grid_town.by("worker"))
    leader, address = phone_of(grid_town.people.leader), f"/grids/m/tasks/{case.pk}/escalate/"
    form = leader.get(address).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', form)
    assert seen is not None
    data = sent(note="我写的理由", seen=seen.group(1))
    case.escalate(by=grid_town.by("leader"), note="在电脑上办了")
    answer = send(leader, data, address)
    assert answer.status_code == 409 and answer.json()["detail"]
    plain = leader.post(address, data)
    assert plain.status_code == 409 and "我写的理由" in plain.content.decode()
    assert not Delivery.objects.exists()


def test_what_was_written_before_a_new_entry_waits_for_a_look(grid_town: GridTown) -> None:
    case = report(grid_town.by("worker"))
    leader, address = phone_of(grid_town.people.leader), f"/grids/m/tasks/{case.pk}/escalate/"
    seen = re.search(r'name="seen" value="(\d+)"', leader.get(address).content.decode())
    assert seen is not None
    case.correct(by=grid_town.by("leader"), note="改标题", title="另一个标题")
    answer = send(leader, sent(note="理由", seen=seen.group(1)), address)
    assert answer.status_code == 409 and "又有新的办理记录" in answer.json()["detail"]


def test_a_missing_note_is_said_at_its_field(grid_town: GridTown) -> None:
    case = report(grid_town.by("worker"))
    answer = send(phone_of(grid_town.people.leader), sent(note=""), f"/grids/m/tasks/{case.pk}/escalate/")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["note"]


def test_notices_lead_to_the_phones_own_pages(grid_town: GridTown) -> None:
    worker = grid_town.people.worker
    case = report(grid_town.by("worker"))
    outbox.notify(user=worker, kind="t", subject="去看看", link=f"/cases/{case.pk}/", dedupe_key="t:1")
    outbox.notify(user=worker, kind="t", subject="别处的", link="/reports/", dedupe_key="t:2")
    petition = factories.petition(place_code=GRID)  # a handler is told of these too; the phone has no page
    address = f"/cases/{petition.pk}/"
    outbox.notify(user=worker, kind="t", subject="信访件", link=address, dedupe_key="t:3")
    client = phone_of(worker)
    shown = page(client).split('id="notices-title"')[1]
    assert f'<a href="/grids/m/tasks/{case.pk}/">去看看</a>' in shown
    assert '<a href="/reports/">别处的</a>' in shown and f'<a href="{address}">信访件</a>' in shown
    assert shown.count("须另行登录") == 2
    client.post("/grids/m/notices/read/")
    assert "去看看" not in page(client)


def test_one_more_task_asks_no_more_of_the_database(
    grid_town: GridTown, django_assert_max_num_queries: Any
) -> None:
    client = phone_of(grid_town.people.leader)
    report(grid_town.by("worker"))
    page(client)
    with django_assert_max_num_queries(100) as one:
        page(client)
    for _ in range(3):
        report(grid_town.by("worker"))
    with django_assert_max_num_queries(len(one)):
        page(client)


__all__ = ["grid_town", "grid_walk", "photo"]


def test_the_place_is_corrected_down_to_the_micro_grid(grid_town: GridTown) -> None:
    """A phone with an older form, which has no box for the grid, leaves the grid as it was."""
    micro = f"{GRID}01"
    Division.objects.create(code=micro, name="第一微网格", full_name="微", level=7, parent_id=GRID)
    places.refresh()
    case = report(grid_town.by("worker"))
    leader, address = phone_of(grid_town.people.leader), f"/grids/m/tasks/{case.pk}/correct/"
    same = {"title": "x", "category": case.category_id, "urgency": "ordinary", "note": "更正"}
    parts = {f"place_code_{n}": code for n, code in enumerate((GRID[:6], GRID[:9], GRID[:12], GRID, micro))}
    for sent_parts, becomes in ((3, GRID), (5, micro), (4, GRID)):
        data = sent(**same, **dict(list(parts.items())[:sent_parts]))
        assert send(leader, data, address).status_code == 201
        case.refresh_from_db()
        assert case.place_code == becomes
    only = sent(**same, **dict(list(parts.items())[:3]), place_code_3="", place_code_4="")
    assert send(leader, only, address).status_code == 201
    case.refresh_from_db()
    assert case.place_code == GRID[:12]

"""What a program reads of cases is what its person reads on the pages."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.models import Attachment
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.cases.uploads import CleanUpload, attach
from tests import factories
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db
NO_FILE = uuid.UUID(int=0)
INBOX = reverse("api:cases")


def of(case: Any, name: str = "case", *rest: Any) -> str:
    return reverse(f"api:{name}", args=[case.number, *rest])


@pytest.mark.parametrize(
    "query",
    [
        {}, {"tab": "all"}, {"tab": "unit"}, {"tab": "overdue"}, {"tab": "all", "sort": "due"},
        {"tab": "all", "kind": "petition", "state": "petition.registered"}, {"q": "化粪池"}, {"q": "13800001234"},
        {"tab": "all", "purpose": "opinion"}, {"tab": "all", "only": ["urgent"]}, {"tab": "all", "place": "410802"},
        {"tab": "all", "received_from": "2020-01-01"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", ["clerk", "approver", "worker", "warden", "stranger", "leader"])
def test_the_inbox_holds_the_rows_of_the_page(
    query: dict[str, Any], role: str, walk: Any, staff: SimpleNamespace, program: Program, login: Any
) -> None:
    walk.to("registered")
    walk.to("dispatched", purpose="opinion")
    walk.to("submitted", purpose="accusation")
    person = getattr(staff, role)
    page = login(person).get(reverse("cases:inbox"), query).context["page"]
    answer = program(person).get(INBOX, query)
    assert answer.status_code == 200, answer.json()
    assert [row["number"] for row in answer.json()["results"]] == [case.number for case in page.rows]


def test_pages_follow_one_another(town: Any, staff: SimpleNamespace, program: Program) -> None:
    made = {factories.petition().number for _ in range(5)}
    client, seen, token = program(staff.clerk), [], None
    while True:
        page = client.get(INBOX, {"tab": "all", "size": 2, **({"page": token} if token else {})}).json()
        seen += [row["number"] for row in page["results"]]
        token = page["next"]
        if token is None:
            break
    assert len(seen) == 5 and set(seen) == made


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"tab": "nowhere"}, "tab"), ({"sort": "colour"}, "sort"), ({"page": "xyz"}, "page"), ({"size": "0"}, "size"),
        ({"size": "１"}, "size"), ({"stat": "x"}, "stat"), ({"kind": "x"}, "kind"),
        ({"channel": ""}, "channel"), ({"sort": ""}, "sort"), ({"q": "粪"}, "q"),
        ({"received_from": "昨天"}, "received_from"),
    ],
)  # fmt: skip
def test_a_question_that_is_not_understood_is_not_answered_with_everything(
    query: dict[str, str], field: str, staff: SimpleNamespace, program: Program
) -> None:
    answer = program(staff.clerk).get(INBOX, query)
    assert answer.status_code == 400
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_a_page_of_another_order_is_refused(town: Any, staff: SimpleNamespace, program: Program) -> None:
    for _ in range(3):
        factories.petition()
    client = program(staff.clerk)
    token = client.get(INBOX, {"tab": "all", "size": 2}).json()["next"]
    assert client.get(INBOX, {"tab": "all", "size": 2, "page": token}).status_code == 200
    assert client.get(INBOX, {"tab": "all", "size": 2, "sort": "due", "page": token}).status_code == 400


def test_a_case_shows_people_masked_only(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case = walk.to("handling", co=True)
    answer = program(staff.worker).get(of(case))
    assert answer.status_code == 200
    text, data = answer.content.decode(), answer.json()
    for secret in ("张三丰", "13800001234", "11010519491231002X", "幸福里 1 号"):
        assert secret not in text
    assert data["parties"][0]["name"] == "张**"
    assert data["number"] == case.number and len(data["entries"]) == case.entries.count()
    assert data["facets"] == {"purpose": "demand"}


@pytest.mark.parametrize(
    "state", ["submitted", "registered", "dispatched", "accepted", "handling", "replied"]
)
def test_moves_are_those_of_the_page(state: str, walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case = walk.to(state)
    for person in vars(staff).values():
        if not type(case).objects.visible_to(person).filter(pk=case.pk):
            continue
        offered = kinds.get("petition").moves.available(case, Actor.staff(person))
        client = program(person)
        told = client.get(of(case, "case-moves")).json()
        assert [move["name"] for move in told] == [move.name for move in offered]
        assert client.get(of(case)).json()["moves"] == [move.name for move in offered]


def test_not_yours_and_not_there_look_alike(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    case, secret = walk.to("registered"), walk.to("submitted", purpose="accusation")
    stranger, clerk = program(staff.stranger), program(staff.clerk)
    nothing = clerk.get(reverse("api:case", args=["XF202601010000011"]))
    assert nothing.status_code == 404
    for name, rest in (
        ("case", ()),
        ("case-moves", ()),
        ("case-document", (1,)),
        ("case-attachment", (NO_FILE,)),
    ):
        for client, hidden in ((stranger, case), (clerk, secret)):
            answer = client.get(of(hidden, name, *rest))
            assert (answer.status_code, answer.json()) == (404, nothing.json())
    assert secret.number not in clerk.get(INBOX, {"tab": "all"}).content.decode()


def test_looks_at_confidential_cases_are_kept(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    secret = walk.to("submitted", purpose="accusation")
    assert program(staff.warden).get(of(secret)).status_code == 200
    look = Access.objects.get(action=Access.Action.VIEW)
    assert (look.user, look.object_id) == (staff.warden, str(secret.pk))


def test_files_come_through_the_case(
    walk: Any, staff: SimpleNamespace, program: Program, tmp_path: Any
) -> None:
    case = walk.to("dispatched")
    path = tmp_path / "x"
    path.write_bytes(b"%PDF-1.4 test")
    with path.open("rb") as content:
        file = attach(
            case, CleanUpload("现场.pdf", "application/pdf", "pdf", content), origin=Attachment.Origin.STAFF
        )
    url = of(case, "case-attachment", file.token)
    answer = program(staff.worker).get(url, headers={"accept": "application/pdf"})
    assert answer.status_code == 200 and b"".join(answer.streaming_content) == b"%PDF-1.4 test"
    assert answer["Content-Disposition"].startswith("attachment")
    assert Access.objects.filter(action=Access.Action.DOWNLOAD, user=staff.worker).count() == 1
    other = walk.to("dispatched")
    assert program(staff.worker).get(of(other, "case-attachment", file.token)).status_code == 404
    assert program(staff.stranger).get(url).status_code == 404


def test_one_more_row_costs_no_more_queries(walk: Any, staff: SimpleNamespace, program: Program) -> None:
    client = program(staff.approver)
    first = walk.to("dispatched")

    def count(url: str, **params: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url, params).status_code == 200
        return len(queries)

    for _ in range(2):  # settings are in the process after the second reading
        count(INBOX, tab="all")
    before = count(INBOX, tab="all"), count(of(first))
    later = walk.to("dispatched", co=True)
    for _ in range(3):
        later.urge(by=Actor.staff(staff.approver), note="请抓紧")
    assert count(INBOX, tab="all") == before[0] <= 14
    assert count(of(later)) == before[1] <= 20


def test_citizens_and_strangers_stay_outside(db: None, program: Program) -> None:
    assert program(factories.user()).get(INBOX).status_code == 403
    assert Client().get(INBOX).status_code == 401

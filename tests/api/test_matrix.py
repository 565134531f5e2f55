"""Role × address: what each duty gets from every endpoint; a new endpoint needs a row here."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from rest_framework.test import APIClient

from jiaozuo_social.cases.figures import Period
from jiaozuo_social.cases.models import Attachment, Document
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.reports import services
from tests import factories
from tests.api.conftest import Program, intake

pytestmark = pytest.mark.django_db

ROLES = ("clerk", "approver", "worker", "head", "co_worker", "reviewer", "warden", "stranger", "leader")
# Who sees the ordinary case, which the county's desk has sent to a unit, and who the accusation.
SEES = {"clerk", "approver", "worker", "head", "reviewer"}
REPORTED = {"approver", "leader"}
DESKS = {"clerk", "worker", "co_worker"}


def of_case(seen: set[str], status: int = 200) -> dict[str, int]:
    return {role: status if role in seen else 404 for role in ROLES}


def everybody(status: int) -> dict[str, int]:
    return dict.fromkeys(ROLES, status)


# (method, name, arguments, body, answer to each role, to a citizen, to nobody)
TABLE: list[tuple[str, str, str, dict[str, int], int, int]] = [
    ("get", "schema", "", everybody(200), 200, 200),
    ("get", "docs", "", everybody(200), 200, 200),
    ("get", "cases", "", everybody(200), 403, 401),
    ("get", "cases-tabs", "", everybody(200), 403, 401),
    ("get", "case", "case", of_case(SEES), 403, 401),
    ("get", "case", "secret", of_case({"warden"}), 403, 401),
    ("get", "case-moves", "case", of_case(SEES), 403, 401),
    ("get", "case-moves", "secret", of_case({"warden"}), 403, 401),
    ("post", "case-move", "case accept", {**of_case(SEES, 403), "worker": 400, "head": 400}, 403, 401),
    ("post", "case-move", "case urge", {**of_case(SEES, 403), "approver": 400}, 403, 401),
    ("post", "case-move", "secret supervise", of_case({"warden"}, 400), 403, 401),
    ("get", "case-attachment", "case file", of_case(SEES), 403, 401),
    ("get", "case-attachment", "secret file", everybody(404), 403, 401),
    ("get", "case-document", "case paper", of_case(SEES), 403, 401),
    ("get", "case-document", "secret paper", everybody(404), 403, 401),
    ("get", "reports", "", {role: 200 if role in REPORTED else 403 for role in ROLES}, 403, 401),
    ("get", "report", "month", {role: 200 if role in REPORTED else 403 for role in ROLES}, 403, 401),
    ("post", "petitions", "", {role: 201 if role in DESKS else 403 for role in ROLES}, 403, 401),
    ("post", "status", "", everybody(400), 400, 400),
    ("post", "grid-work-orders", "", everybody(403), 403, 401),
    ("get", "grid-results", "", everybody(403), 403, 401),
    ("post", "grid-results-returned", "", everybody(403), 403, 401),
]


@pytest.fixture
def world(walk: Any, staff: SimpleNamespace) -> dict[str, Any]:
    case, secret = walk.to("dispatched"), walk.to("submitted", purpose="accusation")
    file = Attachment.objects.create(
        case_id=case.pk, name="a.pdf", content_type="application/pdf", size=1, origin="staff", sha256=""
    )
    file.file.save("a.pdf", ContentFile(b"x"))
    paper = Document.objects.create(
        case_id=case.pk, kind="accepted", number="焦信〔2026〕1号", title="t", body="b"
    )
    month = services.take(Period.month_of(timezone.localdate()), "4108").month
    services.take(Period.month_of(timezone.localdate()), "410802")
    return {
        "month": month,
        "case": case.number,
        "secret": secret.number,
        "file": file.token,
        "paper": paper.pk,
    }


@pytest.mark.parametrize(("method", "name", "args", "staff_get", "citizen_gets", "nobody_gets"), TABLE)
def test_each_duty(
    method: str, name: str, args: str, staff_get: dict[str, int], citizen_gets: int, nobody_gets: int,
    world: dict[str, Any], staff: SimpleNamespace, program: Program,
) -> None:  # fmt: skip
    url = reverse(f"api:{name}", args=[world.get(word, word) for word in args.split()])

    def ask(client: APIClient) -> int:
        body = (intake() if name == "petitions" else {"nonsense": 1}) if method == "post" else None
        answer = getattr(client, method)(url, body, **({"format": "json"} if method == "post" else {}))
        return int(answer.status_code)

    assert {role: ask(program(getattr(staff, role))) for role in ROLES} == staff_get
    assert ask(program(factories.user())) == citizen_gets
    assert ask(APIClient()) == nobody_gets


def test_every_endpoint_has_a_row() -> None:
    def names(resolver: URLResolver) -> Iterator[str]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                assert entry.name
                yield entry.name
            else:
                yield from names(entry)

    api = next(
        one for one in get_resolver().url_patterns if isinstance(one, URLResolver) and one.namespace == "api"
    )
    assert set(names(api)) == {name for _, name, *_ in TABLE}


def test_administrators_read_no_cases(town: factories.Town, walk: Any, program: Program) -> None:
    walk.to("registered")
    client = program(factories.member(town.city, Duty.ADMIN))
    assert client.get(reverse("api:cases"), {"tab": "all"}).json()["results"] == []

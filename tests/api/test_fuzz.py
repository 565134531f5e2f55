"""The description against a live server with real cases: no fault of ours, no answer it does not describe."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from constance import config
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids.models import OrderSource
from jiaozuo_social.api.services import create_token
from jiaozuo_social.cases import dictionary, kinds
from jiaozuo_social.cases.figures import Period
from jiaozuo_social.cases.models import Category
from jiaozuo_social.orgs.models import Duty, Membership
from jiaozuo_social.reports import services as reports
from tests import factories

SECONDS = 60
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,unsupported_method,ignored_auth"
)


def narrowed(numbers: list[str], moves: list[str], months: list[str]) -> dict[str, Any]:
    """The description with values that exist here, so that the requests get past the first look-up."""
    schema: dict[str, Any] = json.loads(Client().get(reverse("api:schema")).content)
    values = {"number": numbers, "name": moves, "month": months}
    for methods in schema["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] == "source":
                    parameter["schema"]["enum"] = ["12345"]
                if parameter["in"] == "path" and parameter["name"] in values:
                    parameter["schema"]["enum"] = values[parameter["name"]]
            for media in operation.get("requestBody", {}).get("content", {}).values():
                fields = media["schema"].get("properties", {})
                if "source" in fields and fields.keys() & {"number", "numbers"}:
                    fields["source"]["enum"] = ["12345"]
                if "place_code" in fields:
                    fields["place_code"]["enum"] = ["410802", "410802001"]
                    fields["phone"]["enum"] = ["13800001234", "0391-1234567", ""]
    return schema


def order_source(town: factories.Town, user: Any) -> None:
    """The hotline's orders are received by the county, where the user is the dispatcher."""
    dictionary.load()
    Membership.objects.create(user=user, department=town.county, duty=Duty.DISPATCHER)
    event = Category.objects.get(kind="grid", code="90003")
    OrderSource.objects.create(
        code="12345", name="12345热线", channel="hotline", department=town.county, default_event=event
    )


@pytest.mark.fuzz
@pytest.mark.django_db(transaction=True)
def test_the_server_keeps_to_its_description(
    live_server: Any, walk: Any, staff: SimpleNamespace, town: factories.Town, tmp_path: Path
) -> None:
    config.API_RATE_USER = config.API_RATE_IP = config.STATUS_RATE_IP = ""
    everybody = factories.member(town.county_bureau, Duty.REGISTRAR, Duty.APPROVER, Duty.SOLICITOR)
    for duty in (Duty.HANDLER, Duty.HEAD):
        Membership.objects.create(user=everybody, department=town.housing, duty=duty)
    order_source(town, everybody)
    states = ("submitted", "registered", "dispatched", "accepted", "handling", "replied")
    cases = [walk.to(state) for state in states for _ in range(2)] + [factories.suggestion()]
    moves = [move.name for kind in kinds.all_kinds() for move in kind.moves]
    _, token = create_token(user=everybody, label="fuzz", scope="write", days=1)
    description = tmp_path / "schema.json"
    report = reports.take(Period.month_of(timezone.localdate()), "410802")
    description.write_text(json.dumps(narrowed([case.number for case in cases], moves, [report.month])))
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", str(description), "--url", live_server.url,
        "--header", f"Authorization: Bearer {token}", "--checks", CHECKS, "--max-time", str(SECONDS),
        "--continue-on-failure", "--no-color",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS * 5)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2000:]

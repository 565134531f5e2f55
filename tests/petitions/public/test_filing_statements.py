"""What a citizen waits for: every statement of a filed petition, so that none creeps in unseen."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaozuo_social.outbox import webhooks
from jiaozuo_social.outbox.models import Webhook

from .conftest import Citizen, number_of

STATEMENTS = [
    "SAVEPOINT",  # BEGIN and COMMIT outside a test
    "SELECT nextval",
    "INSERT cases_case",
    "INSERT petitions_petition",
    "INSERT cases_party",
    "INSERT cases_clock",  # both clocks in one
    "INSERT cases_entry",
    "INSERT outbox_message",
    "RELEASE SAVEPOINT",
    "INSERT django_session",
]


def short(sql: str) -> str:
    return re.sub(
        r'^(INSERT) INTO "(\w+)".*|^(SELECT nextval|RELEASE SAVEPOINT|SAVEPOINT).*', _name, sql, flags=re.S
    )


def _name(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]}" if found[1] else found[3]


def filed(citizen: Citizen, **changes: str) -> list[str]:
    """The statements of one POST by somebody whose form is open and who has no session yet."""
    data = citizen.written(**changes)
    citizen.client.cookies.pop("sessionid", None)
    with CaptureQueriesContext(
        connection,
    ) as told:
        number_of(citizen.send(data))
    return [short(one["sql"]) for one in told.captured_queries]


def test_a_petition_takes_these_statements_and_no_other(citizen: Citizen) -> None:
    filed(citizen)  # the directories of the process are read once
    assert filed(citizen, phone="139 0000 1234") == STATEMENTS


def test_one_more_for_programs_that_listen(citizen: Citizen) -> None:
    """Only where some department's system wants to hear of cases."""
    filed(citizen)
    Webhook.objects.create(
        department=citizen_town_department(),
        name="住建局系统",
        url="https://93.184.216.34/hook",
        kinds=["suggestion"],
    )
    webhooks.refresh()
    filed(citizen, phone="137 0000 1234")
    extra = [one for one in filed(citizen, phone="139 0000 1234") if one not in STATEMENTS]
    assert [one[:40] for one in extra] == ['SELECT "outbox_webhook"."id", "outbox_we']


def citizen_town_department() -> object:
    from jiaozuo_social.orgs.models import Department

    return Department.objects.order_by("pk").first()


@pytest.mark.parametrize("changes", [{"anonymity": "anonymous"}])
def test_an_anonymous_petition_writes_neither_person_nor_message(
    citizen: Citizen, changes: dict[str, str]
) -> None:
    filed(citizen)
    without = [one for one in STATEMENTS if one not in ("INSERT cases_party", "INSERT outbox_message")]
    assert filed(citizen, **changes) == without

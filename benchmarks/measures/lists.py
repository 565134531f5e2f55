"""The staff inbox: p95 over its tabs and common filters, and how many statements it takes."""

import itertools
from typing import Any

from django.db import connection
from django.test import Client

from jiaozuo_social.accounts.models import User

from ..timing import percentile, seconds

PAGES = (
    "/cases/?tab=all",
    "/cases/?tab=mine",
    "/cases/?tab=overdue",
    "/cases/?tab=supervised",
    "/cases/?tab=all&channel=letter",
    "/cases/?tab=all&place=410802",
    "/cases/?tab=all&kind=petition&state=petition.handling",
    "/cases/?tab=all&sort=due",
)
PEOPLE = {"desk": "dengji", "unit": "jf_jingban"}
TIMES = 24


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def measure() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for who, username in PEOPLE.items():
        client = client_of(username)
        pages = itertools.cycle(PAGES)

        def get() -> None:
            answer = client.get(next(pages))  # noqa: B023 - used within the turn of the loop
            assert answer.status_code == 200, answer.status_code

        taken = seconds(get, times=TIMES, warm_up=len(PAGES))
        statements = []

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            statements.append(sql)  # noqa: B023
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            client.get(PAGES[0])
        slowest = {}
        for page in PAGES:
            slowest[page] = round(max(seconds(lambda: client.get(page), times=3, warm_up=0)) * 1000)  # noqa: B023
        found[who] = {"p95": percentile(taken, 95), "queries": len(statements), "slowest_ms": slowest}
    return found

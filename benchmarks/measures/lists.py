"""The staff inbox: p95 over its tabs and common filters, and how many statements it takes."""

import functools
import itertools
from collections.abc import Sequence
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


def pages_of(client: Client, pages: Sequence[str], times: int = TIMES) -> dict[str, Any]:
    """p95 over the pages in turn, statements of the first, and the slowest of each in milliseconds."""
    turn = itertools.cycle(pages)

    def get(page: str = "") -> None:
        answer = client.get(page or next(turn))
        assert answer.status_code == 200, answer.status_code

    taken = seconds(get, times=times, warm_up=len(pages))
    statements: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        get(pages[0])
    slowest = {
        page: round(max(seconds(functools.partial(get, page), times=3, warm_up=0)) * 1000) for page in pages
    }
    return {"p95": percentile(taken, 95), "queries": len(statements), "slowest_ms": slowest}


def measure() -> dict[str, Any]:
    return {who: pages_of(client_of(username), PAGES) for who, username in PEOPLE.items()}

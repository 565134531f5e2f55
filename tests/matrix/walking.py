"""The addresses of the portal as the resolver knows them, and what one request to them answers."""

import copy
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .table import HOLDER_ROWS, LOGGED_IN_ROWS, LOGIN_ROWS, PUBLIC_ROWS, STAFF_ROWS

LOGIN = "login"
SPACES_ELSEWHERE = ("admin:", "api:")
PACKAGES_ELSEWHERE = ("allauth.", "django.views.generic.")


def answer(client: Client, method: str, name: str, arguments: dict[str, Any], **data: Any) -> int | str:
    """The status, or LOGIN for a redirect there; what the request changed is undone, cookies too."""
    mark, cookies = transaction.savepoint(), copy.deepcopy(client.cookies)
    response = getattr(client, method)(reverse(name, kwargs=arguments), **data)
    transaction.savepoint_rollback(mark)
    client.cookies = cookies
    if response.status_code == 302 and "/login/" in response["Location"]:
        return LOGIN
    return int(response.status_code)


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry


def own_names() -> set[str]:
    """Views of ours, and every other name that a row speaks of; a view without a name is "None"."""
    found = set()
    for name, pattern in patterns(get_resolver()):
        module = getattr(pattern.callback, "__module__", "")
        if not name.startswith(SPACES_ELSEWHERE) and not module.startswith(PACKAGES_ELSEWHERE):
            found.add(name)
    return found


def all_names() -> set[str]:
    return {name for name, _ in patterns(get_resolver())}


def rows_by_name() -> dict[str, str]:
    """Every name with arguments that lead to an object, the ordinary case where there is one."""
    found: dict[str, str] = {}
    for row in STAFF_ROWS:
        found.setdefault(row.name, row.args)
    for _, name, args, _ in (*LOGGED_IN_ROWS, *PUBLIC_ROWS):
        found.setdefault(name, args)
    for name, args, _ in HOLDER_ROWS:
        found.setdefault(name, args)
    for name, _, _ in LOGIN_ROWS:
        found.setdefault(name, "")
    return found

"""Pytest plugin: a throw-away PostgreSQL and Valkey for one run, before Django reads its settings.

Set DATABASE_URL and REDIS_URL to use other servers. Under pytest-xdist the controller starts the
servers once; the workers inherit the addresses and get databases of their own from pytest-django.
"""

import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from jiaozuo_social.demo import folders, servers

OURS = "TEST_SERVERS_ARE_OURS"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Wraps pytest-django's hook of the same name, which loads the settings."""
    if not all(os.environ.get(name) for name in servers.VARIABLES):
        stack = ExitStack()
        early_config.add_cleanup(stack.close)
        root = Path(tempfile.mkdtemp(prefix="jiaozuo-test-"))
        stack.callback(folders.forget, root)
        os.environ.update(stack.enter_context(servers.running(root, _say, throw_away=True)))
        os.environ[OURS] = "1"
    elif OURS in os.environ and (worker := os.environ.get("PYTEST_XDIST_WORKER")):
        # A Valkey database of its own, so that a worker may clear its cache.
        number = int(worker.removeprefix("gw")) + 1
        os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rsplit('/', 1)[0]}/{number}"
    return (yield)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)

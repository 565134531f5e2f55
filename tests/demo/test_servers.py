"""The servers of the demo: started once, shared, stopped by the last user."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from jiaozuo_social.demo import folders, processes, servers


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that PostgreSQL's user may reach, and no servers chosen by the environment."""
    for name in servers.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    folder = Path(tempfile.mkdtemp(prefix="jiaozuo-test-"))
    yield folder
    servers.stop(folder, quiet)
    folders.forget(folder)


def quiet(_text: str) -> None:
    """The tests read no progress lines."""


def processes_of(root: Path) -> list[int]:
    states = [servers._state(root, kind) for kind in servers.VARIABLES.values()]
    return [state["pid"] for state in states if state]


def test_first_starts_last_stops(root: Path) -> None:
    with servers.running(root, quiet, throw_away=True) as first:
        started = processes_of(root)
        with servers.running(root, quiet, throw_away=True) as second:
            assert second == first
            assert processes_of(root) == started
        assert all(processes.alive(pid) for pid in started)
        with psycopg.connect(first["DATABASE_URL"]) as connection:
            assert "18." in str(connection.execute("SHOW server_version").fetchone())
    assert len(started) == 2
    assert not any(processes.alive(pid) for pid in started)


def test_chinese_letters_have_trigrams(root: Path) -> None:
    with (
        servers.running(root, quiet, throw_away=True) as addresses,
        psycopg.connect(addresses["DATABASE_URL"]) as connection,
    ):
        connection.execute("CREATE EXTENSION pg_trgm")
        found = connection.execute("SELECT cardinality(show_trgm('供暖'))").fetchone()
    assert found == (3,)


def test_a_password_is_asked_for(root: Path) -> None:
    with servers.running(root, quiet, throw_away=True) as addresses:
        password = (root / "password").read_text()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(addresses["DATABASE_URL"].replace(password, "guess"))
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(addresses["REDIS_URL"].replace(password, "guess")).ping()
    assert (root / "password").stat().st_mode & 0o077 == 0


def test_chosen_servers_are_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in servers.VARIABLES:
        monkeypatch.setenv(name, "somewhere")
    with servers.running(root, quiet, throw_away=True) as addresses:
        assert addresses == {}
        assert processes_of(root) == []


def test_data_in_use_is_not_thrown_away(root: Path) -> None:
    with servers.running(root, quiet, throw_away=True), pytest.raises(servers.Busy):
        servers.reset(root, quiet)
    servers.reset(root, quiet)
    assert not root.exists()
    root.mkdir()


def test_a_number_reused_by_another_process_is_not_ended(root: Path) -> None:
    (root / "postgresql.json").write_text(f'{{"pid": {os.getpid()}, "port": 1, "born": 0}}')
    servers.stop(root, quiet)
    assert processes.alive(os.getpid())

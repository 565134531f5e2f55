"""A database of its own for each size, filled once per run and thrown away afterwards."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

LOADERS = ("migrate", "load_divisions", "load_calendar", "load_rules", "load_categories", "load_demo")


def named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def filled(server_url: str, size: int, *how: str) -> Iterator[dict[str, str]]:
    """Yield the environment of a fresh database with ``size`` invented petitions; ``how`` goes to the filler."""
    name = f"bench_{'_'.join((str(size), *how))}_{os.getpid()}"
    identifier = sql.Identifier(name)
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(identifier))
        try:
            environment = {**os.environ, "DATABASE_URL": named(server_url, name)}
            for command in LOADERS:
                quiet(environment, "manage.py", command)
            quiet(environment, "-m", "benchmarks.fill", str(size), *how)
            yield environment
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


def quiet(environment: dict[str, str], *words: str) -> str:
    """Run Python; what it printed, or an error that shows it."""
    done = subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout

"""Run the same thing at once on connections of their own."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(calls: Iterable[Callable[[], T]], *, threads: int) -> list[T | BaseException]:
    """Result or exception of each call; the first of each thread wait for one another."""
    ready = Barrier(threads)
    calls = list(calls)
    lanes = [calls[n::threads] for n in range(threads)]

    def run(lane: list[Callable[[], T]]) -> list[Any]:
        try:
            connection.ensure_connection()
            ready.wait(timeout=30)
            return [_outcome(call) for call in lane]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return [outcome for lane in pool.map(run, lanes) for outcome in lane]


def _outcome(call: Callable[[], T]) -> T | BaseException:
    try:
        return call()
    except Exception as error:
        return error

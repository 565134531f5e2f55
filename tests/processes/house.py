"""A Valkey of our own that can be stopped, and real Celery workers on the test's database."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from jiaozuo_social.celery import app
from jiaozuo_social.demo import processes
from jiaozuo_social.demo.valkey import Valkey

PATIENCE = 30.0
CLAIM_SECONDS = 2


class House:
    def __init__(self, root: Path, gateway_url: str) -> None:
        (root / "logs").mkdir()
        self.root = root
        self.valkey = Valkey(root, "processes", throw_away=True)
        self.port = processes.free_port()
        self.broker = self.valkey.url(self.port)
        self.valkey_pid = 0
        self.workers: dict[str, int] = {}
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "jiaozuo_social.settings.demo",
            "DATABASE_URL": _database_url(),
            "REDIS_URL": self.broker,
            "SMS_GATEWAY": "jiaozuo_social.outbox.gateways.HttpGateway",
            "SMS_HTTP_URL": gateway_url,
            "SMS_HTTP_SECRET": "processes",
            "OUTBOX_CLAIM_TTL_SECONDS": str(CLAIM_SECONDS),
            "OUTBOX_BACKOFF_SECONDS": "1",
            "OUTBOX_NUDGE_PAUSE_SECONDS": "1",
        }

    def start_valkey(self) -> None:
        self.valkey_pid = self.valkey.start(self.port)
        wait_for(lambda: self.valkey.ready(self.port))

    def stop_valkey(self) -> None:
        processes.end(self.valkey_pid, signal.SIGTERM)

    def start_workers(self, *names: str) -> None:
        for name in names:
            command = [
                *(sys.executable, "-m", "celery", "-A", "jiaozuo_social", "worker", "-Q", "celery,notify"),
                *(
                    "-c",
                    "2",
                    "-n",
                    f"{name}@test",
                    "--loglevel",
                    "INFO",
                    "--without-gossip",
                    "--without-mingle",
                ),
            ]
            child = processes.spawn(
                command, self.root / f"logs/{name}.log", env=self.env, dies_with_us=signal.SIGTERM
            )
            self.workers[name] = child.pid
        wait_for(lambda: all("ready." in self.log(name) for name in names))

    def kill(self, name: str) -> None:
        """SIGKILL for the worker and its children at the same moment: nobody can say good-bye."""
        os.killpg(self.workers.pop(name), signal.SIGKILL)

    def send(self, *tasks: str) -> None:
        """What beat does."""
        with app.connection_for_write(self.broker) as link:
            for task in tasks:
                app.send_task(task, connection=link)

    def log(self, name: str) -> str:
        return (self.root / f"logs/{name}.log").read_text(errors="replace")

    def end(self) -> None:
        for name in list(self.workers):
            self.kill(name)  # a polite end would wait for the broker
        self.stop_valkey()


def wait_for(done: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Ask until it is true; what takes longer has failed."""
    deadline = time.monotonic() + patience
    while not done():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def _database_url() -> str:
    info = connection.get_connection_params()
    secret = f":{info['password']}" if info.get("password") else ""
    return f"postgresql://{info['user']}{secret}@{info['host']}:{info['port']}/{info['dbname']}"

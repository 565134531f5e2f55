"""The demo's servers, shared by ``make demo`` and every ``manage.py`` command.

Whoever needs the servers holds a shared lock meanwhile; the first starts them, the last stops them.
The kernel gives the lock back even after SIGKILL, so that the next user finds servers that were left
running, uses them and stops them.
"""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

from . import folders, processes
from .folders import ServerFailed
from .postgres import Postgres
from .valkey import Valkey

Say = Callable[[str], None]
Server = Postgres | Valkey
VARIABLES: dict[str, type[Server]] = {"DATABASE_URL": Postgres, "REDIS_URL": Valkey}
PATIENCE = 60.0


class State(TypedDict):
    """What is kept about a started server."""

    pid: int
    port: int
    born: float


class Busy(RuntimeError):
    """The data cannot be thrown away: somebody is using the servers."""


@contextmanager
def running(root: Path, say: Say, *, throw_away: bool = False) -> Iterator[dict[str, str]]:
    """Start what the environment does not name, and yield the addresses as environment variables."""
    folders.prepare(root)
    (root / "logs").mkdir(mode=0o700, exist_ok=True)
    wanted = [name for name in VARIABLES if not os.environ.get(name)]
    owner = os.getpid()
    with (root / "users.lock").open("w") as users:
        try:
            with _alone(root):
                fcntl.flock(users, fcntl.LOCK_SH)
                addresses = {name: _address(VARIABLES[name], root, say, throw_away) for name in wanted}
            yield addresses
        finally:
            if os.getpid() == owner:  # a forked child must not stop its parent's servers
                with _alone(root):
                    if _last_user(users):
                        stop(root, say)


def reset(root: Path, say: Say) -> None:
    """Throw all data away, unless somebody is at work on it."""
    if not root.exists():
        return
    with (root / "users.lock").open("w") as users, _alone(root):
        if not _last_user(users):
            raise Busy("演示正在运行，请先停止它，再执行 RESET=1。")
        stop(root, say)
        folders.forget(root)


def stop(root: Path, say: Say) -> None:
    for kind in (Valkey, Postgres):
        state = _state(root, kind)
        if state is not None:
            say(f"停止 {kind.label} …")
            processes.end(state["pid"], kind.end_signal)
            _state_file(root, kind).unlink()


def _address(kind: type[Server], root: Path, say: Say, throw_away: bool) -> str:
    server = kind(root, _password(root), throw_away=throw_away)
    state = _state(root, kind)
    if state is None or not server.ready(state["port"]):
        state = _start(server, say)
        _state_file(root, kind).write_text(json.dumps(state))
    return server.url(state["port"])


def _start(server: Server, say: Say) -> State:
    say(f"启动 {server.label} …")
    began = time.monotonic()
    for _ in range(3):  # somebody may take the free port in between
        port = processes.free_port()
        pid = server.start(port)
        ready = False
        try:
            ready = _wait(server, pid, port)
        finally:  # also when a signal interrupts the wait
            if not ready:
                processes.end(pid, server.end_signal)
        if ready:
            say(f"{server.label} 已就绪（{time.monotonic() - began:.1f} 秒）")
            return {"pid": pid, "port": port, "born": processes.born(pid)}
    log = server.root / f"logs/{server.label.lower()}.log"
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
    raise ServerFailed(f"{server.label} 启动失败，日志 {log} 的末尾：\n{tail}")


def _wait(server: Server, pid: int, port: int) -> bool:
    processes.wait_until(lambda: server.ready(port) or not processes.alive(pid), PATIENCE)
    return processes.alive(pid) and server.ready(port)


def _state_file(root: Path, kind: type[Server]) -> Path:
    return root / f"{kind.label.lower()}.json"


def _state(root: Path, kind: type[Server]) -> State | None:
    """Process and port of a server that is still there."""
    file = _state_file(root, kind)
    if not file.exists():
        return None
    state: State = json.loads(file.read_text())
    same = processes.alive(state["pid"]) and processes.born(state["pid"]) == state["born"]
    return state if same else None  # the number may belong to another process by now


def _password(root: Path) -> str:
    file = root / "password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text()


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One process at a time starts or stops servers."""
    with (root / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _last_user(users: object) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
    except BlockingIOError:
        return False
    return True

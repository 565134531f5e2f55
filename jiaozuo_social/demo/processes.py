"""Child processes that outlive no one: started apart from the terminal, ended and awaited by us."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str | Path],
    log: Path,
    *,
    env: Mapping[str, str] | None = None,
    user: int | None = None,
    group: int | None = None,
    dies_with_us: signal.Signals | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own: Ctrl-C reaches only us, and we end the others in order."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=env,
            cwd="/" if user is not None else None,
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
            preexec_fn=partial(_die_with_parent, dies_with_us) if dies_with_us else None,
        )


def _die_with_parent(how: signal.Signals) -> None:
    """Linux sends this signal when the parent vanishes, even by SIGKILL; elsewhere nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def born(pid: int) -> float:
    return psutil.Process(pid).create_time()


def end(pid: int, how: signal.Signals, *, patience: float = 15.0) -> None:
    """Ask a process to end and wait; what does not listen is killed with all its children."""
    if not alive(pid):
        return
    family = psutil.Process(pid).children(recursive=True)
    os.kill(pid, how)
    if not wait_until(lambda: not alive(pid), patience):
        os.kill(pid, signal.SIGKILL)
    _, left = psutil.wait_procs(family, timeout=2)
    for process in left:
        process.kill()


def wait_until(done: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if done():
            return True
        time.sleep(0.05)
    return done()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False

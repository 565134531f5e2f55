"""The portal's own processes in the demo: web server, Celery worker and Celery beat."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from . import processes

LOG_LINES = 15
PATIENCE = 60


class Children:
    def __init__(self, root: Path, host: str, port: int, say: Callable[[str], None]) -> None:
        self.root = root
        self.say = say
        self.health = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/healthz"
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        python = sys.executable
        celery = [python, "-m", "celery", "-A", "jiaozuo_social"]
        self.commands: dict[str, list[str]] = {
            "web": [
                *(python, "-m", "granian", "--interface", "wsgi", "jiaozuo_social.wsgi:application"),
                *("--host", host, "--port", str(port), "--workers", "1", "--blocking-threads", "8"),
            ],
            "worker": [*celery, "worker", "-Q", "celery,notify", "-c", "2", "--loglevel", "INFO"],
            "beat": [*celery, "beat", "--schedule", str(root / "beat-schedule"), "--loglevel", "INFO"],
        }

    def start(self) -> bool:
        """Start all and wait for the first answer; False if there is none."""
        for name, command in self.commands.items():
            self.say(f"启动 {name}（日志 .demo/logs/{name}.log）…")
            self.running[name] = processes.spawn(
                command, self._log(name), env=dict(os.environ), dies_with_us=signal.SIGTERM
            )
        processes.wait_until(lambda: self._answering() or self._dead() is not None, PATIENCE)
        return self._dead() is None and self._answering()

    def watch(self) -> int:
        """Wait until a child ends by itself, which none should."""
        while self._dead() is None:
            time.sleep(0.5)
        return self.failed()

    def failed(self) -> int:
        """Say which child has ended, or that the web server does not answer, and why."""
        name = self._dead() or "web"
        code = self.running[name].returncode
        what = "没有应答" if code is None else f"意外退出（返回码 {code}）"
        self.say(f"{name} {what}，其余进程随之停止。日志末尾：")
        lines = self._log(name).read_text(errors="replace").splitlines()
        print("\n".join(f"    {line}" for line in lines[-LOG_LINES:]), flush=True)
        return 1

    def end(self) -> None:
        for name in reversed(self.commands):
            if name in self.running and self.running[name].poll() is None:
                self.say(f"停止 {name} …")
                processes.end(self.running[name].pid, signal.SIGTERM)

    def _answering(self) -> bool:
        try:
            with urllib.request.urlopen(self.health, timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _dead(self) -> str | None:
        return next((name for name, child in self.running.items() if child.poll() is not None), None)

    def _log(self, name: str) -> Path:
        return self.root / f"logs/{name}.log"

"""A real PostgreSQL on a free local port, with a password, in a folder of ours."""

import signal
import subprocess
from pathlib import Path

import psycopg

from . import folders, processes

DATABASE = "jiaozuo_social"


class Postgres:
    label = "PostgreSQL"
    end_signal = signal.SIGINT  # "fast": roll back open transactions, then stop

    def __init__(self, root: Path, password: str, *, throw_away: bool) -> None:
        self.root = root
        self.password = password
        self.throw_away = throw_away

    def url(self, port: int, database: str = DATABASE) -> str:
        return f"postgresql://postgres:{self.password}@127.0.0.1:{port}/{database}"

    def start(self, port: int) -> int:
        home = folders.postgres_home(self.root)
        programs = folders.postgres_programs(home)
        data = home / "postgres"
        if not (data / "PG_VERSION").exists():
            self._create(programs, data)
        user = folders.server_user()
        command: list[str | Path] = [programs / "postgres", "-D", data, "-p", str(port), *self._options()]
        log = self.root / "logs/postgres.log"
        return processes.spawn(
            command,
            log,
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            dies_with_us=self.end_signal if self.throw_away else None,
        ).pid

    def ready(self, port: int) -> bool:
        try:
            with psycopg.connect(
                self.url(port, "postgres"), connect_timeout=2, autocommit=True
            ) as connection:
                found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if found.fetchone() is None:
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.OperationalError:
            return False
        return True

    def _create(self, programs: Path, data: Path) -> None:
        """Chinese trigrams need a UTF-8 character type: the C locale would see no letters in 汉字."""
        data.mkdir(mode=0o700, exist_ok=True)
        folders.give_to_server(data)
        user = folders.server_user()
        password = data.with_name("initial-password")
        password.touch(mode=0o600)
        password.write_text(self.password)
        folders.give_to_server(password)
        command: list[str | Path] = [programs / "initdb", "-D", data, "-U", "postgres", "--no-instructions"]
        command += [
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--auth=scram-sha-256",
        ]
        command += [f"--pwfile={password}", *(["--no-sync"] if self.throw_away else [])]
        try:
            done = subprocess.run(
                command,
                text=True,
                capture_output=True,
                cwd="/",
                user=user and user.pw_uid,
                group=user and user.pw_gid,
                extra_groups=None if user is None else [],
            )
        finally:
            password.unlink()
        if done.returncode != 0:
            raise folders.ServerFailed(f"PostgreSQL 数据目录无法建立：\n{done.stdout}{done.stderr}")

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "200",
            "shared_buffers": "128MB",
            "timezone": "Asia/Shanghai",
            "synchronous_commit": "off",
            "fsync": "off" if self.throw_away else "on",
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

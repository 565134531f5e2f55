"""Make ``.venv`` from a lock file; run by path with the system's Python, so standard library only."""

import hashlib
import shutil
import signal
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"


def main(lock_name: str) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  (any Python may run this file)
        return fail(
            f"需要 Python 3.11 或更新版本，当前是 {sys.version.split()[0]}。可用 make PYTHON=… 指定。"
        )
    lock = ROOT / lock_name
    stamp = VENV / f"{lock.stem}.installed"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    if not _usable():
        say("正在创建 Python 环境 .venv …")
        shutil.rmtree(VENV, ignore_errors=True)
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError:
            return fail("无法创建 .venv：缺少 venv 组件。Debian/Ubuntu 请安装 python3-venv 后重试。")
        except OSError as problem:
            return fail(f"无法创建 .venv：{problem}")
    started = time.monotonic()
    if _install(lock) != 0:
        return fail("依赖没有装好，请查看上面的提示；网络恢复后重新运行即可。")
    stamp.write_text(wanted)
    say(f"依赖已装好，用时 {time.monotonic() - started:.0f} 秒。")
    return 0


def _usable() -> bool:
    """A half-made environment, or one whose Python has gone, is made anew."""
    python = VENV / "bin/python"
    return (
        python.exists()
        and subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def _install(lock: Path) -> int:
    """Let pip work under a one-line progress display; its warnings and errors stay visible."""
    total = sum("==" in line and not line.startswith((" ", "#")) for line in lock.read_text().splitlines())
    command: list[str | Path] = [VENV / "bin/python", "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--no-input", "--progress-bar", "off", "--require-hashes", "-r", lock]
    tail: list[str] = []
    tty, seen = sys.stdout.isatty(), 0
    say(f"正在安装依赖（{lock.name}，约 {total} 个包，逐个核对校验值）…")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        try:
            for line in pip.stdout:
                tail = [*tail[-19:], line]
                if line.startswith(("Collecting", "Requirement already")):
                    seen += 1
                    if tty or seen % 20 == 0:
                        _progress(f"已取得 {seen}/{total}", tty)
                elif line.startswith("Installing collected"):
                    _progress("下载完毕，正在写入 .venv …", tty)
        except KeyboardInterrupt:
            pip.terminate()
            raise
    if tty:
        print()
    if pip.returncode != 0:
        print("".join(tail), file=sys.stderr)
    return pip.returncode


def _progress(text: str, tty: bool) -> None:
    print(f"\r  {text}    " if tty else f"  {text}", end="" if tty else "\n", flush=True)


def say(text: str) -> None:
    print(text, flush=True)


def fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit(fail("已中断；重新运行会接着安装。"))

"""``make demo``: start everything, say how to get in, and end everything together."""

import os
import signal
import sys
import threading
import time
from contextlib import ExitStack
from types import FrameType

from . import folders, processes, servers
from .children import Children
from .loading import load
from .welcome import address, welcome

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = int(os.environ.get("PORT") or 8000)

stopping = threading.Event()


def say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", flush=True)


def _on_signal(number: int, _frame: FrameType | None) -> None:
    """The first signal ends the demo in order; further ones are not needed and not heard."""
    if not stopping.is_set():
        stopping.set()
        raise KeyboardInterrupt(signal.Signals(number).name)


def main() -> int:
    os.environ["TZ"] = "Asia/Shanghai"
    time.tzset()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _on_signal)
    if processes.port_taken(HOST, PORT):
        say(f"端口 {PORT} 已被占用。请停止占用它的程序，或换一个端口：make demo PORT={PORT + 1}")
        return 1
    try:
        if os.environ.get("RESET") == "1":
            say("RESET=1：清空演示数据，重新开始")
            servers.reset(folders.DEMO_FOLDER, say)
        return _run()
    except (folders.ServerFailed, servers.Busy) as problem:
        say(str(problem))
        return 1
    except PermissionError as problem:
        say(f"没有权限：{problem}。.demo 目录可能由另一个系统用户建立，请用该用户运行或删除它。")
        return 1
    except KeyboardInterrupt:
        return 0  # asked to end before everything was up
    finally:
        say("演示已停止。")


def _run() -> int:
    began = time.monotonic()
    # Receipts from the desk and text messages name the address at which this demo answers.
    os.environ.setdefault("SITE_URL", address(HOST, PORT))
    with ExitStack() as stack:
        os.environ.update(stack.enter_context(servers.running(folders.DEMO_FOLDER, say)))
        load(say)
        children = Children(folders.DEMO_FOLDER, HOST, PORT, say)
        stack.callback(children.end)
        try:
            if not children.start():
                return children.failed()
            welcome(HOST, PORT, time.monotonic() - began)
            return children.watch()
        except KeyboardInterrupt:
            say("收到停止请求，正在依次停止 …")
            return 0


if __name__ == "__main__":
    sys.exit(main())

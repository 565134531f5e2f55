"""The portal as it is served, but the answer to an upload is held back once it is ready: everything is
committed, nothing is sent. A test then kills the process."""

import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from jiaozuo_social.wsgi import application as portal

HELD = os.environ.get("HELD", "")  # the file that tells the test; without it nothing is held


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    answer: Iterable[bytes] = portal(environ, start_response)
    if HELD and environ["REQUEST_METHOD"] == "POST":
        Path(HELD).touch()
        threading.Event().wait()
    return answer

"""A network between the phone and the server that fails where a test wants it to.

The server behind it is real: when an answer is dropped, the server has committed and answered in full.
"""

import contextlib
import http.client
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PASS, OFFLINE, DROP, PORTAL = "pass", "offline", "drop", "portal"
# What happens to one request: PASS, OFFLINE, DROP, the login page of a hotel's network, or the share of the upload after which the line is cut.
Fate = str | float
HOP = {"connection", "keep-alive", "transfer-encoding"}


class Flaky:
    def __init__(self, upstream: str) -> None:
        self.upstream = urlsplit(upstream)
        self.is_down = False
        self.fates: list[Fate] = []  # of the next POSTs, in turn
        self.seen: list[tuple[str, str]] = []  # what was forwarded
        self.bodies: list[int] = []  # sizes of uploads forwarded
        self.met: list[Fate] = []  # fates that came true
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"flaky": self}))
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def fate(self, method: str) -> Fate:
        if self.is_down:
            return OFFLINE
        if method != "POST" or not self.fates:
            return PASS
        self.met.append(self.fates[0])
        return self.fates.pop(0)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    flaky: Flaky

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def handle_any(self) -> None:
        fate = self.flaky.fate(self.command)
        length = int(self.headers.get("Content-Length") or 0)
        if fate == OFFLINE:
            return self.cut()
        if isinstance(fate, float):
            self.rfile.read(int(length * fate))
            return self.cut()
        if fate == PORTAL:
            self.rfile.read(length)
            return self.answer(200, [("Content-Type", "text/html")], b"<h1>Welcome</h1>")
        with contextlib.suppress(ConnectionError):
            self.forward(self.rfile.read(length), drops=fate == DROP)

    def forward(self, body: bytes, *, drops: bool) -> None:
        self.flaky.seen.append((self.command, self.path))
        if body:
            self.flaky.bodies.append(len(body))
        line = http.client.HTTPConnection(
            self.flaky.upstream.hostname or "", self.flaky.upstream.port, timeout=60
        )
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        line.request(self.command, self.path, body or None, headers)
        answer = line.getresponse()
        content = answer.read()
        line.close()
        if drops:
            return self.cut()
        self.answer(answer.status, answer.getheaders(), content)

    def answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP | {"content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def cut(self) -> None:
        """Reset, as when a phone walks out of the radio cell."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def finish(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            super().finish()

    do_GET = do_HEAD = do_POST = handle_any

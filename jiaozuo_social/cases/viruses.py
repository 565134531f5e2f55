"""Ask clamd about a file (INSTREAM). Off unless ``CLAMD_ADDRESS`` is set; then no file passes unseen."""

import socket
import struct
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError

CHUNK = 65_536
TIMEOUT_SECONDS = 30
UNREACHABLE = "暂时不能检查附件是否安全。请稍后再传，或者先不带附件提交，以后再补充。"


def scan(content: IO[bytes], name: str) -> None:
    """Raise ValidationError for an infected file, and for one that could not be looked at."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        verdict = _ask(settings.CLAMD_ADDRESS, content)
    except OSError as exc:
        raise ValidationError(UNREACHABLE, code="unscanned") from exc
    finally:
        content.seek(0)
    if verdict.endswith("FOUND"):
        raise ValidationError(f"“{name}”含有病毒或恶意程序，不能上传。", code="virus")
    if not verdict.endswith("OK"):
        raise ValidationError(UNREACHABLE, code="unscanned")


def _ask(address: str, content: IO[bytes]) -> str:
    content.seek(0)
    with _connect(address) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK):
            clamd.sendall(struct.pack("!L", len(chunk)) + chunk)
        clamd.sendall(struct.pack("!L", 0))
        return clamd.recv(4096).decode("utf-8", "replace").strip("\0 \n")


def _connect(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    if host and port.isdecimal():
        return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)
    clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    clamd.settimeout(TIMEOUT_SECONDS)
    clamd.connect(address)
    return clamd

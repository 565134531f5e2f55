"""The HTTP gateway against a real server that fails, delays and sees repeats."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from jiaozuo_social.outbox import delivery
from jiaozuo_social.outbox.gateways import HttpGateway, PermanentFailure, TemporaryFailure
from jiaozuo_social.outbox.models import Message
from jiaozuo_social.outbox.services import enqueue_sms


class Platform(ThreadingHTTPServer):
    """An SMS platform that does as told and sends each idempotency key once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[int] = []  # statuses to give before 200; 0 means: accept, then say nothing
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.sent: dict[str, str] = {}
        self.released = threading.Event()


class Handler(BaseHTTPRequestHandler):
    server: Platform

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((dict(self.headers), body))
        status = self.server.answers.pop(0) if self.server.answers else 200
        if status in (0, 200):
            self.server.sent.setdefault(self.headers["Idempotency-Key"], json.loads(body)["text"])
        if status == 0:
            self.server.released.wait(5)
            return
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Quiet: the test reads ``requests``."""


@pytest.fixture
def platform(settings: Any) -> Iterator[Platform]:
    server = Platform()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.SMS_GATEWAY = "jiaozuo_social.outbox.gateways.HttpGateway"
    settings.SMS_HTTP_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_HTTP_SECRET = "shared"
    settings.SMS_HTTP_TIMEOUT_SECONDS = 0.5
    yield server
    server.released.set()
    server.shutdown()
    thread.join()
    server.server_close()


def send() -> None:
    HttpGateway().send(phone="13800001234", body="您的信访件已受理", idempotency_key="petition:1:受理")


def test_the_request_is_signed_and_carries_a_key(platform: Platform) -> None:
    send()
    headers, body = platform.requests[0]
    signed = headers["X-Timestamp"].encode() + b"." + body
    assert headers["X-Signature"] == hmac.new(b"shared", signed, hashlib.sha256).hexdigest()
    assert abs(int(headers["X-Timestamp"]) - time.time()) < 5
    assert headers["Idempotency-Key"] == hashlib.sha256("petition:1:受理".encode()).hexdigest()
    assert json.loads(body) == {"phone": "13800001234", "text": "您的信访件已受理"}


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_faults_of_the_platform_are_temporary(platform: Platform, status: int) -> None:
    platform.answers = [status]
    with pytest.raises(TemporaryFailure, match=f"^HTTP {status}$"):
        send()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 302])
def test_refusals_are_permanent(platform: Platform, status: int) -> None:
    platform.answers = [status]
    with pytest.raises(PermanentFailure, match=f"^HTTP {status}$"):
        send()
    assert len(platform.requests) == 1


def test_silence_is_a_temporary_failure_after_the_timeout(platform: Platform) -> None:
    platform.answers = [0]
    began = time.monotonic()
    with pytest.raises(TemporaryFailure):
        send()
    assert time.monotonic() - began < 2


def test_no_server_is_a_temporary_failure_and_the_error_names_nobody(settings: Any) -> None:
    settings.SMS_HTTP_URL = "http://127.0.0.1:1/"
    with pytest.raises(TemporaryFailure) as failure:
        send()
    assert "13800001234" not in str(failure.value)


@pytest.mark.django_db
def test_a_lost_answer_is_repeated_with_the_same_key_and_sent_once(platform: Platform, settings: Any) -> None:
    settings.OUTBOX_BACKOFF_SECONDS = 0
    platform.answers = [503, 0]
    message = enqueue_sms(phone="13800001234", kind="test", body="内容", dedupe_key="k1")
    assert message is not None
    assert [delivery.deliver(message.pk) for _ in range(4)] == [False, False, True, False]
    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.SENT, 3)
    assert len({headers["Idempotency-Key"] for headers, _ in platform.requests}) == 1
    assert list(platform.sent.values()) == ["内容"]

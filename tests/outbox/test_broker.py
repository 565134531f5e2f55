"""A dead or mute broker costs the caller at most a moment, and only once in a while."""

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from celery import current_app
from django.db import transaction

from jiaozuo_social.outbox import nudge as nudge_module
from jiaozuo_social.outbox.models import Message
from jiaozuo_social.outbox.nudge import nudge
from jiaozuo_social.outbox.services import enqueue_sms

REAL_PUBLISH = nudge_module._publish


@pytest.fixture(autouse=True)
def real_publish(nudged: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nudge_module, "_publish", REAL_PUBLISH)


@pytest.fixture
def mute_port() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        yield server.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def use_broker(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setattr(current_app.conf, "broker_url", f"redis://127.0.0.1:{port}/0")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["closed_port", "mute_port"])
def test_the_act_commits_and_returns_soon(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_broker(monkeypatch, request.getfixturevalue(kind))
    began = time.monotonic()
    with transaction.atomic():
        enqueue_sms(phone="13800001234", kind="test", body="内容", dedupe_key="k1")
    assert time.monotonic() - began < 2
    assert Message.objects.get().state == Message.State.QUEUED


def test_after_a_failure_the_broker_is_left_alone(mute_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    use_broker(monkeypatch, mute_port)
    assert nudge(1) is False
    began = time.monotonic()
    assert [nudge(n) for n in range(100)] == [False] * 100
    assert time.monotonic() - began < 0.2


def test_the_broker_is_asked_again_after_the_pause(
    closed_port: int, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    alive = current_app.conf.broker_url
    settings.OUTBOX_NUDGE_PAUSE_SECONDS = 0
    use_broker(monkeypatch, closed_port)
    assert nudge(1) is False
    monkeypatch.setattr(current_app.conf, "broker_url", alive)
    assert nudge(1) is True


def test_one_process_survives_a_restart_of_its_broker(
    monkeypatch: pytest.MonkeyPatch, settings: Any, valkey: Any
) -> None:
    settings.OUTBOX_NUDGE_PAUSE_SECONDS = 0
    use_broker(monkeypatch, valkey.port)
    valkey.start()
    assert nudge(1) is True
    valkey.stop()
    assert nudge(1) is False
    valkey.start()
    assert nudge(1) is True

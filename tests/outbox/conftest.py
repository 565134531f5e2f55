from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jiaozuo_social.outbox import nudge
from tests.outbox.fakes import Broker, Gateway


@pytest.fixture
def gateway(settings: Any) -> Iterator[type[Gateway]]:
    Gateway.taken, Gateway.failure = [], None
    settings.SMS_GATEWAY = "tests.outbox.fakes.Gateway"
    yield Gateway
    Gateway.failure = None


@pytest.fixture(autouse=True)
def nudged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Keep the broker out: the ids that would have been published."""
    published: list[int] = []
    monkeypatch.setattr(nudge, "_publish", published.append)
    monkeypatch.setattr(nudge, "_quiet_until", 0.0)
    return published


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path)
    yield broker
    broker.stop()

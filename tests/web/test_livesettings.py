"""Settings held in the process: one query for all, and never an old value for long."""

from typing import Any

import pytest
from constance import config
from constance.codecs import dumps
from constance.models import Constance

from jiaozuo_social.web import livesettings

pytestmark = pytest.mark.django_db


def elsewhere(key: str, value: Any) -> None:
    """Another process changes a setting: nothing in this one hears of it."""
    rows = Constance.objects.filter(key=key)
    if not rows.update(value=dumps(value)):
        Constance.objects.bulk_create([Constance(key=key, value=dumps(value))])


def test_after_the_first_reading_settings_ask_nothing(django_assert_num_queries: Any) -> None:
    config.BULK_MAX_CASES = 20
    config.UPLOAD_MAX_FILES = 4
    assert config.BULK_MAX_CASES == 20
    with django_assert_num_queries(0):
        assert (config.BULK_MAX_CASES, config.UPLOAD_MAX_FILES, config.BULK_MAX_CASES) == (20, 4, 20)


def test_a_change_in_this_process_counts_at_once() -> None:
    assert config.BULK_MAX_CASES == 200
    config.BULK_MAX_CASES = 7
    assert config.BULK_MAX_CASES == 7


def test_a_change_in_another_process_counts_after_some_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    config.BULK_MAX_CASES = 20
    assert config.BULK_MAX_CASES == 20
    elsewhere("BULK_MAX_CASES", 30)
    assert config.BULK_MAX_CASES == 20
    now = livesettings.SECONDS + 0.1
    monkeypatch.setattr("jiaozuo_social.web.held.time.monotonic", _later(now))
    assert config.BULK_MAX_CASES == 30


def test_reading_a_default_writes_nothing() -> None:
    """Constance would store it: then a change made elsewhere at that moment would be overwritten."""
    assert config.BULK_MAX_CASES == 200
    assert not Constance.objects.filter(key="BULK_MAX_CASES").exists()
    elsewhere("BULK_MAX_CASES", 30)
    config._backend.forget()
    assert config.BULK_MAX_CASES == 30


def _later(seconds: float) -> Any:
    import time

    began = time.monotonic()
    return lambda: began + seconds

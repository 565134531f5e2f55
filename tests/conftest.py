"""Fixtures for every test; the servers come from ``tests/servers.py``."""

from collections.abc import Iterator

import pytest
from constance import config
from django.core.cache import cache
from pytest_django.fixtures import Settings

from jiaozuo_social.cases import rulebook
from jiaozuo_social.outbox import webhooks
from jiaozuo_social.places import locating
from jiaozuo_social.places import selectors as places
from jiaozuo_social.workcalendar import services as workcalendar


@pytest.fixture(autouse=True)
def media_in_a_temporary_folder(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Uploads of a test never reach the demo's."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Rate limits and counters of one test do not reach the next (only our own keys are deleted)."""
    yield
    cache.delete_pattern("*")  # type: ignore[attr-defined]  # django-redis


@pytest.fixture(autouse=True)
def fresh_directories() -> None:
    """What is held in the process (calendar, places, limits, settings) is of this test's database."""
    workcalendar.refresh()
    places.refresh()
    locating.forget()
    rulebook.refresh()
    webhooks.refresh()
    config._backend.forget()

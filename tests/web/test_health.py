"""``/healthz`` tells a load balancer the truth and a stranger nothing."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.django_db
def test_well(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "cache": "ok"})


@pytest.mark.django_db
def test_without_database_no_requests_please(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError("password for portal@10.1.2.3")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "down")
    assert "10.1.2.3" not in answer.text


@pytest.mark.django_db
def test_without_cache_petitions_are_still_taken(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "get", lambda _key: None)  # how the backend shows a dead server
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["cache"]) == (200, "down")


@pytest.mark.django_db
def test_policy_is_strict_outside_the_admin(client: Client) -> None:
    strict = client.get("/healthz")["Content-Security-Policy"]
    loose = client.get("/admin/login/")["Content-Security-Policy"]
    assert "unsafe" not in strict
    assert "'unsafe-eval'" in loose
    assert "script-src 'self' 'unsafe-inline'" not in loose

"""Sessions in the database: a new one is one statement, and an old key opens nothing."""

from typing import Any

import pytest

from jiaozuo_social.accounts import sessionstore
from jiaozuo_social.accounts.sessionstore import SessionStore

pytestmark = pytest.mark.django_db


def test_a_new_session_is_one_insert(django_assert_num_queries: Any) -> None:
    session = SessionStore()
    session["opened"] = "XF1"
    with django_assert_num_queries(1):
        session.save()
    assert SessionStore(session.session_key)["opened"] == "XF1"


def test_a_taken_key_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = SessionStore()
    first["whose"] = "first"
    first.save()
    keys = iter([first.session_key, "f" * 32])
    monkeypatch.setattr(sessionstore, "get_random_string", lambda *args: next(keys))
    second = SessionStore()
    second["whose"] = "second"
    second.save()
    assert second.session_key == "f" * 32
    assert SessionStore(first.session_key)["whose"] == "first"


def test_after_a_change_of_key_the_old_one_is_dead() -> None:
    session = SessionStore()
    session["opened"] = "XF1"
    session.save()
    old = session.session_key
    session.cycle_key()
    session.save()
    assert session.session_key != old
    assert SessionStore(old).load() == {}
    assert SessionStore(session.session_key)["opened"] == "XF1"

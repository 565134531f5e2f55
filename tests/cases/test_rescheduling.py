"""Clocks that came up with nothing to say are put off together, without touching anybody's work."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaozuo_social.cases import reminders
from jiaozuo_social.cases.models import Clock
from jiaozuo_social.cases.rescheduling import reschedule
from jiaozuo_social.outbox.models import Notice
from tests import factories
from tests.threads import at_once


def begun(count: int) -> list[Clock]:
    """Clocks of new petitions: due for a first look, with no rung for weeks."""
    factories.rules()
    for number in range(count):
        factories.petition(phone=f"138{number:08d}")
    return list(Clock.objects.order_by("pk"))


@pytest.mark.django_db
def test_silent_clocks_take_the_same_statements_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    def statements() -> int:
        Clock.objects.update(next_step_at=timezone.now())
        with CaptureQueriesContext(connection) as told:
            assert reminders.sweep() == 0
        return len(told)

    begun(1)
    statements()  # settings and rules are read into the process
    one = statements()
    begun(4)
    assert statements() == one
    assert not Notice.objects.filter(kind__startswith="clock.").exists()
    assert not Clock.objects.filter(next_step_at__lte=timezone.now()).exists()


@pytest.mark.django_db
def test_batches_follow_each_other_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many clocks with the very same moment: none is left out between two batches."""
    clocks = begun(4)
    monkeypatch.setattr(reminders, "BATCH", 3)
    Clock.objects.update(next_step_at=timezone.now())
    reminders.sweep()
    assert len(clocks) > 6
    assert not Clock.objects.filter(next_step_at__lte=timezone.now()).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"next_step_at": timezone.now()}, {"stopped_at": timezone.now()}, {"paused_at": timezone.now()}],
)
def test_a_clock_that_changed_meanwhile_is_left_alone(change: dict[str, Any]) -> None:
    clock = begun(1)[0]
    Clock.objects.filter(pk=clock.pk).update(**change)
    before = Clock.objects.get(pk=clock.pk).next_step_at
    assert reschedule({clock: timezone.now() + dt.timedelta(days=1)}) == 0
    assert Clock.objects.get(pk=clock.pk).next_step_at == before


@pytest.mark.django_db(transaction=True)
def test_a_clock_in_somebodys_hands_is_not_waited_for() -> None:
    held, free = begun(1)[:2]
    later = timezone.now() + dt.timedelta(days=1)
    with transaction.atomic():
        Clock.objects.select_for_update().get(pk=held.pk)
        assert at_once([lambda: reschedule({held: later, free: later})], threads=1) == [1]
    assert Clock.objects.get(pk=free.pk).next_step_at == later
    assert Clock.objects.get(pk=held.pk).next_step_at == held.next_step_at

"""Celery's door to imports and exports. Triggers: ``nudge`` after a commit, and the beat."""

from celery import shared_task

from . import exporting, sweeping, working


@shared_task(name="ledger.check")
def check(pk: int) -> None:
    working.check(pk)


@shared_task(name="ledger.import")
def bring_in(pk: int) -> None:
    working.bring_in(pk)


@shared_task(name="ledger.export")
def export(pk: int) -> None:
    exporting.export(pk)


@shared_task(name="ledger.resume")
def resume() -> None:
    sweeping.resume()


@shared_task(name="ledger.sweep")
def sweep() -> None:
    sweeping.sweep()

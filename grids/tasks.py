"""Celery's door to the daily work of the grids app. Trigger: the beat."""

from celery import shared_task

from .burden import checks


@shared_task(name="grids.rebound_checks")
def rebound_checks() -> None:
    checks.run()

"""Celery's door to the clocks. Trigger: the beat."""

from celery import shared_task

from . import reminders, uploads, windows


@shared_task(name="cases.sweep_clocks")
def sweep_clocks() -> None:
    reminders.sweep()


@shared_task(name="cases.lapse_windows")
def lapse_windows() -> None:
    windows.lapse_windows()


@shared_task(name="cases.sweep_uploads")
def sweep_uploads() -> None:
    uploads.sweep()

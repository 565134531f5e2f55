"""Celery's door to the clocks. Trigger: the beat."""

from celery import shared_task

from . import reminders, windows


@shared_task(name="cases.sweep_clocks")
def sweep_clocks() -> None:
    reminders.sweep()


@shared_task(name="cases.lapse_windows")
def lapse_windows() -> None:
    windows.lapse_windows()

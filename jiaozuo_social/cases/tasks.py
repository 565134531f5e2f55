"""Celery's door to the clocks, the seals and the retention. Trigger: the beat."""

from celery import shared_task

from jiaozuo_social.audit.tasks import announce

from . import reminders, retention, seals, uploads, windows


@shared_task(name="cases.sweep_clocks")
def sweep_clocks() -> None:
    reminders.sweep()


@shared_task(name="cases.lapse_windows")
def lapse_windows() -> None:
    windows.lapse_windows()


@shared_task(name="cases.sweep_uploads")
def sweep_uploads() -> None:
    uploads.sweep()


@shared_task(name="cases.seal_entries")
def seal_entries() -> None:
    announce(seals.seal())


@shared_task(name="cases.anonymise")
def anonymise() -> None:
    retention.run()

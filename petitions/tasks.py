"""Celery's door to the petitions' daily work. Trigger: the beat."""

from celery import shared_task

from . import daily


@shared_task(name="petitions.close_lapsed")
def close_lapsed() -> None:
    daily.close_lapsed()


@shared_task(name="petitions.supervise_repeats")
def supervise_repeats() -> None:
    daily.supervise_repeats()

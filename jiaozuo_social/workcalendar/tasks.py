"""Celery's door to the work calendar. Trigger: the beat, every morning."""

from celery import shared_task
from django.utils import timezone

from .warnings import warn_missing_years as warn


@shared_task(name="workcalendar.warn_missing_years")
def warn_missing_years() -> None:
    warn(timezone.localdate())

"""Celery's door to the report."""

from celery import shared_task

from . import services


@shared_task(name="reports.compute_last_month")
def compute_last_month() -> int:
    return services.compute_last_month()

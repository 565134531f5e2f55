"""Celery's door to the outbox. Triggers: ``nudge`` after a commit, and the beat."""

from celery import shared_task

from . import delivery, digests


@shared_task(name="outbox.deliver", acks_late=True)
def deliver(message_id: int) -> None:
    delivery.deliver(message_id)


@shared_task(name="outbox.sweep")
def sweep() -> None:
    delivery.sweep()


@shared_task(name="outbox.send_digests")
def send_digests() -> None:
    digests.send_digests()

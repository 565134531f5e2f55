"""Celery's door to the seals of the access log. Trigger: the beat, every hour."""

import logging

from celery import shared_task

from . import seals
from .accesses import ACCESS
from .models import Seal

logger = logging.getLogger(__name__)


@shared_task(name="audit.seal_access")
def seal_access() -> None:
    announce(seals.seal(ACCESS))


def announce(made: list[Seal]) -> None:
    """Say the new seals in the log: a copy outside the database, which its administrator cannot change."""
    for one in made:
        logger.info("seal %s %s rows=%s hash=%s", one.chain, one.number, one.rows, one.hash)

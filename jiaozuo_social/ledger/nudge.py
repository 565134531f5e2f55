"""Ask a worker to start now. Only a courtesy: the beat finds what was not asked for."""

import logging

from celery import current_app

logger = logging.getLogger(__name__)


def nudge(task: str, pk: int) -> None:
    try:
        current_app.send_task(task, (pk,), retry=False)
    except Exception as error:  # whatever the broker's client raises, the caller has committed
        logger.warning("broker not reached (%s): %s %s waits", type(error).__name__, task, pk)

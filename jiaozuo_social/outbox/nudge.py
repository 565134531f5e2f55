"""Ask a worker to deliver a message now. Only a courtesy: the sweep finds what is not asked for."""

import logging
import time
from functools import cache

from celery import current_app
from django.conf import settings
from kombu import Connection
from kombu.pools import producers

logger = logging.getLogger(__name__)

# A citizen waits for this on the way to the receipt: one short try, no retries.
IMPATIENT = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "retry_on_timeout": False,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}

_quiet_until = 0.0


def nudge(message_id: int) -> bool:
    """Queue the delivery; False if the broker cannot be reached or was just found dead."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    try:
        _publish(message_id)
    except Exception as error:  # whatever the broker's client raises, the caller has committed
        _quiet_until = time.monotonic() + settings.OUTBOX_NUDGE_PAUSE_SECONDS
        logger.warning("broker not reached (%s): message %s waits", type(error).__name__, message_id)
        return False
    return True


def _publish(message_id: int) -> None:
    with producers[_connection(current_app.conf.broker_url)].acquire(block=True, timeout=1) as producer:
        current_app.send_task("outbox.deliver", (message_id,), producer=producer, retry=False)


@cache
def _connection(url: str) -> Connection:
    return current_app.connection_for_write(url, transport_options=IMPATIENT)

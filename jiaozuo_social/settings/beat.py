"""What Celery beat starts, and when (Asia/Shanghai)."""

from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 60.0, "options": {"expires": 50}},
    # Hourly: the task itself waits for the hour set in the portal and sends once a day.
    "outbox-digests": {"task": "outbox.send_digests", "schedule": crontab(minute=5)},
    "workcalendar-missing-years": {
        "task": "workcalendar.warn_missing_years",
        "schedule": crontab(minute=30, hour=8),
    },
}

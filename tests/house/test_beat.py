"""What beat is to start exists, and what must be started is in its table."""

from jiaozuo_social.celery import app
from jiaozuo_social.settings.beat import CELERY_BEAT_SCHEDULE

PROMISED = {
    "cases.sweep_clocks",
    "cases.lapse_windows",
    "petitions.close_lapsed",
    "petitions.supervise_repeats",
    "outbox.sweep",
    "outbox.send_digests",
    "workcalendar.warn_missing_years",
}


def test_every_task_of_the_beat_is_registered() -> None:
    app.loader.import_default_modules()
    named = {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()}
    assert named <= set(app.tasks), named - set(app.tasks)


def test_what_the_rules_promise_is_started() -> None:
    assert {entry["task"] for entry in CELERY_BEAT_SCHEDULE.values()} >= PROMISED

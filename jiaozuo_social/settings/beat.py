"""What Celery beat starts, and when (Asia/Shanghai)."""

from typing import Any

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "outbox-sweep": {"task": "outbox.sweep", "schedule": 60.0, "options": {"expires": 50}},
    # Hourly: the task itself waits for the hour set in the portal and sends once a day.
    "outbox-digests": {"task": "outbox.send_digests", "schedule": crontab(minute=5)},
    "cases-clocks": {"task": "cases.sweep_clocks", "schedule": 300.0, "options": {"expires": 280}},
    # The windows before the closing that depends on them; both may run late or twice.
    "cases-windows": {"task": "cases.lapse_windows", "schedule": crontab(minute=10, hour=0)},
    "petitions-closing": {"task": "petitions.close_lapsed", "schedule": crontab(minute=20, hour=0)},
    "petitions-repeats": {"task": "petitions.supervise_repeats", "schedule": crontab(minute=40)},
    "petitions-campaigns-closing": {
        "task": "petitions.close_campaigns",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "petitions-campaigns-answers": {"task": "petitions.answer_campaigns", "schedule": 600.0},
    "petitions-campaigns-reminders": {
        "task": "petitions.remind_of_summaries",
        "schedule": crontab(minute=0, hour=8),
    },
    "petitions-annual-report": {
        "task": "petitions.remind_of_annual_report",
        "schedule": crontab(minute=10, hour=8),
    },
    "grids-self-handled": {"task": "grids.close_self_handled", "schedule": crontab(minute=15)},
    "grids-daily": {"task": "grids.daily", "schedule": crontab(minute=25, hour=0)},
    "grids-groups": {"task": "grids.propose_groups", "schedule": 600.0, "options": {"expires": 590}},
    # What was written and who looked: sealed, so that a later change shows (docs/trust.md).
    "audit-seal-access": {"task": "audit.seal_access", "schedule": crontab(minute=50)},
    "cases-seal-entries": {"task": "cases.seal_entries", "schedule": crontab(minute=40, hour=0)},
    "grids-visits": {"task": "grids.empty_old_visits", "schedule": crontab(minute=20, hour=2)},
    "cases-anonymise": {"task": "cases.anonymise", "schedule": crontab(minute=40, hour=2)},
    # Files of forms that were never sent.
    "cases-uploads": {"task": "cases.sweep_uploads", "schedule": crontab(minute=50, hour=3)},
    # On the first of the month; every night, so that a missed first is made good.
    "reports-month": {"task": "reports.compute_last_month", "schedule": crontab(minute=30, hour=1)},
    # Planned ones that are due, once and then each week; planned anew if one is missing.
    "grids-rebound-checks": {"task": "grids.rebound_checks", "schedule": crontab(minute=15, hour=8)},
    "grids-clear-voters": {"task": "grids.clear_voters", "schedule": crontab(minute=55, hour=2)},
    # What changed every ten minutes; every night all of it, so that nothing drifts.
    "grids-board": {"task": "grids.make_board", "schedule": 600.0, "options": {"expires": 590}},
    "grids-board-all": {
        "task": "grids.make_board",
        "schedule": crontab(minute=10, hour=3),
        "kwargs": {"everything": True},
    },
    # Imports and exports that nobody works on; their files when they are old.
    "ledger-resume": {"task": "ledger.resume", "schedule": 60.0, "options": {"expires": 50}},
    "ledger-sweep": {"task": "ledger.sweep", "schedule": crontab(minute=30, hour=3)},
    "workcalendar-missing-years": {
        "task": "workcalendar.warn_missing_years",
        "schedule": crontab(minute=30, hour=8),
    },
}

"""Celery's door to the grids' own work. Trigger: the beat."""

from celery import shared_task

from . import daily, proposing, visiting
from .board import making
from .burden import checks
from .consultation import clearing


@shared_task(name="grids.rebound_checks")
def rebound_checks() -> None:
    checks.run()


@shared_task(name="grids.empty_old_visits")
def empty_old_visits() -> None:
    visiting.empty_old()


@shared_task(name="grids.close_self_handled")
def close_self_handled() -> None:
    daily.close_self_handled()


@shared_task(name="grids.daily")
def daily_work() -> None:
    daily.resume_unchecked()
    daily.evaluate_lapsed()


@shared_task(name="grids.propose_groups")
def propose_groups() -> None:
    proposing.propose()


@shared_task(name="grids.clear_voters")
def clear_voters() -> None:
    clearing.run()


@shared_task(name="grids.make_board")
def make_board(everything: bool = False) -> None:
    making.make(everything=everything)

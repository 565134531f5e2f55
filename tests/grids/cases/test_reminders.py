"""Who hears of a clock where nobody serves, and of none when the work is done (the others: ``test_ladders.py``)."""

import pytest

from jiaozuo_social.cases import reminders
from jiaozuo_social.orgs.models import Membership
from jiaozuo_social.outbox.models import Notice
from tests.clockwork import at, now
from tests.gridwork import LONG_AGO, GridWalk, photo, report

pytestmark = pytest.mark.django_db


def told(moment: str) -> set[tuple[str, str]]:
    """Run the sweep at a moment; (person, action) of the new notices."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with now(moment):
        reminders.sweep(at(moment))
    fresh = Notice.objects.filter(kind__startswith="clock.").exclude(pk__in=before)
    return {(notice.user.name, notice.kind.removeprefix("clock.")) for notice in fresh.select_related("user")}


def test_an_empty_post_is_told_to_the_platform_above(grid_walk: GridWalk) -> None:
    town = grid_walk.town
    with now("2026-11-23 09:00"):
        report()
    Membership.objects.filter(user=town.people.street).update(ended_on=LONG_AGO)
    assert told("2026-11-23 09:31") == {("区调度", "urge")}


def test_what_is_done_in_time_is_not_chased(grid_walk: GridWalk) -> None:
    with now("2026-11-23 09:00"):
        case = grid_walk.to("handling", code="06011")
        case.feedback(by=grid_walk.town.by("handler"), note="已清理", photos=[photo()])
        case.close(by=grid_walk.town.by("checker"))
    assert told("2026-12-30 09:00") == set()

"""The catalogue (rules §5.2), limits by event × urgency × stage (§5.3), and how clocks use them."""

import datetime as dt

import pytest
from django.utils import timezone

from grids import catalogue, limits
from grids.choices import Stage, Urgency
from grids.models import EventLimit
from jiaozuo_social.cases.models import Category, Clock
from jiaozuo_social.workcalendar.services import load_from_package
from jiaozuo_social.workdays import Unit
from tests.clockwork import now
from tests.gridwork import GridTown, GridWalk, event, report

pytestmark = pytest.mark.django_db


def test_the_catalogue_has_153_parts_and_250_events(grid_town: GridTown) -> None:
    """GB/T 47678.5-2026: events 01–05 are the parts with 异常, 97 more in 06–10; seven local kinds."""
    rows = Category.objects.filter(kind="grid", parent__isnull=False)
    national = rows.exclude(code__startswith="90")
    assert national.count() == 250
    assert national.filter(parent__code__in=catalogue.PARTS, name__endswith="异常").count() == 153
    assert rows.filter(code__startswith="90").count() == 7
    assert set(national.values_list("standard_ref", flat=True)) == {"GB/T 47678.5-2026"}
    for code, name in {
        "06010": "暴露垃圾",
        "06040": "私设地锁阻车桩",
        "09020": "农贸市场秩序",
        "01077": "综合杆异常",
    }.items():
        assert event(code).name == name
    unused = {"01016", "06031", "07005", "09007"}
    assert not rows.filter(code__in=unused).exists()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("01-10", "06010"),
        ("0110", "06010"),
        ("0420", "09020"),
        ("06010", "06010"),
        ("0599", None),
        ("", None),
    ],
)
def test_older_codes_lead_to_todays(grid_town: GridTown, code: str, found: str | None) -> None:
    got = catalogue.event_of(code)
    assert (got.code if got else None) == found


def test_loading_again_keeps_an_administrators_change(grid_town: GridTown) -> None:
    row = EventLimit.objects.get(event=event("06010"), urgency="ordinary")
    row.amount = 2
    row.save()
    before = EventLimit.objects.count()
    catalogue.load_extra()
    assert EventLimit.objects.get(pk=row.pk).amount == 2
    assert EventLimit.objects.count() == before


@pytest.mark.parametrize(
    ("code", "urgency", "limit"),
    [
        ("06010", Urgency.ORDINARY, (1, Unit.WORKING)),  # the event's own
        ("01003", Urgency.ORDINARY, (7, Unit.WORKING)),  # its class: 维修 5–7
        ("06011", Urgency.ORDINARY, (3, Unit.WORKING)),  # every event: 一般 1–3
        ("06001", Urgency.ORDINARY, (20, Unit.WORKING)),  # 执法 15–20
        ("01003", Urgency.URGENT, (2, Unit.HOURS)),  # 井盖缺失: 2 紧急工作时
        ("06010", Urgency.PRESSING, (4, Unit.OFFICE_HOURS)),
    ],
)
def test_the_nearest_row_counts(grid_town: GridTown, code: str, urgency: str, limit: object) -> None:
    assert limits.limit_for(event(code), urgency, Stage.HANDLE) == limit


def test_a_new_value_counts_from_its_day(grid_town: GridTown) -> None:
    rubbish = event("06010")
    first = timezone.localdate() + dt.timedelta(days=10)
    EventLimit.objects.create(event=rubbish, urgency="ordinary", amount=4, unit="office", valid_from=first)
    day = dt.timedelta(days=1)
    assert limits.limit_for(rubbish, "ordinary", "handle", first - day) == (1, Unit.WORKING)
    assert limits.limit_for(rubbish, "ordinary", "handle", first) == (4, Unit.OFFICE_HOURS)


@pytest.mark.parametrize(
    ("urgency", "code", "at", "due"),
    [
        ("urgent", "01003", "2026-11-20 17:30", "2026-11-20 19:30"),  # continuous, into the evening
        ("pressing", "06010", "2026-11-20 17:00", "2026-11-23 11:30"),  # Friday to Monday
        ("ordinary", "06010", "2026-09-30 10:00", "2026-10-08 23:59"),  # one workday over National Day
    ],
)
def test_the_clock_of_a_dispatch(grid_town: GridTown, urgency: str, code: str, at: str, due: str) -> None:
    load_from_package()
    with now(at):
        case = report(grid_town.by("street"), urgency=urgency, code=code)
        case.file_case(by=grid_town.by("street"))
        case.dispatch(by=grid_town.by("street"), lead=grid_town.cleaning)
    clock = Clock.objects.get(case=case, rule="G6")
    assert f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M}" == due
    assert clock.department == grid_town.cleaning


def test_an_urgent_report_is_counted_at_night_too(grid_town: GridTown) -> None:
    with now("2026-11-21 23:00"):  # a Saturday
        urgent, plain = report(urgency="urgent"), report(urgency="ordinary")
    due = {
        case.pk: timezone.localtime(Clock.objects.get(case=case, rule="G1").due_at)
        for case in (urgent, plain)
    }
    assert f"{due[urgent.pk]:%m-%d %H:%M}" == "11-22 00:00"
    assert f"{due[plain.pk]:%m-%d %H:%M}" == "11-23 09:00"


def test_a_changed_limit_leaves_dispatched_cases_alone(grid_walk: GridWalk) -> None:
    case = grid_walk.to("dispatched")
    EventLimit.objects.filter(event=event("06010")).update(amount=9)
    case.refresh_from_db()
    assert case.limit_amount == 1

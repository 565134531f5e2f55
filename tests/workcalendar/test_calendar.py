"""The calendar in the database: loaded, corrected by an administrator, missing for a year."""

import datetime as dt
from typing import Any

import pytest
import tablib
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from jiaozuo_social.outbox.models import Notice
from jiaozuo_social.web import held
from jiaozuo_social.workcalendar import services
from jiaozuo_social.workcalendar.admin import CalendarDayResource
from jiaozuo_social.workcalendar.models import CalendarDay
from jiaozuo_social.workcalendar.warnings import warn_missing_years
from tests import factories

pytestmark = pytest.mark.django_db
AUTUMN = dt.date(2026, 11, 23)


def test_loading_twice_changes_nothing_and_keeps_local_days() -> None:
    written, kept = services.load_from_package()
    assert (written, kept) == (CalendarDay.objects.count(), 0)
    CalendarDay.objects.filter(date="2026-02-14").update(is_workday=False, is_local=True)
    call_command("load_calendar", verbosity=0)
    assert CalendarDay.objects.count() == written
    assert not services.calendar().is_workday(dt.date(2026, 2, 14))
    assert services.calendar().is_workday(dt.date(2026, 2, 28))


def test_an_outdated_packaged_day_is_brought_up_to_date() -> None:
    CalendarDay.objects.create(date="2026-02-14", is_workday=False, source="chinesecalendar 1.0")
    services.load_from_package()
    assert services.calendar().is_workday(dt.date(2026, 2, 14))


def test_the_calendar_is_read_once_and_again_after_refresh(django_assert_max_num_queries: Any) -> None:
    services.calendar()  # the setting of office hours comes into the cache
    services.refresh()
    with django_assert_max_num_queries(2):
        services.calendar()
        services.calendar()
    CalendarDay.objects.create(date=AUTUMN, is_workday=False)
    assert services.calendar().is_workday(AUTUMN)
    services.refresh()
    assert not services.calendar().is_workday(AUTUMN)


def test_another_process_sees_the_change_after_half_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    services.calendar()
    CalendarDay.objects.create(date=AUTUMN, is_workday=False)
    now = held.time.monotonic()
    monkeypatch.setattr(held.time, "monotonic", lambda: now + services.CACHE_SECONDS + 1)
    assert not services.calendar().is_workday(AUTUMN)


def test_missing_years_look_120_days_ahead() -> None:
    services.load_from_package()
    assert services.missing_years(dt.date(2026, 9, 2)) == []
    assert services.missing_years(dt.date(2026, 9, 3)) == [2027]
    assert "2027年" in services.calendar_warning(AUTUMN)
    assert services.calendar_warning(dt.date(2026, 3, 1)) == ""


def test_a_lone_local_day_does_not_make_a_year_known_but_its_national_day_does() -> None:
    services.load_from_package()
    CalendarDay.objects.create(date="2027-01-01", is_workday=False, is_local=True)
    services.refresh()
    assert services.missing_years(AUTUMN) == [2027]
    CalendarDay.objects.create(date="2027-10-01", is_workday=False, is_local=True)
    services.refresh()
    assert services.missing_years(AUTUMN) == []


def test_administrators_hear_once_a_month() -> None:
    services.load_from_package()
    town = factories.Town()
    administrator = factories.member(town.city, factories.Duty.ADMIN)
    factories.member(town.city, factories.Duty.HEAD)
    for today in (AUTUMN, AUTUMN, AUTUMN + dt.timedelta(days=1)):
        assert warn_missing_years(today) == [2027]
    assert [notice.user for notice in Notice.objects.all()] == [administrator]
    warn_missing_years(dt.date(2026, 12, 1))
    assert Notice.objects.filter(user=administrator).count() == 2


def test_a_sheet_of_days_is_imported_as_local() -> None:
    sheet = tablib.Dataset(
        ["2027-01-01", "休", "元旦", "国办发明电"],
        ["2027-01-03", "班", "元旦", "国办发明电"],
        headers=["日期", "班休", "名称", "来源"],
    )
    CalendarDayResource().import_data(sheet, raise_errors=True)
    assert list(CalendarDay.objects.values_list("is_workday", "is_local")) == [(False, True), (True, True)]


def test_a_word_that_is_neither_work_nor_rest_is_an_error() -> None:
    sheet = tablib.Dataset(["2027-01-01", "可能", "元旦", ""], headers=["日期", "班休", "名称", "来源"])
    result = CalendarDayResource().import_data(sheet)
    assert result.has_validation_errors() or result.has_errors()
    assert not CalendarDay.objects.exists()


def test_a_day_changed_in_the_back_office_is_local_and_counts_at_once(
    admin_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    services.load_from_package()
    assert services.calendar().is_workday(dt.date(2026, 2, 14))
    url = reverse("admin:workcalendar_calendarday_change", args=["2026-02-14"])
    with django_capture_on_commit_callbacks(execute=True):
        response = admin_client.post(url, {"name": "调整", "source": "市政府通知"})
    assert response.status_code == 302
    assert CalendarDay.objects.get(date="2026-02-14").is_local
    assert not services.calendar().is_workday(dt.date(2026, 2, 14))

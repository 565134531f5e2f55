"""年度报告（信访工作条例第41条）: the approvers of the petition offices are reminded of it each year."""

import datetime as dt

import pytest
from constance import config

from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.outbox.models import Notice
from petitions import annual
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def approvers() -> set[str]:
    town = factories.Town()
    people = [factories.member(bureau, Duty.APPROVER) for bureau in (town.bureau, town.county_bureau)]
    factories.member(town.bureau, Duty.REGISTRAR)
    factories.member(town.housing, Duty.APPROVER)  # no petition office
    return {person.username for person in people}


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind="petitions.annual").order_by("pk")
    return [(row.user.username, row.subject) for row in rows.select_related("user")]


def test_once_before_and_once_on_the_day(approvers: set[str]) -> None:
    day = dt.date(2026, 12, 1)
    while day <= dt.date(2027, 2, 15):
        annual.remind(day)
        annual.remind(day)  # the task may run twice
        day += dt.timedelta(days=1)
    assert len(told()) == 2 * len(approvers) and {who for who, _ in told()} == approvers
    assert all("2027年1月31日" in subject and "2026年度" in subject for _, subject in told())


def test_the_date_is_a_setting(approvers: set[str]) -> None:
    config.ANNUAL_REPORT_MONTH, config.ANNUAL_REPORT_DAY, config.ANNUAL_REPORT_REMIND_DAYS = 2, 30, 5
    assert annual.due_on(2027) == dt.date(2027, 2, 28)  # February has no 30th
    assert annual.remind(dt.date(2027, 2, 22)) == 0
    assert annual.remind(dt.date(2027, 2, 23)) == len(approvers)
    config.ANNUAL_REPORT_MONTH = 12
    assert annual.reported_year(annual.due_on(2027)) == 2027

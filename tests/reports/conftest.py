from typing import Any

import pytest

from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.reports import computing, frames
from tests import factories
from tests.clockwork import at

from .month import Month

OCTOBER = frames.month_of("2026-10")


@pytest.fixture
def month(db: None) -> Month:
    return Month()


@pytest.fixture
def report(month: Month) -> dict[str, Any]:
    """October of the city, computed on the second of November."""
    return computing.compute(frames.frame_of(OCTOBER, "4108", at("2026-11-02 01:30")))


@pytest.fixture
def people(month: Month) -> dict[str, Any]:
    town = month.town
    return {
        "approver": factories.member(town.bureau, Duty.APPROVER, name="市审批"),
        "county approver": factories.member(town.county_bureau, Duty.APPROVER, name="区审批"),
        "leader": factories.member(town.city, Duty.LEADER, name="市领导"),
        "solicitor": factories.member(town.city, Duty.SOLICITOR, name="征集员"),
        "clerk": factories.member(town.bureau, Duty.REGISTRAR, name="登记员"),
        "head": factories.member(town.housing, Duty.HEAD, name="负责人"),
        "admin": factories.member(town.city, Duty.ADMIN, name="管理员"),
        "citizen": factories.user("群众"),
    }

"""A community with a platform above it, and people who look after its grids."""

from types import SimpleNamespace

import pytest

from jiaozuo_social.orgs.models import Department, Duty
from tests import factories
from tests.places.outlines import division

COMMUNITY = "410802001001"
Kind = Department.Kind


@pytest.fixture
def area(db: None) -> SimpleNamespace:
    """解放区 with its platform, one community with a 网格长, a neighbour county with a platform of its own."""
    town = factories.Town()
    division("410802001", "民生街道")
    division(COMMUNITY, "枫华园社区")
    division("410811001001", "别处社区")
    street = factories.department(
        "jfms", parent=town.county, name="民生街道办", kind=Kind.STREET, place_code="410802001"
    )
    community = factories.department(
        "jfms1", parent=street, name="枫华园社区", kind=Kind.COMMUNITY, place_code=COMMUNITY
    )
    return SimpleNamespace(
        town=town,
        street=street,
        community=community,
        dispatcher=factories.member(town.county, Duty.DISPATCHER, name="调度员"),
        elsewhere=factories.member(town.other_county, Duty.DISPATCHER, name="外区调度员"),
        leader=factories.member(community, Duty.GRID_LEADER, name="书记"),
        admin=factories.member(town.city, Duty.ADMIN, name="管理员"),
        clerk=factories.member(town.county_bureau, Duty.REGISTRAR, name="登记员"),
    )

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from jiaozuo_social.accounts.models import User
from jiaozuo_social.accounts.services import create_user
from jiaozuo_social.orgs.models import Department, Duty, Membership

Kind = Department.Kind


@pytest.fixture
def tree(db: None) -> dict[str, Department]:
    """City, its bureau, two counties with bureaus, one unit and one street below the first."""
    plant = Department.objects.plant
    city = plant(code="jz", name="焦作市", kind=Kind.GOVERNMENT, place_code="4108")
    bureau = plant(code="jzxf", parent=city, name="市信访局", kind=Kind.BUREAU, place_code="4108")
    county = plant(code="jf", parent=city, name="解放区", kind=Kind.GOVERNMENT, place_code="410802")
    county_bureau = plant(
        code="jfxf", parent=county, name="解放区信访局", kind=Kind.BUREAU, place_code="410802"
    )
    unit = plant(code="jfzj", parent=county, name="解放区住建局", place_code="410802")
    street = plant(code="jfms", parent=county, name="民生街道", kind=Kind.STREET, place_code="410802001")
    other = plant(code="sy", parent=city, name="山阳区", kind=Kind.GOVERNMENT, place_code="410811")
    rows = (city, bureau, county, county_bureau, unit, street, other)
    return {row.code: row for row in rows}


@pytest.fixture
def administrator(tree: dict[str, Department]) -> User:
    user = create_user(username="guanli", name="李管理")
    Membership.objects.create(user=user, department=tree["jz"], duty=Duty.ADMIN)
    return user


@pytest.fixture
def registrar(tree: dict[str, Department]) -> User:
    user = create_user(username="dengji", name="张登记", phone="13900000002")
    Membership.objects.create(user=user, department=tree["jfxf"], duty=Duty.REGISTRAR)
    return user


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    """A browser in which the administrator is logged in."""
    Authenticator.objects.create(user=administrator, type="totp", data={"secret": "x"})
    client.force_login(administrator)
    return client

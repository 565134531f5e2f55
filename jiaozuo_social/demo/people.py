"""Departments and staff of the demo: invented people in a plausible tree."""

from django.db import transaction
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.models import Department, Membership

from .logins import DEMO_PASSWORD, STAFF

Kind = Department.Kind

COUNTIES = (
    ("jf", "解放区", "410802"),
    ("zz", "中站区", "410803"),
    ("mc", "马村区", "410804"),
    ("sy", "山阳区", "410811"),
    ("xw", "修武县", "410821"),
    ("ba", "博爱县", "410822"),
    ("wz", "武陟县", "410823"),
    ("wx", "温县", "410825"),
    ("qy", "沁阳市", "410882"),
    ("mz", "孟州市", "410883"),
)
CITY_UNITS = (("jzsg", "市委社会工作部"), ("jzrs", "市人力资源和社会保障局"), ("jzjt", "市交通运输局"))
COUNTY_UNITS = (
    ("zj", "住房和城乡建设局"),
    ("cg", "城市管理局"),
    ("rs", "人力资源和社会保障局"),
    ("jy", "教育体育局"),
    ("sh", "生态环境分局"),
)
# (code, name, kind, code of the parent, place): a street and a community of it, for the grassroots' pages.
GRASSROOTS = (
    ("jfwc", "王褚街道办事处", Kind.STREET, "jf", "410802009"),
    ("jfjx", "锦祥花园社区", Kind.COMMUNITY, "jfwc", "410802009012"),
    ("mcmc", "马村街道办事处", Kind.STREET, "mc", "410804001"),
    ("mclj", "丽景社区", Kind.COMMUNITY, "mcmc", "410804001006"),
)


def _department(code: str, name: str, kind: str, parent: Department | None, place: str) -> Department:
    existing = Department.objects.filter(code=code).first()
    if existing is not None:
        return existing
    return Department.objects.plant(code=code, name=name, kind=kind, parent=parent, place_code=place)


def load_departments() -> None:
    city = _department("jz", "焦作市", Kind.GOVERNMENT, None, "4108")
    _department("jzxf", "焦作市信访局", Kind.BUREAU, city, "4108")
    for code, name in CITY_UNITS:
        _department(code, name, Kind.FUNCTIONAL, city, "4108")
    for code, name, place in COUNTIES:
        county = _department(code, name, Kind.GOVERNMENT, city, place)
        _department(f"{code}xf", f"{name}信访局", Kind.BUREAU, county, place)
        _department(f"{code}wg", f"{name}网格化服务中心", Kind.GRID_CENTRE, county, place)
        for suffix, unit in COUNTY_UNITS:
            _department(f"{code}{suffix}", f"{name}{unit}", Kind.FUNCTIONAL, county, place)
    for code, name, kind, parent, place in GRASSROOTS:
        _department(code, name, kind, Department.objects.get(code=parent), place)
    _department("jzwg", "焦作市网格化服务中心", Kind.GRID_CENTRE, city, "4108")


def load_staff() -> int:
    """Create the demo's logins; returns how many were missing."""
    created = 0
    for index, (_, username, name, code, duties) in enumerate(STAFF):
        user, is_new = User.objects.get_or_create(username=username, defaults={"name": name})
        if not is_new:
            continue
        created += 1
        user.set_password(DEMO_PASSWORD)
        user.set_phone(f"1390000{index:04d}", verified=True)
        user.is_staff = "admin" in duties
        user.password_changed_at = timezone.now()
        user.save()
        department = Department.objects.get(code=code)
        Membership.objects.bulk_create(
            Membership(user=user, department=department, duty=duty) for duty in duties
        )
    return created


@transaction.atomic
def load_people() -> str:
    load_departments()
    created = load_staff()
    return f"单位 {Department.objects.count()} 个，工作人员新增 {created} 名"

"""The platforms 村（社区）→ 街道 → 县区 → 市, found by their people: one without staff is passed over."""

from jiaozuo_social.cases.models import Case
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import desks_of

PLATFORM_DUTIES = (Duty.DISPATCHER, Duty.GRID_LEADER)
COMMUNITY, STREET, COUNTY, CITY = 12, 9, 6, 4
LEVELS = {COMMUNITY: "村（社区）", STREET: "街道", COUNTY: "县区平台", CITY: "市平台"}


def level_of(code: str) -> str:
    return LEVELS.get(len(code), "平台")


def first_holder(place_code: str, *, at_community: bool) -> str:
    """Where a new report lies: its community's 网格长 or the street's platform, or the next above."""
    return holder_at(place_code, COMMUNITY if at_community else STREET)


def holder_at(place_code: str, digits: int) -> str:
    """The staffed platform of that level in charge of a place, or the next above."""
    found = desks_of(place_code[:digits], *PLATFORM_DUTIES)
    return found[0].place_code if found else place_code[:STREET]


def above(code: str) -> str | None:
    """The next staffed platform above, or None at the top."""
    found = desks_of(code[:-1], Duty.DISPATCHER)
    return found[0].place_code if found else None


def below(case: Case) -> str | None:
    """The next staffed platform below the holder on the way to the case's place."""
    lower = [
        desk.place_code
        for desk in desks_of(case.place_code[:COMMUNITY], *PLATFORM_DUTIES)
        if len(desk.place_code) > len(case.holder_code)
    ]
    return lower[-1] if lower else None


def desks(case: Case) -> list[Department]:
    """Departments that hold the case, and those above them: who is told where nobody is at the desk."""
    return desks_of(case.holder_code, *PLATFORM_DUTIES)

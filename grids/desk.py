"""What a platform registers at its desk (rules §5.4): told by people, or seen by the platform itself."""

from typing import Any

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Case, Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.orgs.selectors import is_desk, memberships_of

from . import nearby, reporting
from .choices import ReporterKind
from .platforms import PLATFORM_DUTIES


def areas_of(user: AnyUser) -> list[str]:
    """Areas of the platforms at which the user serves: what lies there they may register."""
    return [
        m.department.place_code
        for m in memberships_of(user)
        if m.duty in PLATFORM_DUTIES and is_desk(m.department, m.duty)
    ]


def perhaps_known(data: dict[str, Any], *, by: AnyUser) -> list[Case]:
    """Others of the class in the grid, for a form that is not sent again; whoever registers decides."""
    if reporting.was_reported(data["client_uuid"]):
        return []
    return nearby.known_to(by, data["place_code"], data["category"].pk)


def register(data: dict[str, Any], photos: list[Any], *, by: AnyUser) -> Receipt:
    """Receive a valid form; what people told is verified before it is filed, as if they had written it."""
    was_told = data["channel"] != Case.Channel.GRID
    return reporting.report(
        by=Actor.staff(by),
        event=data["category"],
        urgency=data["urgency"],
        body=data["body"],
        channel=data["channel"],
        place_code=data["place_code"],
        place_detail=data["place_detail"],
        photos=photos,
        client_uuid=data["client_uuid"],
        parties=_people(data),
        reporter_kind=ReporterKind.PUBLIC if was_told else "",
    )


def _people(data: dict[str, Any]) -> list[Party]:
    if not (data["phone"] or data["name"]):
        return []
    party = Party(role=Party.Role.PETITIONER, wants_sms=data["wants_sms"])
    party.set_contact(name=data["name"], phone=data["phone"])
    return [party]

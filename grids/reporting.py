"""The door by which a grid case comes in, from whatever channel (rules §5.4)."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from jiaozuo_social.cases import intake
from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Attachment, Case, Category, Party
from jiaozuo_social.cases.moves import Actor, MoveRefused
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.places import selectors as places

from . import photos as pictures
from . import platforms
from .choices import OFFICIAL_REPORTERS, ReporterKind, Urgency
from .models import GridCase
from .photos import Upload

DUTIES = {
    Duty.GRID_LEADER: ReporterKind.LEADER,
    Duty.GRID_WORKER: ReporterKind.WORKER,
    Duty.DISPATCHER: ReporterKind.PLATFORM,
    Duty.CHECKER: ReporterKind.WORKER,
}


@dataclass(frozen=True)
class SelfHandled:
    """What a worker did about it on the spot, with photos after."""

    note: str
    photos: Sequence[Upload] = field(default_factory=tuple)


class Details(TypedDict, total=False):
    """What may be known of a report besides. Positions are WGS-84 degrees; ``taken_at`` is what the
    device's clock said, the time of receipt is the server's."""

    title: str
    place_detail: str
    latitude: Decimal | None
    longitude: Decimal | None
    accuracy_m: int | None
    taken_at: dt.datetime | None
    source: str
    source_number: str
    received_at: dt.datetime
    is_parent: bool


def report(
    *,
    by: Actor,
    event: Category,
    urgency: str,
    body: str,
    place_code: str,
    channel: str,
    photos: Sequence[Upload] = (),
    client_uuid: uuid.UUID | None = None,
    parties: Sequence[Party] = (),
    self_handled: SelfHandled | None = None,
    reporter_kind: str = "",
    **details: Unpack[Details],
) -> Receipt:
    """Take a report in, once per client UUID and once per number of another system.

    Staff must hold a duty of the grids.
    """
    case = unsaved(
        by=by, event=event, urgency=urgency, body=body, place_code=place_code, channel=channel, parties=parties,
        reporter_kind=reporter_kind, **details,
    )  # fmt: skip

    def complete(saved: Any) -> None:
        pictures.add(saved, photos, Attachment.Stage.BEFORE, by=by)
        if self_handled is not None:
            saved.self_handle(by=by, note=self_handled.note, photos=self_handled.photos)

    return intake.receive(
        case, by=by, parties=parties, client_uuid=client_uuid, starts=starts_of(case), label=label_of(case),
        attach=complete,
    )  # fmt: skip


def unsaved(
    *,
    by: Actor,
    event: Category,
    urgency: str,
    body: str,
    place_code: str,
    channel: str,
    parties: Sequence[Party] = (),
    reporter_kind: str = "",
    holder_code: str = "",
    **details: Unpack[Details],
) -> GridCase:
    """The case of a report; ``holder_code`` spares the search for the platform to who has made it."""
    if event.kind != GridCase.KIND or event.parent_id is None:
        raise ValueError("not an event of the catalogue")
    who = reporter_kind or reporter_of(by, channel)
    details["title"] = details.get("title") or title_of(event, place_code)
    at_community = _begins_at_community(who, urgency)
    return GridCase(
        category=event, urgency=urgency, is_urgent=urgency == Urgency.URGENT, body=body,
        place_code=place_code, channel=channel, reporter_kind=who, **details, **_person(by, parties),
        holder_code=holder_code or platforms.first_holder(place_code, at_community=at_community),
    )  # fmt: skip


def starts_of(case: GridCase) -> tuple[str, ...]:
    return ("G1C",) if len(case.holder_code) == platforms.COMMUNITY else ("G1",)


def label_of(case: GridCase) -> str:
    return f"上报（{case.get_channel_display()}）"


def _person(by: Actor, parties: Sequence[Party]) -> dict[str, Any]:
    if by.is_petitioner:
        return {"owner": by.user, "is_anonymous": not parties}
    return {"registered_by": by.user}


def was_reported(client_uuid: uuid.UUID) -> bool:
    """True for a report that is sent again: no limit counts it twice."""
    return GridCase.objects.filter(client_uuid=client_uuid).exists()


def reporter_of(by: Actor, channel: str) -> str:
    if by.is_petitioner:
        return ReporterKind.PUBLIC
    if by.is_system:
        return ReporterKind.HOTLINE if channel == Case.Channel.HOTLINE else ReporterKind.SYSTEM
    held = {membership.duty for membership in by.memberships}
    found = next((kind for duty, kind in DUTIES.items() if duty in held), None)
    if found is None:
        raise MoveRefused("您没有上报网格事项的职责。")
    return found


def title_of(event: Category, place_code: str) -> str:
    """What a list shows when the reporter wrote none: 暴露垃圾（丽景社区）."""
    links = places.chain(place_code)
    return f"{event.name}（{links[-1].short_name}）" if links else event.name


def _begins_at_community(who: str, urgency: str) -> bool:
    """What officials of the community saw begins with its 网格长, unless minutes count."""
    return who in OFFICIAL_REPORTERS - {ReporterKind.PLATFORM} and urgency != Urgency.URGENT

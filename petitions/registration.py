"""Register at the desk what came by letter, visit, call or fax (信访工作条例 art. 17, 19, 20)."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from constance import config
from django.db import transaction
from django.http import HttpRequest

from grids.exchange import sameness
from grids.models import WorkOrder
from jiaozuo_social.cases import intake
from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Case, Party
from jiaozuo_social.cases.moves import Actor
from jiaozuo_social.cases.search import similar_titles
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import is_desk, memberships_of
from jiaozuo_social.privacy.digests import id_number_digest, phone_digest

from . import urgency
from .choices import Purpose
from .models import Petition

CASE_FIELDS = (
    "purpose", "title", "body", "channel", "place_code", "place_detail", "received_at", "people_count",
    "is_joint", "is_public", "visitors", "visit_level", "category", "is_urgent", "is_anonymous", "accused_name",
    "source", "source_number",
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """Where a member of staff registers: a petition office, or a unit that was addressed directly."""

    department: Department
    is_bureau: bool


def desk_of(user: Any) -> Desk | None:
    """The desk of a user: 登记员 of a petition office first, else 经办 of a unit (P2)."""
    held = memberships_of(user)
    for membership in held:
        if membership.duty == Duty.REGISTRAR and is_desk(membership.department, Duty.REGISTRAR):
            return Desk(membership.department, is_bureau=True)
    for membership in held:
        if membership.duty == Duty.HANDLER:
            return Desk(membership.department, is_bureau=False)
    return None


def has_desk(request: HttpRequest) -> bool:
    return desk_of(request.user) is not None


@dataclass(frozen=True)
class Person:
    name: str = ""
    phone: str = ""
    id_number: str = ""
    address: str = ""


def people_of(data: dict[str, Any]) -> list[Party]:
    """The petitioner and, for a group, at most five representatives (art. 20)."""
    people = []
    if not data["is_anonymous"]:
        petitioner = Party(role=Party.Role.PETITIONER, wants_sms=data["wants_sms"])
        petitioner.set_contact(
            name=data["name"], phone=data["phone"], id_number=data["id_number"], address=data["address"]
        )
        people.append(petitioner)
    for person in data["representatives"]:
        representative = Party(role=Party.Role.REPRESENTATIVE, wants_sms=bool(person.phone))
        representative.set_contact(name=person.name, phone=person.phone)
        people.append(representative)
    return people


def register(
    *,
    data: dict[str, Any],
    by: Any,
    client_uuid: uuid.UUID,
    repeat_of: Case | None = None,
    attach: Callable[[Any], None] | None = None,
) -> Receipt:
    """Receive and register in one go. 检举控告 is received only: its officer registers it (art. 30)."""
    desk = desk_of(by)
    if desk is None:
        raise PermissionError("no desk")
    actor = Actor.staff(by)
    case = Petition(**{name: data[name] for name in CASE_FIELDS if data.get(name) is not None})
    case.is_confidential = data["purpose"] == Purpose.ACCUSATION
    case.is_public = case.is_public and not case.is_confidential
    case.registered_by = by
    with transaction.atomic():
        receipt = intake.receive(
            case, by=actor, parties=people_of(data), client_uuid=client_uuid, starts=("P0", "P1"), attach=attach,
            label=f"窗口登记（{case.get_channel_display()}）",
        )  # fmt: skip
        if receipt.created and not case.is_confidential:
            if desk.is_bureau:
                case.register(by=actor, repeat_of=repeat_of)
            else:
                case.take_directly(by=Actor.system(), lead=desk.department)
        elif receipt.created and case.is_urgent:
            urgency.tell_desk(case)
    return receipt


def likely_repeats(data: dict[str, Any], *, by: Any, limit: int = 5) -> "Sequence[Case]":
    """Earlier matters of the same person, then those with a similar title, that the user may see."""
    visible = Petition.objects.visible_to(by).filter(is_confidential=False)
    found: list[Case] = []
    digests = {"phone_digest": phone_digest(data["phone"]), "id_digest": id_number_digest(data["id_number"])}
    for column, digest in digests.items():
        if digest:
            same = Party.objects.filter(**{column: digest}).values("case_id")
            found += visible.filter(pk__in=same).order_by("-received_at")[:limit]
    found += similar_titles(visible, data["title"], limit=limit)
    return list({case.pk: case for case in found}.values())[: limit + 3]


def known_orders(data: dict[str, Any], *, by: Any) -> list[WorkOrder]:
    """Work orders of the same caller and matter that the grids handle already (rules §4); the clerk decides."""
    desk = desk_of(by)
    if desk is None or data["purpose"] == Purpose.ACCUSATION:
        return []
    return sameness.orders_of(
        area=desk.department.place_code, title=data["title"], body=data["body"], phone=data["phone"]
    )


def most_representatives() -> int:
    return int(config.MAX_REPRESENTATIVES)

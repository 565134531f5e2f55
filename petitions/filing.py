"""File a petition that a citizen wrote on the portal (信访工作条例 art. 19, 30)."""

import uuid
from collections.abc import Sequence
from typing import Any

from jiaozuo_social.cases import intake, uploads
from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Attachment, Party
from jiaozuo_social.cases.moves import Actor

from .choices import Purpose
from .models import Petition

PARTS = {"request": "请求", "facts": "事实", "reason": "理由"}
CASE_FIELDS = ("purpose", "title", "place_code", "place_detail", "people_count", "is_joint", "is_anonymous")


def file_petition(
    *,
    data: dict[str, Any],
    client_uuid: uuid.UUID,
    user: Any = None,
    files: Sequence[uploads.StoredUpload] = (),
) -> Receipt:
    """Take in what the form asked for; the same client UUID twice gives one case."""
    is_accusation = data["purpose"] == Purpose.ACCUSATION
    case = Petition(
        **{name: data[name] for name in CASE_FIELDS},
        body=body_of(data),
        is_confidential=is_accusation,
        is_public=data["is_public"] and not is_accusation,
        accused_name=data["accused_name"] if is_accusation else "",
        owner=user if getattr(user, "is_authenticated", False) else None,
    )

    def attach(saved: Any) -> None:
        for file in files:
            uploads.attach(saved, file, origin=Attachment.Origin.PETITIONER, by=user)

    return intake.receive(
        case,
        by=Actor.petitioner(user),
        parties=[] if data["is_anonymous"] else [_party(data)],
        client_uuid=client_uuid,
        starts=("P0", "P1"),
        attach=attach,
    )


def was_filed(client_uuid: uuid.UUID) -> bool:
    """True for a form that is sent again: it is no further petition, so no limit counts it."""
    return Petition.objects.filter(client_uuid=client_uuid).exists()


def body_of(data: dict[str, Any]) -> str:
    """请求、事实、理由 as one text, each under its name (art. 19)."""
    return "\n\n".join(f"{label}：\n{data[name]}" for name, label in PARTS.items() if data.get(name))


def _party(data: dict[str, Any]) -> Party:
    party = Party(role=Party.Role.PETITIONER, wants_sms=data["wants_sms"])
    party.set_contact(
        name=data["name"], phone=data["phone"], id_number=data["id_number"], address=data["address"]
    )
    return party

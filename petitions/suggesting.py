"""Take in a suggestion that a citizen wrote on the portal."""

import uuid
from collections.abc import Sequence
from typing import Any

from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Attachment, Party
from jiaozuo_social.cases.moves import Actor

from .models import Suggestion
from .services import submit_suggestion

CASE_FIELDS = (
    "channel", "campaign", "title", "body", "proposal", "place_code", "contributor_kind", "is_public", "agrees_to_name",
)  # fmt: skip


def file_suggestion(
    *,
    data: dict[str, Any],
    client_uuid: uuid.UUID,
    user: Any = None,
    registered_by: Any = None,
    files: Sequence[uploads.StoredUpload] = (),
) -> Receipt:
    """The same client UUID twice gives one suggestion; refuses a campaign that closed meanwhile.

    ``registered_by`` is the member of staff who wrote down what came by letter, visit or call.
    """
    suggestion = Suggestion(
        **{name: data[name] for name in CASE_FIELDS if name in data},
        owner=user if getattr(user, "is_authenticated", False) else None,
        registered_by=registered_by,
    )
    origin = Attachment.Origin.STAFF if registered_by else Attachment.Origin.PETITIONER
    party = Party(role=Party.Role.PETITIONER, wants_sms=data["wants_sms"] and bool(data["phone"]))
    party.set_contact(name=data["name"], phone=data["phone"])

    def attach(saved: Any) -> None:
        for file in files:
            uploads.attach(saved, file, origin=origin, by=registered_by or user, visible=True)

    by = Actor.staff(registered_by) if registered_by else Actor.petitioner(user)
    return submit_suggestion(suggestion, by=by, party=party, client_uuid=client_uuid, attach=attach)

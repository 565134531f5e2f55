"""Acts across both kinds of case: take a suggestion in, turn one kind into the other."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.core.files.base import File

from jiaozuo_social.cases import intake
from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Attachment, Case, CaseLink, Party
from jiaozuo_social.cases.moves import Actor, MoveRefused

from .choices import Purpose
from .models import Campaign, Petition, Suggestion

FOUR_FIELDS = {"title": "主题", "body": "主要事由", "proposal": "对策建议"}
FROM_PETITION = "（由信访件转来，对策建议见主要事由。）"


def submit_suggestion(
    suggestion: Suggestion,
    *,
    by: Actor,
    party: Party,
    client_uuid: uuid.UUID | None = None,
    attach: Callable[[Any], None] | None = None,
) -> Receipt:
    """Take in a suggestion: daily, or to a campaign that is open at this moment; four fields (rules §3)."""
    missing = [label for name, label in FOUR_FIELDS.items() if not getattr(suggestion, name).strip()]
    if not party.name.strip():
        missing.append("建议人信息")
    if missing:
        raise MoveRefused(f"请填写：{'、'.join(missing)}。")
    repeated = client_uuid is not None and Case.objects.filter(client_uuid=client_uuid).exists()
    if suggestion.campaign_id and not repeated:
        campaign = Campaign.objects.get(pk=suggestion.campaign_id)
        if not campaign.is_receiving:
            raise MoveRefused("该征集活动不在征集期内，您可以改为提交日常建议。")
    return intake.receive(
        suggestion, by=by, parties=[party], client_uuid=client_uuid, starts=("J1", "J2"), attach=attach
    )


def petition_from(suggestion: Suggestion, *, by: Actor, purpose: str = Purpose.DEMAND) -> Petition:
    """A linked petition with the same people and files; call it inside ``moving`` of the suggestion."""
    petition = Petition(
        purpose=purpose,
        title=suggestion.title,
        body=f"{suggestion.body}\n\n{suggestion.proposal}",
        is_confidential=purpose == Purpose.ACCUSATION,
        **_shared(suggestion),
    )
    return _convert(suggestion, petition, by=by, starts=("P0", "P1"))


def suggestion_from(petition: Petition, *, by: Actor) -> Suggestion:
    """A linked suggestion from a petition that is really one (guide_target=suggestion)."""
    if petition.is_confidential:
        raise MoveRefused("保密事项不能转为人民建议。")
    suggestion = Suggestion(
        title=petition.title, body=petition.body, proposal=FROM_PETITION, **_shared(petition)
    )
    return _convert(petition, suggestion, by=by, starts=("J1", "J2"))


def _shared(case: Case) -> dict[str, Any]:
    return {
        "place_code": case.place_code,
        "place_detail": case.place_detail,
        "latitude": case.latitude,
        "longitude": case.longitude,
        "accuracy_m": case.accuracy_m,
        "channel": case.channel,
        "owner": case.owner,
        "is_anonymous": case.is_anonymous,
    }


def _convert(source: Case, target: Any, *, by: Actor, starts: Sequence[str]) -> Any:
    """Receive the new case and link it; its own receipt goes to the people by message."""
    intake.receive(
        target,
        by=by,
        parties=[copied_party(party) for party in source.parties.all()],
        starts=starts,
        label=f"由{source.number}转来",
        attach=lambda case: _copy_files(source, case),
    )
    CaseLink.objects.create(
        source_id=source.pk, target_id=target.pk, relation=CaseLink.Relation.CONVERTED, created_by=by.user
    )
    return target


def copied_party(party: Party) -> Party:
    copy = Party(role=party.role, wants_sms=party.wants_sms)
    copy.set_contact(name=party.name, phone=party.phone, id_number=party.id_number, address=party.address)
    return copy


def _copy_files(source: Case, target: Case) -> None:
    """Each case owns its files, so that the retention of one never empties the other."""
    kept = ("name", "content_type", "size", "sha256", "origin", "is_public_to_petitioner", "uploaded_by",
            "latitude", "longitude")  # fmt: skip
    for attachment in source.attachments.all():
        copy = Attachment(case_id=target.pk, **{name: getattr(attachment, name) for name in kept})
        with attachment.file.open("rb") as content:
            copy.file.save(attachment.name, File(content), save=False)
        if attachment.preview:
            with attachment.preview.open("rb") as content:
                copy.preview.save("preview.jpg", File(content), save=False)
        copy.save()

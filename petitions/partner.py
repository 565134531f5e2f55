"""Take in what a partner's program hands over (12345, another platform): once, however often it is sent."""

from typing import Any

from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Attachment, Case

from . import registration
from .forms.intake import IntakeForm


class AlreadyTaken(Exception):
    """The source's number, or the client UUID, belongs to another case; the text may be shown."""


def take_in(form: IntakeForm, *, by: Any) -> Receipt:
    """Register a valid form at the desk of its user."""
    data = form.cleaned_data

    def attach(case: Any) -> None:
        for kept in form.to_attach():
            uploads.attach(case, kept, origin=Attachment.Origin.STAFF, by=by, visible=True)

    receipt = registration.register(
        data=data, by=by, client_uuid=data["client_uuid"], repeat_of=data["repeat_of"], attach=attach
    )
    if receipt.case.client_uuid != data["client_uuid"]:
        raise AlreadyTaken(_taken_before(data, by))
    if receipt.case.registered_by_id != by.pk:
        raise AlreadyTaken("这个 client_uuid 已用于另一件事项，请换一个新的。")
    return receipt


def _taken_before(data: dict[str, Any], by: Any) -> str:
    earlier = (
        Case.objects.filed_by(by).filter(source=data["source"], source_number=data["source_number"]).first()
    )
    named = f"，编号 {earlier.number}" if earlier else ""
    return f"来源编号“{data['source_number']}”已经登记过{named}。"

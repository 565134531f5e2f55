"""Take in what a citizen or rider reports on the portal (rules §5.4)."""

from typing import Any

from jiaozuo_social.cases.intake import Receipt
from jiaozuo_social.cases.models import Case, Party
from jiaozuo_social.cases.moves import Actor

from . import reporting
from .forms.public_report import ReportForm

PLACE = ("place_code", "place_detail", "latitude", "longitude", "accuracy_m")


def take_in(form: ReportForm, *, user: Any) -> Receipt:
    """Receive a valid form; the same form sent again is the same case."""
    data = form.cleaned_data
    chosen = form.choices[data["event"]]
    return reporting.report(
        by=Actor.petitioner(user),
        event=chosen.event,
        urgency=chosen.urgency,
        body=data["body"],
        channel=Case.Channel.QR if form.sign else Case.Channel.WEB,
        photos=form.to_attach(),
        client_uuid=data["client_uuid"],
        parties=_people(data),
        reporter_kind=data["reporter"],
        **{name: data[name] for name in PLACE},
    )


def _people(data: dict[str, Any]) -> list[Party]:
    """Nobody, unless a phone or a name was left."""
    if not (data["phone"] or data["name"]):
        return []
    party = Party(role=Party.Role.PETITIONER, wants_sms=data["wants_result"])
    party.set_contact(name=data["name"], phone=data["phone"])
    return [party]

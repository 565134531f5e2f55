"""A petition that needs hands on the spot becomes a grid case as well, and a grid case a petition."""

from typing import Any

from grids import reporting
from grids.choices import ReporterKind
from jiaozuo_social.cases import intake, linking
from jiaozuo_social.cases.models import Case, Category
from jiaozuo_social.cases.moves import Actor

from .choices import Purpose
from .models import Petition
from .services import copied_party


def grid_case_from(
    petition: Petition, *, by: Actor, event: Category, urgency: str, place_code: str, body: str
) -> Case:
    """Report it to the street's platform. The petitioner is told by the petition alone."""
    receipt = reporting.report(
        by=by, event=event, urgency=urgency, body=body, place_code=place_code, title=petition.title,
        place_detail=petition.place_detail, channel=Case.Channel.TRANSFER, reporter_kind=ReporterKind.PETITION,
    )  # fmt: skip
    linking.link(petition, receipt.case, by=by)
    return receipt.case


def petition_from_grid(case: Any, *, by: Actor, note: str) -> Case:
    """Opener for ``linking``: a petition with the reporter's own words, place and contact."""
    petition = Petition(
        purpose=Purpose.DEMAND, title=case.title, body=case.body, place_code=case.place_code[:12],
        place_detail=case.place_detail, channel=Case.Channel.TRANSFER, registered_by=by.user,
        owner=case.owner, is_anonymous=case.is_anonymous,
    )  # fmt: skip
    parties = [copied_party(party) for party in case.parties.all()]
    receipt = intake.receive(
        petition, by=by, parties=parties, starts=("P0", "P1"), label=f"由{case.number}转来"
    )
    return receipt.case

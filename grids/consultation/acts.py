"""What people do to a consultation, beside voting and money. Each act is a step."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from constance import config
from django.db import transaction
from django.utils import timezone

from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.cases.uploads import CleanUpload

from .. import keptfiles
from ..steps import begin as begin_history
from ..steps import stepping
from . import deciding, money
from .models import Consultation, ConsultationCost, ConsultationFile
from .states import ConsultationState

FIELDS = (
    "title", "problem", "plan", "place_code", "department", "case", "matter", "is_secret", "counts_area",
    "hides_numbers", "sharing",
)  # fmt: skip
Costs = Iterable[tuple[str, Decimal]]


def create(consultation: Consultation, *, costs: Costs, by: Any) -> Consultation:
    with transaction.atomic():
        consultation.created_by = by
        begin_history(consultation, "起草", by=by)
        _set_costs(consultation, costs)
    return consultation


def edit(consultation: Consultation, *, costs: Costs, by: Any, **fields: Any) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of a consultation: {sorted(unknown)}")
    with stepping(consultation, "edit", by=by) as doing:
        doing.facts["fields"] = [n for n, value in fields.items() if getattr(consultation, n) != value]
        for name, value in fields.items():
            setattr(consultation, name, value)
        consultation.costs.all().delete()
        _set_costs(consultation, costs)


def _set_costs(consultation: Consultation, costs: Costs) -> None:
    ConsultationCost.objects.bulk_create(
        ConsultationCost(consultation=consultation, name=name, amount=amount) for name, amount in costs
    )


def announce(consultation: Consultation, *, by: Any) -> None:
    """Open to everybody; the rule of the decision is fixed now, whatever the settings say later."""
    with stepping(consultation, "announce", by=by):
        if consultation.sharing == Consultation.Sharing.AREA and (problem := consultation.area_problem()):
            raise MoveRefused(problem)
        consultation.quorum, consultation.approval = deciding.rules_for(consultation.matter)
        consultation.announced_at = timezone.now()
        consultation.announced_until = timezone.now() + dt.timedelta(days=config.CONSULT_ANNOUNCE_DAYS)


def open_voting(consultation: Consultation, *, by: Any, until: dt.datetime) -> None:
    with stepping(consultation, "open_voting", by=by):
        if until <= timezone.now():
            raise MoveRefused("截止时间应在现在之后。")
        consultation.voting_until = until


def take_minutes(
    consultation: Consultation, *, by: Any, minutes: str, files: Iterable[CleanUpload] = ()
) -> None:
    with stepping(consultation, "take_minutes", by=by) as doing:
        doing.facts["before"] = consultation.minutes
        consultation.minutes = minutes
        keptfiles.keep(consultation.files, files, by=by, kind=ConsultationFile.Kind.MINUTES)


def count(consultation: Consultation, *, by: Any) -> None:
    """Decide by the rule announced; the result is kept as it was counted."""
    with stepping(consultation, "count", by=by) as doing:
        result = deciding.tally(consultation)
        consultation.tally = result.as_json()
        doing.to = ConsultationState.PASSED if result.is_passed else ConsultationState.FAILED
        doing.facts["tally"] = consultation.tally


def begin(consultation: Consultation, *, by: Any) -> None:
    with stepping(consultation, "begin", by=by):
        money.set_shares(consultation)


def add_files(
    consultation: Consultation, *, by: Any, kind: str, is_public: bool, files: Iterable[CleanUpload]
) -> None:
    with stepping(consultation, "add_files", by=by) as doing:
        kept = keptfiles.keep(consultation.files, files, by=by, kind=kind, is_public=is_public)
        doing.facts["files"] = [one.name for one in kept]


def finish(consultation: Consultation, *, by: Any, result: str) -> None:
    with stepping(consultation, "finish", by=by, note=result):
        consultation.result = result


def close(consultation: Consultation, *, by: Any) -> None:
    with stepping(consultation, "close", by=by):
        consultation.closed_at = timezone.now()


def cancel(consultation: Consultation, *, by: Any, note: str) -> None:
    with stepping(consultation, "cancel", by=by, note=note):
        consultation.closed_at = timezone.now()

"""Whose turn it is in each state (rules §1.5, §3): the queues of the inbox."""

from django.db.models import Q

from jiaozuo_social.cases.moves import At
from jiaozuo_social.cases.waits import Wait
from jiaozuo_social.orgs.models import Duty

from .states import PetitionState as S
from .states import SuggestionState as J

AT_UNIT = (S.DISPATCHED, S.ACCEPTED, S.HANDLING)

PETITION = (
    Wait(Duty.REGISTRAR, At.DESK, (S.SUBMITTED,)),
    Wait(Duty.APPROVER, At.DESK, (S.REGISTERED, S.OBJECTED)),
    Wait(Duty.APPROVER, At.DESK, (S.DISPATCHED,), Q(petition__proposed_end__gt="")),
    Wait(Duty.HANDLER, At.LEAD, (S.DISPATCHED,), Q(petition__proposed_end="")),
    Wait(Duty.HANDLER, At.LEAD, (S.ACCEPTED,)),
    Wait(Duty.HANDLER, At.LEAD, (S.HANDLING,), Q(petition__answer_submitted_at=None)),
    Wait(Duty.HEAD, At.LEAD, (S.HANDLING,), Q(petition__answer_submitted_at__isnull=False)),
    Wait(Duty.HEAD, At.LEAD, (S.HANDLING,), Q(petition__extension_days__isnull=False)),
    Wait(Duty.HANDLER, At.CO, AT_UNIT),
    Wait(Duty.REVIEWER, At.REVIEW, (S.REVIEW,)),
    Wait(Duty.REVIEWER, At.RECHECK, (S.RECHECK,)),
)

ADOPTED = Q(suggestion__result__in=["adopted", "partly"], suggestion__implemented_at=None)

SUGGESTION = (
    Wait(Duty.SOLICITOR, At.DESK, (J.RECEIVED, J.SCREENED, J.RETURNED)),
    Wait(Duty.HANDLER, At.LEAD, (J.ASSIGNED,)),
    Wait(Duty.HANDLER, At.LEAD, (J.STUDYING,), Q(suggestion__answer_submitted_at=None)),
    Wait(Duty.HEAD, At.LEAD, (J.STUDYING,), Q(suggestion__answer_submitted_at__isnull=False)),
    Wait(Duty.HEAD, At.LEAD, (J.STUDYING,), Q(suggestion__extension_days__isnull=False)),
    Wait(Duty.HANDLER, At.CO, (J.ASSIGNED, J.STUDYING)),
    Wait(Duty.HANDLER, At.LEAD, (J.REPLIED, J.EVALUATED), ADOPTED),
    Wait(Duty.HANDLER, At.LEAD, (J.TRANSFORMING,)),
    Wait(Duty.SOLICITOR, At.DESK, (J.REPLIED, J.EVALUATED), ADOPTED & Q(department=None)),
)

"""Whose turn it is in each state (rules §5.4): the queues of the inbox."""

from django.db.models import Q

from jiaozuo_social.cases.moves import At
from jiaozuo_social.cases.waits import Wait
from jiaozuo_social.orgs.models import Duty

from .choices import Request
from .moves.seats import OPEN
from .states import GridState as S

UNVERIFIED = Q(gridcase__verified_at=None)
UNREQUESTED = Q(gridcase__extension_stage="", gridcase__suspension_stage="")
ASKED = Q(gridcase__extension_stage=Request.ASKED) | Q(gridcase__suspension_stage=Request.ASKED)
ENDORSED = Q(gridcase__extension_stage=Request.ENDORSED) | Q(gridcase__suspension_stage=Request.ENDORSED)

GRID = (
    Wait(Duty.GRID_LEADER, At.HOLDER, (S.REPORTED, S.SELF_HANDLED)),
    Wait(Duty.DISPATCHER, At.HOLDER, (S.REPORTED, S.ESCALATED, S.FILED, S.RETURNED, S.FEEDBACK)),
    Wait(Duty.DISPATCHER, At.HOLDER, (S.VERIFYING,), ~UNVERIFIED),
    Wait(Duty.DISPATCHER, At.HOLDER, (S.HANDLING,), ENDORSED),
    Wait(Duty.GRID_WORKER, At.NAMED, (S.VERIFYING,), UNVERIFIED, path="gridcase__verifier"),
    Wait(Duty.GRID_LEADER, At.NAMED, (S.VERIFYING,), UNVERIFIED, path="gridcase__verifier"),
    Wait(Duty.HANDLER, At.LEAD, (S.DISPATCHED, S.REWORK, S.SUSPENDED)),
    Wait(Duty.HANDLER, At.LEAD, (S.HANDLING,), UNREQUESTED),
    Wait(Duty.HEAD, At.LEAD, (S.HANDLING,), ASKED),
    Wait(Duty.HANDLER, At.CO, (S.DISPATCHED, S.HANDLING)),
    Wait(Duty.HANDLER, At.CALLED, OPEN),
    Wait(Duty.CHECKER, At.NAMED, (S.CHECKING,), path="gridcase__checker"),
)

"""Who sits where in the moves of a grid case (rules §5.4), and the groups of states they are made from."""

from jiaozuo_social.cases.moves import At, Seat
from jiaozuo_social.orgs.models import Duty

from ..states import GridState as S

GY = Seat(Duty.GRID_WORKER, At.NAMED, "registered_by")
GZ = Seat(Duty.GRID_LEADER, At.HOLDER)
COMMUNITY = Seat(Duty.GRID_LEADER, At.DESK)  # wherever the case lies now
JD = Seat(Duty.DISPATCHER, At.HOLDER)
UP = Seat(Duty.DISPATCHER, At.ABOVE)
VERIFIER = Seat(Duty.GRID_WORKER, At.NAMED, "verifier")
VERIFYING_LEADER = Seat(Duty.GRID_LEADER, At.NAMED, "verifier")
UNIT = Seat(Duty.HANDLER, At.LEAD)
HEAD = Seat(Duty.HEAD, At.LEAD)
CO = Seat(Duty.HANDLER, At.CO)
CO_HEAD = Seat(Duty.HEAD, At.CO)
CALLED = Seat(Duty.HANDLER, At.CALLED)
CALLED_HEAD = Seat(Duty.HEAD, At.CALLED)
HC = Seat(Duty.CHECKER, At.NAMED, "checker")

NEW = (S.REPORTED, S.ESCALATED)
UNFILED = (*NEW, S.VERIFYING)
AT_UNIT = (S.DISPATCHED, S.HANDLING, S.SUSPENDED, S.REWORK)
AT_PLATFORM = (*UNFILED, S.FILED, S.RETURNED, S.FEEDBACK)
GROUPABLE = (*NEW, S.FILED)
OPEN = (*UNFILED, S.SELF_HANDLED, S.FILED, S.RETURNED, *AT_UNIT, S.FEEDBACK, S.CHECKING, S.GROUPED)
ENDED = (S.VOID, S.CLOSED, S.EVALUATED)
EVERY_CLOCK = ("G1", "G1C", "G1S", "G2", "G3", "G4", "G6", "G6R", "G7", "G8", "G9")

"""Who sits where in the petition's moves, and the groups of states they are made from."""

from jiaozuo_social.cases.moves import At, Seat
from jiaozuo_social.orgs.models import Duty

from ..states import PetitionState as S

REG = Seat(Duty.REGISTRAR, At.DESK)
XF = Seat(Duty.APPROVER, At.DESK)
UNIT = Seat(Duty.HANDLER, At.LEAD)
HEAD = Seat(Duty.HEAD, At.LEAD)
CO = Seat(Duty.HANDLER, At.CO)
CO_HEAD = Seat(Duty.HEAD, At.CO)
REVIEW = Seat(Duty.REVIEWER, At.REVIEW)
RECHECK = Seat(Duty.REVIEWER, At.RECHECK)

AT_UNIT = (S.DISPATCHED, S.ACCEPTED, S.HANDLING)
BEFORE_REPLY = (S.SUBMITTED, S.REGISTERED, S.DISPATCHED, S.OBJECTED, S.ACCEPTED, S.HANDLING, S.MERGED)
OPEN = (*BEFORE_REPLY, S.MEDIATED, S.REPLIED, S.REVIEW, S.REVIEWED, S.RECHECK, S.GUIDED)
SUPERVISED = (*OPEN, S.CLOSED, S.CONCLUDED)  # 拒不执行处理意见 comes after the end (art. 40)
ENDED = (S.REPLIED, S.REVIEWED, S.MEDIATED, S.GUIDED)
RATEABLE = (S.REPLIED, S.MEDIATED, S.REVIEW, S.REVIEWED, S.RECHECK, S.CONCLUDED, S.CLOSED)
# What was promised in a reply (E1) is owed through 复查 and 复核, and after the end.
PROMISED = (S.REPLIED, S.REVIEW, S.REVIEWED, S.RECHECK, S.CONCLUDED, S.CLOSED)
UNIT_CLOCKS = ("P2", "P3", "P4", "P5", "P5D", "P11", "S2", "S3")

"""暂缓清除 of a confidential matter: what an administrator does for others, without knowing of these."""

from jiaozuo_social.cases.moves import At, Move, Seat
from jiaozuo_social.orgs.models import Duty

from .. import guards
from ..states import PetitionState as S

WARDEN = Seat(Duty.CONFIDENTIAL, At.DESK)

KEEPING = (
    Move("hold", "暂缓清除个人信息", tuple(S), None, (WARDEN,), guard=guards.may_hold),
    Move("lift_hold", "解除暂缓清除", tuple(S), None, (WARDEN,), guard=guards.is_held),
)

"""What the petitioner does with the receipt (art. 21)."""

from jiaozuo_social.cases.moves import PETITIONER, Move

from .. import guards
from ..states import PetitionState as S
from .seats import BEFORE_REPLY, RATEABLE, REG, UNIT, XF

CITIZEN = (
    Move("supplement", "补充材料", BEFORE_REPLY, None, (PETITIONER, REG, UNIT), is_public=True),
    Move("withdraw", "撤回", BEFORE_REPLY, S.WITHDRAWN, (PETITIONER, REG), is_public=True, tone="danger"),
    Move("rate", "评价", RATEABLE, None, (PETITIONER,), guard=guards.may_rate, stops=("R1",), is_public=True),
    Move(
        "rate_by_phone",
        "登记电话回访评价",
        RATEABLE,
        None,
        (REG, XF),
        guard=guards.may_rate,
        stops=("R1",),
        is_public=True,
    ),
)

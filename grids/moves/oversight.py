"""吹哨报到, 类问题, 催办 and 督办 (rules §5.4; peers §3)."""

from jiaozuo_social.cases.moves import PETITIONER, SYSTEM, Move

from .. import guards
from ..states import GridState as S
from .seats import (
    AT_UNIT,
    CALLED,
    CALLED_HEAD,
    CO,
    CO_HEAD,
    COMMUNITY,
    ENDED,
    GROUPABLE,
    GY,
    HC,
    HEAD,
    JD,
    NEW,
    OPEN,
    UNIT,
    UP,
)

CALLABLE = (*NEW, S.FILED, S.RETURNED, *AT_UNIT)

WITH_UNIT = (*AT_UNIT, S.FEEDBACK, S.CHECKING)

JOINABLE = tuple(state for state in OPEN if state not in (*GROUPABLE, S.GROUPED))

OVERSIGHT = (
    Move("whistle", "吹哨", CALLABLE, None, (COMMUNITY,), hint="请相关单位到社区现场会商处置。"),
    Move("answer_call", "响应吹哨", OPEN, None, (CALLED, CALLED_HEAD), guard=guards.call_unanswered),
    Move("record_arrival", "登记报到", OPEN, None, (COMMUNITY,), guard=guards.somebody_is_called),
    Move(
        "rate_arrival",
        "评价报到",
        (*OPEN, *ENDED),
        None,
        (COMMUNITY,),
        guard=guards.a_call_is_unrated,
        stops=(),
    ),
    Move(
        "group",
        "并入类问题",
        GROUPABLE,
        S.GROUPED,
        (SYSTEM,),
        stops=("G1", "G1C", "G3"),
        tells=True,
        is_public=True,
    ),
    Move("join_group", "关联类问题", JOINABLE, None, (SYSTEM,)),
    Move("ungroup", "类问题未一并解决", (S.GROUPED,), S.REPORTED, (SYSTEM,), starts=("G1",), is_public=True),
    Move("urge", "催办", AT_UNIT, None, (JD, UP), bulk=True),
    Move("supervise", "督办", OPEN, None, (JD, UP, SYSTEM)),
    Move(
        "answer_supervision", "反馈督办", WITH_UNIT, None, (UNIT, HEAD), guard=guards.supervision_unanswered
    ),
    Move("lift_supervision", "解除督办", (*OPEN, *ENDED), None, (JD, UP), guard=guards.is_supervised),
    Move("supplement", "补充材料", OPEN, None, (PETITIONER, GY, COMMUNITY, JD, UNIT), is_public=True),
    Move("add_note", "内部备注", (*OPEN, *ENDED), None, (COMMUNITY, JD, UP, UNIT, HEAD, CO, CO_HEAD, HC)),
)

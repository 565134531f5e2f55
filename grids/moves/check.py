"""From the feedback to the evaluation (rules §5.4)."""

from jiaozuo_social.cases.moves import PETITIONER, SYSTEM, Move

from .. import guards
from ..states import GridState as S
from .seats import EVERY_CLOCK, HC, JD, OPEN

CHECKS = (
    Move(
        "assign_check",
        "安排核查",
        (S.FEEDBACK,),
        S.CHECKING,
        (SYSTEM, JD),
        stops=("G8",),
        starts=("G9",),
        tone="primary",
    ),
    Move("reassign_check", "改派核查员", (S.CHECKING,), None, (JD,)),
    Move(
        "close",
        "结案",
        (S.CHECKING,),
        S.CLOSED,
        (HC, JD),
        guard=guards.not_own_work,
        stops=("G9",),
        starts=("G10",),
        tells=True,
        is_public=True,
        tone="primary",
    ),
    Move(
        "rework",
        "返工",
        (S.CHECKING,),
        S.REWORK,
        (HC, JD),
        guard=guards.not_own_work,
        stops=("G9",),
        starts=("G6R",),
        is_public=True,
        tone="danger",
    ),
    Move(
        "close_with_parent",
        "随类问题结案",
        OPEN,
        S.CLOSED,
        (SYSTEM,),
        stops=EVERY_CLOCK,
        starts=("G10",),
        tells=True,
        is_public=True,
    ),
    Move("rate", "评价", (S.CLOSED,), S.EVALUATED, (PETITIONER,), guard=guards.may_rate, is_public=True),
    Move("lapse", "评价期满", (S.CLOSED,), S.EVALUATED, (SYSTEM,), guard=guards.window_is_over),
)

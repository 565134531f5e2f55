"""催办, 督办, urgent reports and the end of a matter (art. 25, 40)."""

from jiaozuo_social.cases.moves import SYSTEM, Move

from .. import guards
from ..states import PetitionState as S
from .seats import AT_UNIT, CO, CO_HEAD, ENDED, HEAD, OPEN, RECHECK, REG, REVIEW, SUPERVISED, UNIT, XF

OVERSIGHT = (
    Move("urge", "催办", (*AT_UNIT, S.OBJECTED, S.REVIEW, S.RECHECK), None, (XF,), bulk=True),
    Move("supervise", "督办", SUPERVISED, None, (XF, SYSTEM), article="信访工作条例第40条"),
    Move(
        "answer_supervision",
        "反馈督办",
        SUPERVISED,
        None,
        (UNIT, HEAD),
        guard=guards.supervision_unanswered,
        article="信访工作条例第40条",
    ),
    Move("lift_supervision", "解除督办", SUPERVISED, None, (XF,), guard=guards.is_supervised),
    Move(
        "mark_urgent",
        "标为重大紧急",
        OPEN,
        None,
        (REG, XF),
        guard=guards.not_urgent,
        starts=("P12",),
        article="信访工作条例第25条",
    ),
    Move(
        "report_urgent",
        "登记报告情况",
        OPEN,
        None,
        (XF,),
        guard=guards.urgent_unreported,
        stops=("P12",),
        article="信访工作条例第25条",
    ),
    Move("settle", "息诉息访", ENDED, S.CLOSED, (UNIT, HEAD, XF), is_public=True),
    Move("close", "到期办结", ENDED, S.CLOSED, (SYSTEM,), guard=guards.windows_are_over, is_public=True),
    Move(
        "add_note",
        "内部备注",
        (*OPEN, S.CLOSED, S.CONCLUDED, S.REJECTED),
        None,
        (REG, XF, UNIT, HEAD, CO, CO_HEAD, REVIEW, RECHECK),
    ),
)

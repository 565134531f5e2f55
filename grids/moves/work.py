"""From the dispatch to the feedback: the departments' moves (rules §5.4)."""

from jiaozuo_social.cases.moves import SYSTEM, Move

from .. import guards
from ..states import GridState as S
from .seats import CO, CO_HEAD, HEAD, JD, UNIT

WORK = (
    Move(
        "dispatch",
        "派遣",
        (S.FILED, S.RETURNED),
        S.DISPATCHED,
        (JD,),
        stops=("G3",),
        starts=("G6", "G4"),
        tells=True,
        is_public=True,
        tone="primary",
    ),
    Move(
        "return_case",
        "退回",
        (S.DISPATCHED,),
        S.RETURNED,
        (UNIT, HEAD),
        guard=guards.may_return,
        stops=("G4", "G6"),
        starts=("G3",),
        hint="不属本单位职责的，可以退回派遣单位。",
    ),
    Move(
        "sign_in",
        "签收",
        (S.DISPATCHED,),
        S.HANDLING,
        (UNIT, HEAD),
        stops=("G4",),
        is_public=True,
        tone="primary",
    ),
    Move("assign_handler", "指定经办人", (S.DISPATCHED, S.HANDLING, S.REWORK), None, (HEAD,)),
    Move(
        "co_answer",
        "协办反馈",
        (S.DISPATCHED, S.HANDLING),
        None,
        (CO, CO_HEAD),
        guard=guards.co_may_answer,
    ),
    Move(
        "feedback",
        "反馈处置结果",
        (S.HANDLING, S.REWORK),
        S.FEEDBACK,
        (UNIT, HEAD),
        guard=guards.co_have_answered,
        stops=("G6", "G6R"),
        starts=("G8",),
        is_public=True,
        tone="primary",
    ),
    Move("restart", "返工签收", (S.REWORK,), S.HANDLING, (UNIT, HEAD)),
)

DELAYS = (
    Move("request_extension", "申请延期", (S.HANDLING,), None, (UNIT,), guard=guards.may_request_extension),
    Move("endorse_extension", "同意上报延期", (S.HANDLING,), None, (HEAD,), guard=guards.extension_asked),
    Move(
        "approve_extension",
        "批准延期",
        (S.HANDLING,),
        None,
        (JD,),
        guard=guards.may_approve_extension,
        tells=True,
        is_public=True,
    ),
    Move(
        "decline_extension",
        "不同意延期",
        (S.HANDLING,),
        None,
        (HEAD, JD),
        guard=guards.may_decline_extension,
    ),
    Move("request_suspension", "申请挂账", (S.HANDLING,), None, (UNIT,), guard=guards.may_request_suspension),
    Move("endorse_suspension", "同意上报挂账", (S.HANDLING,), None, (HEAD,), guard=guards.suspension_asked),
    Move(
        "approve_suspension",
        "批准挂账",
        (S.HANDLING,),
        S.SUSPENDED,
        (JD,),
        guard=guards.may_approve_suspension,
        tells=True,
        is_public=True,
    ),
    Move(
        "decline_suspension",
        "不同意挂账",
        (S.HANDLING,),
        None,
        (HEAD, JD),
        guard=guards.may_decline_suspension,
    ),
    Move("check_suspended", "挂账核查", (S.SUSPENDED,), None, (UNIT, JD)),
    Move(
        "resume",
        "恢复处置",
        (S.SUSPENDED,),
        S.HANDLING,
        (UNIT, HEAD, JD, SYSTEM),
        stops=("G7",),
        is_public=True,
        tone="primary",
    ),
)

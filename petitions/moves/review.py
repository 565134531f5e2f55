"""复查 and 复核 (rules §1.5, art. 35, 36)."""

from jiaozuo_social.cases.moves import PETITIONER, Move

from .. import guards
from ..states import PetitionState as S
from .seats import RECHECK, REG, REVIEW

REVIEWS = (
    Move(
        "request_review",
        "请求复查",
        (S.REPLIED,),
        S.REVIEW,
        (PETITIONER, REG),
        guard=guards.may_request_review,
        stops=("P7",),
        starts=("P8",),
        is_public=True,
        article="信访工作条例第35条",
    ),
    Move(
        "review",
        "出具复查意见",
        (S.REVIEW,),
        S.REVIEWED,
        (REVIEW,),
        stops=("P8",),
        tells=True,
        is_public=True,
        article="信访工作条例第35条",
        tone="primary",
    ),
    Move(
        "revoke",
        "撤销，责令重办",
        (S.REVIEW,),
        S.HANDLING,
        (REVIEW,),
        stops=("P8", "E1", "R1"),  # the answer that promised and was to be rated is no more
        tells=True,
        is_public=True,
        article="信访工作条例第35条",
    ),
    Move(
        "request_recheck",
        "请求复核",
        (S.REVIEWED,),
        S.RECHECK,
        (PETITIONER, REG),
        guard=guards.may_request_recheck,
        stops=("P9",),
        starts=("P10",),
        is_public=True,
        article="信访工作条例第36条",
    ),
    Move(
        "hold_hearing",
        "举行听证",
        (S.RECHECK,),
        None,
        (RECHECK,),
        guard=guards.recheck_running,
        is_public=True,
        article="信访工作条例第36条",
    ),
    Move(
        "end_hearing",
        "听证结束",
        (S.RECHECK,),
        None,
        (RECHECK,),
        guard=guards.hearing_held,
        is_public=True,
        article="信访工作条例第36条",
    ),
    Move(
        "conclude",
        "出具复核意见",
        (S.RECHECK,),
        S.CONCLUDED,
        (RECHECK,),
        guard=guards.recheck_running,
        stops=("P10",),
        tells=True,
        is_public=True,
        article="信访工作条例第36条",
        tone="primary",
    ),
)

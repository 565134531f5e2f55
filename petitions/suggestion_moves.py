"""Every move of a people's suggestion (rules §3), with its limits J1–J6 by clock rule code.

Beyond the table of §3: ``transform`` and ``nominate`` are still possible after the contributor's
evaluation, so that an early evaluation does not cost a suggestion its use or its prize.
"""

from jiaozuo_social.cases.moves import PETITIONER, SYSTEM, At, Move, MoveTable, Seat
from jiaozuo_social.orgs.models import Duty

from . import suggestion_guards as guards
from .states import SuggestionState as S
from .suggestion_querysets import UNANSWERED

JB = Seat(Duty.SOLICITOR, At.DESK)
UNIT = Seat(Duty.HANDLER, At.LEAD)
LEAD = Seat(Duty.HEAD, At.LEAD)
CO = Seat(Duty.HANDLER, At.CO)
CO_LEAD = Seat(Duty.HEAD, At.CO)

AT_UNIT = (S.ASSIGNED, S.STUDYING)
ANSWERED = (S.REPLIED, S.TRANSFORMING, S.IMPLEMENTED, S.EVALUATED, S.NOMINATED, S.AWARDED)
ENDS = (S.CONVERTED, S.ARCHIVED, S.REPLIED, S.IMPLEMENTED, S.EVALUATED, S.AWARDED)
ART_29 = "信访工作条例第29条"

TRIAGE = (
    Move("screen", "筛选通过", (S.RECEIVED,), S.SCREENED, (JB,), stops=("J1",), is_public=True,
         article=ART_29, tone="primary"),
    Move("convert", "转信访或热线", (S.RECEIVED,), S.CONVERTED, (JB,), stops=("J1", "J2"), tells=True,
         is_public=True),
    Move("merge", "合并", (S.RECEIVED,), S.MERGED, (JB,), stops=("J1", "J2"), tells=True, is_public=True),
    Move("archive", "留存参考", (S.RECEIVED,), S.ARCHIVED, (JB,), stops=("J1", "J2"), tells=True,
         is_public=True, bulk=True),
    Move("assign", "交办", (S.SCREENED, S.RETURNED), S.ASSIGNED, (JB,), stops=("J2", "J2R"),
         starts=("J3", "J4"), tells=True, is_public=True, article=ART_29, tone="primary", bulk=True),
    Move("note_result", "登记采纳意见", (S.SCREENED, S.ASSIGNED, S.RETURNED, S.STUDYING), None, (JB,),
         guard=guards.is_of_campaign, bulk=True, hint="专项征集集中反馈时，按此意见答复建议人。"),
)  # fmt: skip

UNIT_MOVES = (
    Move("send_back", "退回", (S.ASSIGNED,), S.RETURNED, (UNIT, LEAD), guard=guards.may_send_back,
         stops=("J3", "J4"), starts=("J2R",)),
    Move("study", "开始研究", (S.ASSIGNED,), S.STUDYING, (UNIT, LEAD), stops=("J3",), is_public=True,
         article=ART_29, tone="primary"),
    Move("assign_handler", "指定经办人", AT_UNIT, None, (LEAD,)),
    Move("co_answer", "协办反馈", AT_UNIT, None, (CO, CO_LEAD), guard=guards.co_may_answer),
    Move("request_extension", "申请延期", (S.STUDYING,), None, (UNIT,), guard=guards.may_request_extension),
    Move("approve_extension", "批准延期", (S.STUDYING,), None, (LEAD,), guard=guards.may_extend, tells=True,
         is_public=True),
    Move("decline_extension", "不同意延期", (S.STUDYING,), None, (LEAD,), guard=guards.extension_requested),
    Move("submit_answer", "送审答复", (S.STUDYING,), None, (UNIT,), tone="primary"),
    Move("return_answer", "退回修改", (S.STUDYING,), None, (LEAD,), guard=guards.answer_submitted),
    Move("reply", "签发答复", (S.STUDYING,), S.REPLIED, (LEAD,), guard=guards.may_reply,
         stops=("J4",), starts=("J6",), tells=True, is_public=True, article=ART_29, tone="primary"),
    Move("reply_merged", "合并答复", (S.MERGED,), S.REPLIED, (SYSTEM,), starts=("J6",), tells=True,
         is_public=True, article=ART_29),
    Move("reply_collectively", "集中答复", UNANSWERED, S.REPLIED, (SYSTEM,), guard=guards.campaign_is_summarised,
         stops=("J1", "J2", "J2R", "J3", "J4"), starts=("J6",), tells=True, is_public=True, article=ART_29),
)  # fmt: skip

RESULTS = (
    Move("transform", "转化实施", (S.REPLIED, S.EVALUATED), S.TRANSFORMING, (UNIT, LEAD, JB),
         guard=guards.may_transform, stops=("J6",), is_public=True, tells=True, tone="primary"),
    Move("report_progress", "报告进展", (S.TRANSFORMING,), None, (UNIT, LEAD, JB), guard=guards.is_ours,
         is_public=True),
    Move("implement", "已落实", (S.TRANSFORMING,), S.IMPLEMENTED, (UNIT, LEAD, JB), guard=guards.is_ours,
         stops=("J5",), is_public=True, tells=True, tone="primary"),
    Move("rate", "评价", (S.REPLIED, S.IMPLEMENTED), S.EVALUATED, (PETITIONER,), guard=guards.may_rate,
         stops=("J6",), is_public=True),
    Move("publish", "公开", (*ANSWERED, S.CLOSED), None, (JB,), guard=guards.may_publish),
    Move("unpublish", "撤回公开", (*ANSWERED, S.CLOSED), None, (JB,), guard=guards.is_displayed),
    Move("nominate", "提名奖励", (S.IMPLEMENTED, S.EVALUATED, S.CLOSED), S.NOMINATED, (JB,),
         guard=guards.may_nominate, is_public=True, article=ART_29),
    Move("record_award", "登记评审结果：获奖", (S.NOMINATED,), S.AWARDED, (JB,), guard=guards.agrees_to_name,
         is_public=True, tells=True, article=ART_29, tone="primary"),
    Move("pass_over", "登记评审结果：未获奖", (S.NOMINATED,), S.CLOSED, (JB,)),
    Move("close", "办结", ENDS, S.CLOSED, (SYSTEM,), guard=guards.is_over, is_public=True),
)  # fmt: skip

OPEN = (*UNANSWERED, *ANSWERED)
OVERSIGHT = (
    Move("urge", "催办", (*AT_UNIT, S.TRANSFORMING), None, (JB,), bulk=True),
    Move("supervise", "督办", OPEN, None, (JB, SYSTEM)),
    Move("answer_supervision", "反馈督办", OPEN, None, (UNIT, LEAD), guard=guards.supervision_unanswered),
    Move("lift_supervision", "解除督办", OPEN, None, (JB,), guard=guards.is_supervised),
    Move("add_note", "内部备注", (*OPEN, S.CONVERTED, S.ARCHIVED, S.CLOSED), None,
         (JB, UNIT, LEAD, CO, CO_LEAD)),
    Move("supplement", "补充材料", UNANSWERED, None, (PETITIONER, JB, UNIT), is_public=True),
)  # fmt: skip

MOVES = MoveTable(
    moves=(*TRIAGE, *UNIT_MOVES, *RESULTS, *OVERSIGHT),
    final=frozenset({S.CONVERTED, S.ARCHIVED, S.NOMINATED, S.AWARDED, S.CLOSED}),
)

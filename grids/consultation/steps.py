"""Steps of a consultation: who may make which, in which state, under what condition."""

from typing import Any

from django.utils import timezone

from ..steps import Step, StepTable
from .access import CHAIR, WORKER
from .states import MONEY, ConsultationState

D, A, V = ConsultationState.DRAFT.value, ConsultationState.ANNOUNCED.value, ConsultationState.VOTING.value
PASSED, FAILED = ConsultationState.PASSED.value, ConsultationState.FAILED.value
CARRYING, DONE, CLOSED = (
    ConsultationState.CARRYING.value,
    ConsultationState.DONE.value,
    ConsultationState.CLOSED.value,
)
CANCELLED = ConsultationState.CANCELLED.value
CHAIRS, WORKERS = frozenset({CHAIR}), frozenset({WORKER})


def _ready(consultation: Any) -> str:
    if not consultation.households().exists():
        return "范围内还没有登记住户，请先在“住户登记”中登记门牌。"
    return consultation.area_problem() if consultation.counts_area else ""


def _announced_long_enough(consultation: Any) -> str:
    if consultation.announced_until and consultation.announced_until > timezone.now():
        return f"公示期到 {timezone.localtime(consultation.announced_until):%Y年%m月%d日 %H:%M}，期满后才能表决。"
    return ""


def _voting_open(consultation: Any) -> str:
    if consultation.voting_until and consultation.voting_until <= timezone.now():
        return "表决已经截止，不能再投票。"
    return ""


def _votes_can_be_void(consultation: Any) -> str:
    if consultation.is_secret:
        return "不记名表决的选票不知道是哪一户的，不能作废。"
    return _voting_open(consultation)


def _has_shares(consultation: Any) -> str:
    return "" if consultation.shares.exists() else "这次议事不向住户分摊。"


def _voting_over(consultation: Any) -> str:
    if (
        consultation.voting_until
        and consultation.voting_until > timezone.now()
        and not consultation.all_have_voted()
    ):
        return "表决还没有截止，也还有住户没有投票。"
    return ""


def _has_minutes(consultation: Any) -> str:
    return _voting_over(consultation) or ("" if consultation.minutes else "请先填写会议纪要。")


def _has_photos(consultation: Any) -> str:
    kinds = set(consultation.files.values_list("kind", flat=True))
    missing = [word for kind, word in (("before", "实施前"), ("after", "完工后")) if kind not in kinds]
    return f"请先上传{'和'.join(missing)}的照片。" if missing else ""


def _is_settled(consultation: Any) -> str:
    left = consultation.balance()
    return f"账上还有 {left} 元，请先退还或登记去向，结清后再公布。" if left else ""


STEPS = StepTable(
    (
        Step("edit", "修改", (D,), None, WORKERS),
        Step("announce", "公示", (D,), A, CHAIRS, _ready,
             hint="公示后方案、费用和表决办法不能再改，任何人都能在公开页面看到。"),
        Step("open_voting", "开始表决", (A,), V, CHAIRS, _announced_long_enough),
        Step("vote", "登记投票", (V,), None, WORKERS, _voting_open, has_form=False),
        Step("void_vote", "作废投票", (V,), None, CHAIRS, _votes_can_be_void,
             hint="作废的票留在记录里，不计入结果；这户可以重新投票。作废了几票，向居民公开。"),
        Step("take_minutes", "会议纪要", (A, V), None, WORKERS),
        Step("count", "计票", (V,), None, CHAIRS, _has_minutes,
             hint="按公示时定下的办法计算，结果立即公开，不能改。"),
        Step("begin", "开始筹资实施", (PASSED,), CARRYING, CHAIRS),
        Step("receive", "登记收入", (CARRYING,), None, WORKERS),
        Step("relieve", "减免分摊", (CARRYING,), None, CHAIRS, _has_shares,
             hint="减免的户数、金额和由谁承担向居民公开，是哪一户不公开。"),
        Step("pay", "登记支出", MONEY, None, CHAIRS),
        Step("reverse", "冲正", MONEY, None, CHAIRS,
             hint="账目不能改也不能删：冲正会记一笔相反的账，两笔都公开。"),
        Step("add_files", "上传照片和材料", (D, A, V, PASSED, CARRYING, DONE), None, WORKERS),
        Step("finish", "完工", (CARRYING,), DONE, CHAIRS, _has_photos),
        Step("close", "结清公布", (DONE,), CLOSED, CHAIRS, _is_settled),
        Step("cancel", "终止", (D, A, V, PASSED, CARRYING), CANCELLED, CHAIRS, _is_settled,
             hint="终止后不能恢复，原因向居民公开。"),
    )
)  # fmt: skip

"""Guards of a suggestion's moves (rules §3): each returns True or a refusal that explains itself."""

from typing import TYPE_CHECKING

from django.utils import timezone

from jiaozuo_social.cases import clocks
from jiaozuo_social.cases.models import Rating
from jiaozuo_social.cases.moves import Actor, Denied, Verdict

from .choices import AdoptionResult
from .guards import (
    answer_submitted,
    co_may_answer,
    extension_requested,
    is_supervised,
    may_reply,
    supervision_unanswered,
)
from .states import CampaignState, SuggestionState

if TYPE_CHECKING:
    from .models import Suggestion

__all__ = [
    "answer_submitted",
    "co_may_answer",
    "extension_requested",
    "is_supervised",
    "may_reply",
    "supervision_unanswered",
]

ADOPTED = (AdoptionResult.ADOPTED, AdoptionResult.PARTLY)


def is_of_campaign(case: "Suggestion", by: Actor) -> Verdict:
    return True if case.campaign_id else Denied("日常建议由承办单位逐件答复。")


def may_send_back(case: "Suggestion", by: Actor) -> Verdict:
    """Not our remit: within five working days of the assignment (J3)."""
    clock = clocks.running(case, "J3")
    if clock is None or clock.due_at < timezone.now():
        return Denied("退回期限已过（交办后5个工作日内），请研究办理；确属职责不清的，请与征集办协商。")
    return True


def _extendable(case: "Suggestion") -> Verdict:
    clock = clocks.running(case, "J4")
    if clock is None:
        return Denied("该建议没有正在计算的答复期限。")
    if clock.extended_at is not None:
        return Denied("答复期限只能延长一次。")
    if clock.due_at < timezone.now():
        return Denied("答复期限已过，不能延期。")
    return True


def may_request_extension(case: "Suggestion", by: Actor) -> Verdict:
    if case.extension_days:
        return Denied("已申请延期，等待单位负责人批准。")
    return _extendable(case)


def may_extend(case: "Suggestion", by: Actor) -> Verdict:
    return _extendable(case)


def campaign_is_summarised(case: "Suggestion", by: Actor) -> Verdict:
    summarised = (CampaignState.SUMMARISED, CampaignState.ARCHIVED)
    if case.campaign is None or case.campaign.state not in summarised:
        return Denied("征集活动尚未公布结果。")
    return True


def is_ours(case: "Suggestion", by: Actor) -> Verdict:
    """The unit reports on what it promised; the desk only where no unit was named (集中答复)."""
    if case.department_id is None:
        return True
    mine = {membership.department_id for membership in by.memberships}
    return True if case.department_id in mine else Denied("应由承办单位登记。")


def may_transform(case: "Suggestion", by: Actor) -> Verdict:
    if case.result not in ADOPTED:
        return Denied("只有采纳或部分采纳的建议才转化实施。")
    if case.implemented_at:
        return Denied("该建议已落实。")
    return is_ours(case, by)


def may_rate(case: "Suggestion", by: Actor) -> Verdict:
    if Rating.objects.filter(case_id=case.pk).exists():
        return Denied("您已评价过，每件建议只能评价一次。")
    clock = clocks.running(case, "J6")
    if clock is None or clock.due_at < timezone.now():
        return Denied("评价期限已过或尚未开始。")
    return True


def may_publish(case: "Suggestion", by: Actor) -> Verdict:
    if not case.is_public:
        return Denied("建议人不同意公开。")
    if case.result not in ADOPTED:
        return Denied("只公开采纳或部分采纳的建议。")
    return True


def is_displayed(case: "Suggestion", by: Actor) -> Verdict:
    return True if case.published_at else Denied("该建议没有公开。")


def agrees_to_name(case: "Suggestion", by: Actor) -> Verdict:
    return True if case.agrees_to_name else Denied("建议人不同意公布姓名，不能参评。")


def may_nominate(case: "Suggestion", by: Actor) -> Verdict:
    if case.implemented_at is None:
        return Denied("只有已落实的建议可以参评。")
    if case.award_year is not None:
        return Denied(f"该建议已参加{case.award_year}年度评选。")
    return agrees_to_name(case, by)


def is_over(case: "Suggestion", by: Actor) -> Verdict:
    """办结 once the right to evaluate is used or lapsed and nothing promised is left to do."""
    adopted = case.result in ADOPTED and case.implemented_at is None
    if adopted and case.state in (SuggestionState.REPLIED, SuggestionState.EVALUATED):
        return Denied("已采纳的建议尚未转化落实。")
    clock = clocks.running(case, "J6")
    if clock is not None and clock.due_at >= timezone.now():
        return Denied("评价期限未满。")
    return True

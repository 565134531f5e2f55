"""Guards of the moves of a grid case: each returns True or a refusal that explains itself."""

from typing import TYPE_CHECKING

from constance import config
from django.utils import timezone

from jiaozuo_social.cases import clocks, linking
from jiaozuo_social.cases.models import Assignment, Rating
from jiaozuo_social.cases.moves import Actor, Denied, Verdict, open_assignments

from . import platforms
from .choices import OFFICIAL_REPORTERS, Request, Urgency

if TYPE_CHECKING:
    from .models import GridCase

PETITION = "petition"  # the kind to which a personal demand is handed, if an app brings it


def not_own_work(case: "GridCase", by: Actor) -> Verdict:
    """Whoever did the work does not say that it is done."""
    if by.is_system or by.user is None:
        return True
    if case.is_self_handled and case.registered_by_id == by.user.pk:
        return Denied("自行处置的事项，由他人确认。")
    if case.handler_id == by.user.pk:
        return Denied("核查员不能是处置人。")
    return True


def not_verified_yet(case: "GridCase", by: Actor) -> Verdict:
    return Denied("已反馈核实结果。") if case.verified_at else True


def may_file(case: "GridCase", by: Actor) -> Verdict:
    """立案 (rules §5.4): officials saw it themselves; what others report is verified first, unless urgent."""
    if case.category_id is None:
        return Denied("请先更正事项分类，再立案。")
    if case.verified_at and not case.is_found:
        return Denied("核实结果为不属实，不能立案；请改为不予立案或重新派核实。")
    if case.verified_at or case.reporter_kind in OFFICIAL_REPORTERS or case.urgency == Urgency.URGENT:
        return True
    return Denied("群众和其他渠道反映的事项，须先核实再立案（紧急事项除外）。")


def has_platform_above(case: "GridCase", by: Actor) -> Verdict:
    return True if platforms.above(case.holder_code) else Denied("没有上一级平台，不能上报。")


def has_platform_below(case: "GridCase", by: Actor) -> Verdict:
    return True if platforms.below(case) else Denied("没有下一级平台，不能下派。")


def may_return(case: "GridCase", by: Actor) -> Verdict:
    """At most two returns, then the dispatch is final (rules §5.4)."""
    limit = config.GRID_MAX_RETURNS
    if case.returns_count >= limit:
        return Denied(
            f"本事项已退回{case.returns_count}次，此次为最终派遣，不得再退回；确有困难的可申请延期或挂账。"
        )
    clock = clocks.running(case, "G4")
    if clock is None or clock.due_at < timezone.now():
        return Denied("退回时限已过，请签收处置。")
    return True


def co_may_answer(case: "GridCase", by: Actor) -> Verdict:
    mine = {membership.department_id for membership in by.memberships}
    open_ = [a for a in open_assignments(case) if a.role == Assignment.Role.CO and a.department_id in mine]
    if open_ and all(assignment.state == Assignment.State.ANSWERED for assignment in open_):
        return Denied("本单位已反馈协办意见。")
    return True


def co_have_answered(case: "GridCase", by: Actor) -> Verdict:
    """Joint handling: the lead reports when every co-department has answered."""
    waiting = [
        assignment.department.name
        for assignment in open_assignments(case)
        if assignment.role == Assignment.Role.CO and assignment.state != Assignment.State.ANSWERED
    ]
    return Denied(f"协办单位尚未反馈：{'、'.join(waiting)}。") if waiting else True


def _delayable(case: "GridCase", what: str) -> Verdict:
    """延期 and 挂账: before the limit is over, and one request at a time."""
    clock = clocks.running(case, "G6")
    if clock is None:
        return Denied(f"没有正在计算的处置期限，不能{what}。")
    if clock.due_at < timezone.now():
        return Denied(f"处置期限已过，不能{what}。")
    return True


def _extendable(case: "GridCase") -> Verdict:
    if case.is_extended:
        return Denied("处置期限只能延长一次。")
    return _delayable(case, "延期")


def may_request_extension(case: "GridCase", by: Actor) -> Verdict:
    if case.extension_stage:
        return Denied(f"已申请延期，{case.get_extension_stage_display()}。")
    if case.suspension_stage:
        return Denied("正在申请挂账，不能同时申请延期。")
    return _extendable(case)


def extension_asked(case: "GridCase", by: Actor) -> Verdict:
    return _extendable(case) if case.extension_stage == Request.ASKED else Denied("没有待审核的延期申请。")


def may_approve_extension(case: "GridCase", by: Actor) -> Verdict:
    if case.extension_stage != Request.ENDORSED:
        return Denied("延期须由处置单位申请、单位负责人审核后再批准。")
    return _extendable(case)


def may_decline_extension(case: "GridCase", by: Actor) -> Verdict:
    return True if case.extension_stage else Denied("没有延期申请。")


def may_request_suspension(case: "GridCase", by: Actor) -> Verdict:
    if case.suspension_stage:
        return Denied(f"已申请挂账，{case.get_suspension_stage_display()}。")
    if case.extension_stage:
        return Denied("正在申请延期，不能同时申请挂账。")
    if case.suspended_days >= config.GRID_SUSPENSION_MAX_DAYS:
        return Denied(f"挂账累计不得超过{config.GRID_SUSPENSION_MAX_DAYS}日。")
    return _delayable(case, "挂账")


def suspension_asked(case: "GridCase", by: Actor) -> Verdict:
    if case.suspension_stage != Request.ASKED:
        return Denied("没有待审核的挂账申请。")
    return _delayable(case, "挂账")


def may_approve_suspension(case: "GridCase", by: Actor) -> Verdict:
    if case.suspension_stage != Request.ENDORSED:
        return Denied("挂账须由处置单位申请、单位负责人审核后再批准。")
    return _delayable(case, "挂账")


def may_decline_suspension(case: "GridCase", by: Actor) -> Verdict:
    return True if case.suspension_stage else Denied("没有挂账申请。")


def window_is_over(case: "GridCase", by: Actor) -> Verdict:
    clock = clocks.running(case, "G10")
    return Denied("评价期未满。") if clock is not None and clock.due_at >= timezone.now() else True


def may_rate(case: "GridCase", by: Actor) -> Verdict:
    clock = clocks.running(case, "G10")
    if clock is None or clock.due_at < timezone.now():
        return Denied("评价期限已过。")
    if Rating.objects.filter(case_id=case.pk).exists():
        return Denied("您已评价过，每件事项只能评价一次。")
    return True


def call_unanswered(case: "GridCase", by: Actor) -> Verdict:
    mine = [membership.department_id for membership in by.memberships]
    waiting = case.calls.filter(department__in=mine, answered_at=None, rated_at=None).exists()
    return True if waiting else Denied("没有待响应的吹哨。")


def somebody_is_called(case: "GridCase", by: Actor) -> Verdict:
    waiting = case.calls.filter(arrived_at=None, rated_at=None).exists()
    return True if waiting else Denied("没有等待报到的单位。")


def a_call_is_unrated(case: "GridCase", by: Actor) -> Verdict:
    return True if case.calls.filter(rated_at=None).exists() else Denied("没有待评价的吹哨。")


def supervision_unanswered(case: "GridCase", by: Actor) -> Verdict:
    waiting = case.supervisions.filter(closed_at=None, replied_at=None).exists()
    return True if waiting else Denied("没有待反馈的督办。")


def is_supervised(case: "GridCase", by: Actor) -> Verdict:
    return True if case.is_supervised else Denied("该事项没有督办。")


def may_become_petition(case: "GridCase", by: Actor) -> Verdict:
    if not linking.can_open(PETITION):
        return Denied("本平台没有信访模块。")
    return Denied("本事项已关联信访件。") if linking.linked(case, PETITION) else True

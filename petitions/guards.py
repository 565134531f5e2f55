"""Guards of the moves: each returns True or a refusal that explains itself."""

from typing import TYPE_CHECKING

from django.utils import timezone

from jiaozuo_social.cases import clocks, linking
from jiaozuo_social.cases.models import Assignment
from jiaozuo_social.cases.moves import Actor, Denied, Verdict, open_assignments

from . import reviewers
from .choices import Decision, Purpose, Route

if TYPE_CHECKING:
    from .models import Petition


def suits_simple(case: "Petition", by: Actor) -> Verdict:
    """简易办理 (rules §1.3): first petition, one unit, no joint petition, no refusal in sight."""
    if case.is_repeat:
        return Denied("重复信访事项不适用简易办理。")
    if case.is_joint or case.people_count > 1:
        return Denied("集体联名事项不适用简易办理。")
    if case.is_urgent:
        return Denied("重大紧急事项不适用简易办理。")
    if case.purpose == Purpose.ACCUSATION:
        return Denied("检举控告不适用简易办理。")
    return True


def may_object(case: "Petition", by: Actor) -> Verdict:
    """异议 within five working days of receipt (art. 23)."""
    clock = clocks.running(case, "P4")
    if clock is None:
        return Denied("异议期已使用或不再计算，不能再次提出异议。")
    if clock.due_at < timezone.now():
        return Denied(
            f"异议期已于{timezone.localtime(clock.due_at):%Y年%m月%d日}届满（条例第23条：5个工作日）。"
        )
    return True


def nothing_proposed(case: "Petition", by: Actor) -> Verdict:
    return Denied("已提出不予受理意见，等待信访部门确认。") if case.proposed_end else True


def something_proposed(case: "Petition", by: Actor) -> Verdict:
    return True if case.proposed_end else Denied("承办单位没有提出不予受理意见。")


def rejection_proposed(case: "Petition", by: Actor) -> Verdict:
    return True if case.proposed_end == "rejected" else Denied("承办单位没有提出不予受理意见。")


def guidance_proposed(case: "Petition", by: Actor) -> Verdict:
    return True if case.proposed_end == "guided" else Denied("承办单位没有提出告知其他途径的意见。")


def may_contact(case: "Petition", by: Actor) -> Verdict:
    return Denied("匿名信访事项没有可以联系的人。") if case.is_anonymous else True


def is_simple(case: "Petition", by: Actor) -> Verdict:
    return True if case.is_simple else Denied("该事项不是简易办理。")


def co_may_answer(case: "Petition", by: Actor) -> Verdict:
    mine = {membership.department_id for membership in by.memberships}
    open_ = [a for a in open_assignments(case) if a.role == Assignment.Role.CO and a.department_id in mine]
    if open_ and all(assignment.state == Assignment.State.ANSWERED for assignment in open_):
        return Denied("本单位已反馈协办意见。")
    return True


def _extendable(case: "Petition") -> Verdict:
    clock = clocks.running(case, "P5") or clocks.running(case, "P5D")
    if clock is None:
        return Denied("该事项没有正在计算的办理期限。")
    if clock.extended_at is not None:
        return Denied("办理期限只能延长一次（条例第34条）。")
    if clock.due_at < timezone.now():
        return Denied("办理期限已过，不能延期。")
    return True


def may_request_extension(case: "Petition", by: Actor) -> Verdict:
    if case.extension_days:
        return Denied("已申请延期，等待单位负责人批准。")
    return _extendable(case)


def may_extend(case: "Petition", by: Actor) -> Verdict:
    return _extendable(case)


def extension_requested(case: "Petition", by: Actor) -> Verdict:
    return True if case.extension_days else Denied("没有待批准的延期申请。")


def answer_submitted(case: "Petition", by: Actor) -> Verdict:
    return True if case.answer_submitted_at else Denied("经办人还没有送审答复。")


def may_reply(case: "Petition", by: Actor) -> Verdict:
    """The lead signs when every co-department has given its partial answer."""
    waiting = [
        assignment.department.name
        for assignment in open_assignments(case)
        if assignment.role == Assignment.Role.CO and assignment.state != Assignment.State.ANSWERED
    ]
    return Denied(f"协办单位尚未反馈：{'、'.join(waiting)}。") if waiting else True


def support_pending(case: "Petition", by: Actor) -> Verdict:
    if case.decision != Decision.SUPPORT or clocks.running(case, "E1") is None:
        return Denied("没有待落实的支持意见。")
    return True


def _window(case: "Petition", code: str, what: str, article: str) -> Verdict:
    if case.is_anonymous:
        return Denied(f"匿名信访事项不能{what}。")
    if case.route != Route.PETITION:
        return Denied(f"本事项不是通过信访程序办理，不适用{what}（条例第31条）。")
    clock = clocks.running(case, code)
    if clock is None or clock.due_at < timezone.now():
        return Denied(f"{what}期限已过（{article}：收到书面答复之日起30日）。")
    return True


def may_request_review(case: "Petition", by: Actor) -> Verdict:
    if case.department is None or reviewers.superior_of(case, case.department) is None:
        return Denied("承办单位没有上一级机关，请到信访部门窗口提出。")
    return _window(case, "P7", "请求复查", "条例第35条")


def may_request_recheck(case: "Petition", by: Actor) -> Verdict:
    reviewer = reviewers.reviewer_of(case)
    if reviewer is not None and reviewers.superior_of(case, reviewer) is None:
        return Denied("复查机关已是最高一级，请到信访部门窗口提出复核请求。")
    return _window(case, "P9", "请求复核", "条例第36条")


def recheck_running(case: "Petition", by: Actor) -> Verdict:
    clock = clocks.running(case, "P10")
    return Denied("听证期间不计算复核期限，请先登记听证结束。") if clock is None or clock.paused_at else True


def hearing_held(case: "Petition", by: Actor) -> Verdict:
    clock = clocks.running(case, "P10")
    return True if clock is not None and clock.paused_at else Denied("没有正在进行的听证。")


def supervision_unanswered(case: "Petition", by: Actor) -> Verdict:
    waiting = case.supervisions.filter(closed_at=None, replied_at=None).exists()
    return True if waiting else Denied("没有待反馈的督办。")


def is_supervised(case: "Petition", by: Actor) -> Verdict:
    return True if case.is_supervised else Denied("该事项没有督办。")


def not_urgent(case: "Petition", by: Actor) -> Verdict:
    return Denied("该事项已标为重大紧急。") if case.is_urgent else True


def urgent_unreported(case: "Petition", by: Actor) -> Verdict:
    return True if clocks.running(case, "P12") else Denied("没有待报告的重大紧急情况。")


def windows_are_over(case: "Petition", by: Actor) -> Verdict:
    """办结 when the windows to ask for 复查/复核 have lapsed (rules §1.5)."""
    for code in ("P7", "P9"):
        clock = clocks.running(case, code)
        if clock is not None and clock.due_at >= timezone.now():
            return Denied("复查复核期限未满。")
    return True


def may_rate(case: "Petition", by: Actor) -> Verdict:
    if case.is_anonymous:
        return Denied("匿名信访事项不参加满意度评价。")
    if not case.is_petition_scope:
        return Denied("本事项不在满意度评价范围内。")
    if case.ratings.exists():
        return Denied("您已评价过，每件事项只能评价一次。")
    clock = clocks.running(case, "R1")
    if clock is None or clock.due_at < timezone.now():
        return Denied("评价期限已过或尚未开始。")
    return True


def may_hold(case: "Petition", by: Actor) -> Verdict:
    if not case.is_confidential:
        return Denied("普通事项由系统管理员登记暂缓清除。")
    if case.anonymised_at is not None:
        return Denied("此事项的个人信息已经清除。")
    return Denied("此事项已经暂缓清除。") if case.holds.filter(lifted_at=None).exists() else True


def is_held(case: "Petition", by: Actor) -> Verdict:
    held = case.is_confidential and case.holds.filter(lifted_at=None).exists()
    return True if held else Denied("此事项没有暂缓清除。")


def may_open_grid_case(case: "Petition", by: Actor) -> Verdict:
    if case.is_confidential:
        return Denied("保密事项不能转网格处置。")
    return Denied("本事项已关联网格事项。") if linking.linked(case, "grid") else True

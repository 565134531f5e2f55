"""What grows out of a missed limit: 督办 by rule, and an alarm where nobody is there to be told."""

import datetime as dt

from django.utils import timezone

from jiaozuo_social.orgs.models import Duty, Membership
from jiaozuo_social.outbox.recipients import administrators
from jiaozuo_social.outbox.services import NewNotice, notify_many

from . import audiences, kinds, rulebook
from .audiences import Post
from .models.clock import Clock
from .moves import Actor, MoveRefused


def supervise(clock: Clock) -> bool:
    """督办 by rule for a clock that is over (art. 40); False if it was done or nothing is owed now."""
    table = kinds.get(clock.case.kind).moves
    if not any(move.name == "supervise" for move in table):
        return False
    case = kinds.in_full(clock.case)
    try:
        case.supervise(  # type: ignore[attr-defined]  # every kind has the shared verbs
            by=Actor.system(),
            note=f"“{clock.rule.name}”超过期限（{clock.rule.article}）",
            trigger=rulebook.trigger_of(clock.rule_id),
            clock=clock,
            tell=False,
        )
    except MoveRefused:
        return False
    return True


def reach(clock: Clock, audience: str, now: dt.datetime) -> list[Membership]:
    """The people of an audience; each empty post on the way raises an alarm upward."""
    posts = audiences.posts(clock, audience)
    for post in posts:
        found = audiences.people(clock, audience, post)
        if found:
            return found
        duties = (Duty.CONFIDENTIAL,) if clock.case.is_confidential else post.duties
        alarm_of_empty_post(Post(post.department, duties), now)
    if not posts:
        _alarm_of_nowhere(clock, now)
        return []
    return audiences.heads_above(clock.case, posts[0].department)


def alarm_of_empty_post(post: Post, now: dt.datetime) -> None:
    """Tell the nearest heads upward and the administrators, once a day; no case is named."""
    duty = "、".join(duty.label for duty in post.duties)
    users = {membership.user_id for membership in audiences.overseers(post.department)}
    _alarm(
        users,
        subject=f"{post.department}没有在岗的{duty}",
        body="发给该岗位的提醒无人接收，请在组织机构中补充人员。",
        key=f"nobody:{post.department.pk}:{'+'.join(post.duties)}",
        now=now,
    )


def _alarm_of_nowhere(clock: Clock, now: dt.datetime) -> None:
    """No department at all: neither a unit, nor a superior, nor a desk for the place."""
    duty = "、".join(duty.label for duty in audiences.desk_duties(clock.case))
    _alarm(
        set(),
        subject=f"区划 {clock.case.place_code[:6]} 没有可接收提醒的单位（{duty}）",
        body="请在组织机构中设置该区划的单位和人员。",
        key=f"nowhere:{clock.case.place_code[:6]}:{clock.case.kind}",
        now=now,
    )


def _alarm(users: set[int], *, subject: str, body: str, key: str, now: dt.datetime) -> None:
    day = timezone.localtime(now).date()
    notify_many(
        NewNotice(
            user_id=user,
            kind="clock.nobody",
            subject=subject,
            body=body,
            dedupe_key=f"{key}:{day:%F}:user:{user}",
        )
        for user in sorted(users | {administrator.pk for administrator in administrators()})
    )

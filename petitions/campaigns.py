"""Verbs of a campaign (rules §3): draft → published → closed → summarised → archived.

Each locks the row, checks the state, and is kept in the access log: who, when, from what to what.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from constance import config
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.workcalendar.services import calendar
from jiaozuo_social.workdays import Unit

from . import campaign_answers
from .models import Campaign
from .states import CampaignState as S

EDITABLE = (S.DRAFT, S.PUBLISHED)
FIELDS = ("title", "explanation", "ways", "starts_at", "ends_at", "place_code", "department")
FIXED_ONCE_PUBLISHED = ("title", "starts_at", "place_code", "department")


@contextmanager
def _moving(
    campaign: Campaign, label: str, frm: str, to: str, *, by: Any, request: HttpRequest | None
) -> Iterator[None]:
    """Lock, check, let the caller set fields, save and record: all or nothing."""
    with transaction.atomic():
        campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
        if campaign.state != frm:
            now = campaign.get_state_display()
            raise MoveRefused(f"征集活动现为“{now}”，不能{label}。可能已有人先行处理，请刷新页面。")
        yield
        campaign.state = to
        campaign.save()
        record(
            Access.Action.CHANGE, request=request, user=by, obj=campaign, act=label, before=frm, after=str(to)
        )


def create(campaign: Campaign, *, by: Any, request: HttpRequest | None = None) -> Campaign:
    """Save a draft."""
    with transaction.atomic():
        campaign.created_by = by
        campaign.save(force_insert=True)
        record(Access.Action.CHANGE, request=request, user=by, obj=campaign, act="新建", after=str(S.DRAFT))
    return campaign


def edit(campaign: Campaign, *, by: Any, request: HttpRequest | None = None, **fields: Any) -> None:
    """Change a draft; once published only the explanation, the ways and a later end."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of a campaign: {sorted(unknown)}")
    with transaction.atomic():
        campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
        changed = {name: value for name, value in fields.items() if getattr(campaign, name) != value}
        _check_edit(campaign, changed)
        for name, value in changed.items():
            setattr(campaign, name, value)
        campaign.save()
        record(
            Access.Action.CHANGE, request=request, user=by, obj=campaign, act="修改", fields=sorted(changed)
        )


def _check_edit(campaign: Campaign, changed: dict[str, Any]) -> None:
    if campaign.state not in EDITABLE:
        raise MoveRefused("征集已截止，不能再修改。")
    if campaign.state == S.PUBLISHED:
        if set(changed) & set(FIXED_ONCE_PUBLISHED):
            raise MoveRefused("已发布的征集活动，议题、开始时间和属地不能再改。")
        if changed.get("ends_at", timezone.now()) < timezone.now():
            raise MoveRefused("截止时间不能早于现在；提前结束请使用“截止”。")


def publish(campaign: Campaign, *, by: Any, request: HttpRequest | None = None) -> None:
    """Open it to the public; the topic, explanation and period must be there."""
    with _moving(campaign, "发布", S.DRAFT, S.PUBLISHED, by=by, request=request):
        if campaign.ends_at <= timezone.now():
            raise MoveRefused("截止时间已过，请先修改征集期限。")
        if not campaign.title.strip() or not campaign.explanation.strip():
            raise MoveRefused("请先填写议题和说明。")


def close(campaign: Campaign, *, by: Any = None, request: HttpRequest | None = None) -> None:
    """Take no more suggestions: by hand before the end, by the daily job after it."""
    with _moving(campaign, "截止", S.PUBLISHED, S.CLOSED, by=by, request=request):
        if by is None and campaign.ends_at >= timezone.now():
            raise MoveRefused("征集期限未满。")
        campaign.closed_at = timezone.now()


def summarise(campaign: Campaign, *, by: Any, summary: str, request: HttpRequest | None = None) -> None:
    """Publish the result; it answers every suggestion of the campaign that has no answer yet."""
    with _moving(campaign, "公布结果", S.CLOSED, S.SUMMARISED, by=by, request=request):
        if not summary.strip():
            raise MoveRefused("请填写征集结果反馈。")
        campaign.summary, campaign.summarised_at = summary.strip(), timezone.now()
    campaign_answers.nudge(campaign.pk)


def archive(campaign: Campaign, *, by: Any, request: HttpRequest | None = None) -> None:
    with _moving(campaign, "归档", S.SUMMARISED, S.ARCHIVED, by=by, request=request):
        if campaign.suggestions.unanswered().exists():
            raise MoveRefused("还有建议正在发送集中答复，请稍后再归档。")


def summary_due_at(campaign: Campaign) -> dt.datetime | None:
    """Last moment to publish the result (rules §3 D: 30 calendar days after the close)."""
    if campaign.closed_at is None:
        return None
    return calendar().due_at(campaign.closed_at, config.CAMPAIGN_SUMMARY_DAYS, Unit.CALENDAR)


MOVES = {
    "publish": ("发布", S.DRAFT),
    "close": ("截止", S.PUBLISHED),
    "summarise": ("公布结果", S.CLOSED),
    "archive": ("归档", S.SUMMARISED),
}

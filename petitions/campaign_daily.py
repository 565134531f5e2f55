"""What the system does by itself: close campaigns and suggestions that are over, remind of results."""

from constance import config
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from jiaozuo_social.cases.models import Clock
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.cases.windows import close_each
from jiaozuo_social.orgs.models import Department, Duty, Membership
from jiaozuo_social.outbox.services import NewNotice, notify_many
from jiaozuo_social.web.dates import date_cn, days_left

from . import campaigns
from .models import Campaign, Suggestion
from .states import CampaignState, SuggestionState
from .suggestion_guards import ADOPTED
from .suggestion_moves import ENDS


def close_ended() -> int:
    """Close published campaigns whose last moment has passed; returns how many."""
    ended = Campaign.objects.filter(state=CampaignState.PUBLISHED, ends_at__lt=timezone.now())
    closed = 0
    for campaign in ended.order_by("pk"):
        try:
            campaigns.close(campaign)
        except MoveRefused:
            continue  # closed by hand, or prolonged, a moment ago
        closed += 1
    return closed


def close_suggestions() -> int:
    """办结 suggestions whose right to evaluate is used or over and whose promise is kept (rules §3)."""
    window = Clock.objects.filter(case=OuterRef("pk"), rule="J6", stopped_at=None, due_at__gte=timezone.now())
    promised = Q(
        result__in=ADOPTED,
        implemented_at=None,
        state__in=[SuggestionState.REPLIED, SuggestionState.EVALUATED],
    )
    return close_each(Suggestion.objects.filter(~Exists(window), state__in=ENDS).exclude(promised))


def remind_of_summaries() -> int:
    """Tell the solicitors once before the result is due, once on the day, and each week after."""
    reminded = 0
    for campaign in Campaign.objects.filter(state=CampaignState.CLOSED).select_related("department"):
        step = _step(campaign)
        if step:
            notify_many(_notices(campaign, *step))
            reminded += 1
    return reminded


def _step(campaign: Campaign) -> tuple[str, str] | None:
    due = campaigns.summary_due_at(campaign)
    if due is None:
        return None
    left = days_left(due)
    if left < 0:
        return f"late{-left // 7}", f"公布征集结果已超期 {-left} 天：{campaign.title}"
    if left == 0:
        return "due", f"今天是公布征集结果的最后一天：{campaign.title}"
    if left <= config.CAMPAIGN_REMIND_DAYS:
        return "soon", f"请于{date_cn(due)}前公布征集结果：{campaign.title}"
    return None


def _notices(campaign: Campaign, step: str, subject: str) -> list[NewNotice]:
    return [
        NewNotice(
            user_id=user_id,
            kind="campaign.summary",
            subject=subject,
            link=f"/petitions/campaigns/{campaign.pk}/",
            dedupe_key=f"campaign:{campaign.pk}:summary:{step}:user:{user_id}",
        )
        for user_id in _solicitors(campaign)
    ]


def _solicitors(campaign: Campaign) -> list[int]:
    """The people of the department that asked; without any, all whose area holds the campaign."""
    serving = Membership.objects.current().filter(duty=Duty.SOLICITOR, user__is_active=True)
    own = serving.filter(department=campaign.department).values_list("user_id", flat=True)
    if found := sorted(set(own)):
        return found
    code = campaign.place_code
    above = Department.objects.active().filter(place_code__in=[code[:n] for n in range(2, len(code) + 1)])
    return sorted(set(serving.filter(department__in=above).values_list("user_id", flat=True)))

"""Questions about campaigns and about what became of suggestions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.audit.models import Access
from jiaozuo_social.cases.models import Clock, Rating
from jiaozuo_social.cases.search import MIN_LENGTH, normalise, similar_titles

from .choices import AdoptionResult
from .models import Campaign, PublicVote, Suggestion
from .states import CampaignState
from .states import SuggestionState as S
from .suggestion_querysets import SuggestionQuerySet

ADOPTED = [AdoptionResult.ADOPTED, AdoptionResult.PARTLY]
NOT_TAKEN = [S.RECEIVED, S.CONVERTED, S.ARCHIVED, S.MERGED]


def receiving_campaigns() -> "QuerySet[Campaign]":
    return Campaign.objects.receiving().order_by("ends_at", "pk")


def public_campaigns() -> "QuerySet[Campaign]":
    return Campaign.objects.public()


def upcoming_campaigns() -> "QuerySet[Campaign]":
    return Campaign.objects.filter(state=CampaignState.PUBLISHED, starts_at__gt=timezone.now())


def past_campaigns() -> "QuerySet[Campaign]":
    """Campaigns that take nothing any more, the latest first; also those the daily job has yet to close."""
    now = timezone.now()
    open_or_upcoming = Q(state=CampaignState.PUBLISHED, ends_at__gte=now)
    return Campaign.objects.public().exclude(open_or_upcoming).order_by("-ends_at", "-pk")


def managed_campaigns(user: AnyUser) -> "QuerySet[Campaign]":
    """Campaigns of the user's area with the number of their suggestions, for the list."""
    return (
        Campaign.objects.managed_by(user).select_related("department").annotate(received=Count("suggestions"))
    )


def displayed_suggestions() -> Any:
    return Suggestion.objects.displayed().select_related("department").prefetch_related("parties")


def like_suggestions(title: str, *, limit: int = 3) -> list[Suggestion]:
    """Public suggestions with a like title, for who is about to write the same."""
    if len(normalise(title)) < MIN_LENGTH * 2:
        return []
    return list(
        similar_titles(Suggestion.objects.hints().defer("body", "proposal"), title.strip(), limit=limit)
    )


@dataclass(frozen=True)
class Figures:
    """The metrics of rules §3; a rate without its denominator is None and shown as —."""

    received: int
    taken: int
    answered: int
    adopted: int
    implemented: int
    due: int
    in_time: int
    rated: int
    content: int

    @property
    def adoption_rate(self) -> int | None:
        return _percent(self.adopted, self.answered)

    @property
    def use_rate(self) -> int | None:
        return _percent(self.implemented, self.adopted)

    @property
    def in_time_rate(self) -> int | None:
        return _percent(self.in_time, self.due)

    @property
    def content_rate(self) -> int | None:
        return _percent(self.content, self.rated)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def figures(suggestions: "QuerySet[Any]") -> Figures:
    """征集数, 受理数, 采纳率, 转化率, 按期答复率, 满意率: two counting queries."""
    term = Clock.objects.filter(case=OuterRef("pk"), rule="J4", department=OuterRef("department"))
    over = term.filter(~Q(stopped_at=None) | Q(due_at__lt=timezone.now()))
    counted = suggestions.annotate(
        is_due=Exists(over), is_in_time=Exists(over.filter(~Q(stopped_at=None), is_late=False))
    ).aggregate(
        received=Count("pk"),
        taken=Count("pk", filter=~Q(state__in=NOT_TAKEN)),
        answered=Count("pk", filter=~Q(replied_at=None)),
        adopted=Count("pk", filter=~Q(replied_at=None) & Q(result__in=ADOPTED)),
        implemented=Count("pk", filter=~Q(implemented_at=None)),
        due=Count("pk", filter=Q(is_due=True)),
        in_time=Count("pk", filter=Q(is_in_time=True)),
    )
    ratings = Rating.objects.filter(case__in=suggestions.values("pk")).aggregate(
        rated=Count("pk"), content=Count("pk", filter=~Q(level=Rating.Level.DISSATISFIED))
    )
    return Figures(**counted, **ratings)


def vote_counts(suggestion: Suggestion) -> list[dict[str, Any]]:
    """How many voted for each level, in the order of the levels."""
    counted = dict(
        PublicVote.objects.filter(suggestion=suggestion).values_list("level").annotate(n=Count("pk"))
    )
    return [{"label": level.label, "count": counted.get(level.value, 0)} for level in Rating.Level]


def suggestions_of(campaign: Campaign, user: AnyUser) -> SuggestionQuerySet:
    """Suggestions of a campaign that the user may see."""
    seen: SuggestionQuerySet = Suggestion.objects.visible_to(user).filter(campaign=campaign)  # type: ignore[assignment]
    return seen.select_related("department").defer("body", "proposal")


def counts_by_state(suggestions: "QuerySet[Any]") -> list[dict[str, Any]]:
    """How many are in each state that occurs, in the order of the states."""
    counted = dict(suggestions.order_by().values_list("state").annotate(n=Count("pk")))
    return [
        {"value": state.value, "label": state.label, "count": counted[state.value]}
        for state in S
        if state.value in counted
    ]


def history(campaign: Campaign) -> "QuerySet[Access]":
    """Who did what to the campaign, from the access log."""
    log = Access.objects.filter(object_type=campaign._meta.label_lower, object_id=str(campaign.pk))
    return log.select_related("user").order_by("-at", "-pk")

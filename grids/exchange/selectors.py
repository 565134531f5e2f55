"""Which sources and orders a user may handle."""

from django.db.models import Count, Q, QuerySet

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import memberships_of

from .models import OrderSource, WorkOrder


def sources_of(user: AnyUser) -> QuerySet[OrderSource]:
    """Active sources whose receiving department the user serves as 调度员."""
    held = [one.department_id for one in memberships_of(user) if one.duty == Duty.DISPATCHER]
    return OrderSource.objects.filter(is_active=True, department__in=held).select_related(
        "department", "default_event"
    )


def has_sources(user: AnyUser) -> bool:
    return sources_of(user).exists()


def source_of(user: AnyUser, code: str) -> OrderSource | None:
    return sources_of(user).filter(code=code).first()


def orders_of(source: OrderSource) -> QuerySet[WorkOrder]:
    return WorkOrder.objects.filter(source=source).select_related("case", "case__department", "source")


def owed(source: OrderSource) -> QuerySet[WorkOrder]:
    return orders_of(source).filter(WorkOrder.owed())


def counts(source: OrderSource) -> dict[str, int]:
    return WorkOrder.objects.filter(source=source).aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(result_at=None)),
        owed=Count("pk", filter=WorkOrder.owed()),
        unmapped=Count("pk", filter=Q(is_mapped=False)),
    )


def unmapped_words(source: OrderSource, *, limit: int = 20) -> list[tuple[str, int]]:
    """The source's own words for which no event is set, the most frequent first."""
    rows = WorkOrder.objects.filter(source=source, is_mapped=False).exclude(category_words="")
    counted = rows.values("category_words").annotate(times=Count("pk")).order_by("-times", "category_words")
    return [(row["category_words"], row["times"]) for row in counted[:limit]]

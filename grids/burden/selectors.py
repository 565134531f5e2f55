"""Questions of the pages of the 减负 ledger."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Q, QuerySet, Sum
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.orgs.models import Department

from . import access
from .models import (
    BurdenCategory,
    BurdenItem,
    BurdenRating,
    BurdenTask,
    FieldSynonym,
    InventoryRow,
    ReboundCheck,
)
from .models.task import BurdenTaskQuerySet
from .states import STATUSES, TONES


def tasks(user: Any) -> BurdenTaskQuerySet:
    return BurdenTask.objects.visible_to(user).select_related("item__category", "lead", "department")


def status_counts(user: Any) -> list[dict[str, Any]]:
    """How many tasks of each status, every status shown; one query."""
    today = timezone.localdate()
    late = Q(state__in=("not_started", "ongoing"), due_on__lt=today)
    counted = (
        BurdenTask.objects.visible_to(user)
        .order_by()
        .aggregate(
            overdue=Count("pk", filter=late),
            **{
                value: Count("pk", filter=Q(state=value) & ~late)
                for value, _ in STATUSES
                if value != "overdue"
            },
        )
    )
    return [{"value": v, "label": w, "count": counted[v], "tone": TONES[v]} for v, w in STATUSES]


def categories() -> QuerySet[BurdenCategory]:
    return BurdenCategory.objects.all()


def items(*, active: bool = True) -> QuerySet[BurdenItem]:
    rows = BurdenItem.objects.select_related("category")
    return rows.filter(is_active=True) if active else rows


def lead_departments(place_code: str) -> list[Department]:
    """Departments of the area and of the city above it: who may lead or help."""
    codes = access.prefixes(place_code)
    reach = Q(place_code__startswith=place_code) | Q(place_code__in=codes)
    return list(Department.objects.active().filter(reach).order_by("path"))


@dataclass(frozen=True)
class Ratings:
    """The last rating of each unit."""

    rows: list[BurdenRating]

    @property
    def counts(self) -> list[dict[str, Any]]:
        counted = Counter(row.level for row in self.rows)
        return [{"label": level.label, "count": counted[level.value]} for level in BurdenRating.Level]

    @property
    def words(self) -> list[str]:
        """What was said, without who said it and not in the order of units."""
        return sorted(row.note for row in self.rows if row.note)


def ratings(task: BurdenTask) -> Ratings:
    last = (
        task.ratings.order_by("department_id", "-pk").distinct("department_id").select_related("department")
    )
    return Ratings(list(last))


def open_checks(user: Any) -> QuerySet[ReboundCheck]:
    """Checks that are due in the areas of the user's 减负专班."""
    seen = Q(pk__in=[])
    for office in access.offices(user):
        seen |= Q(task__place_code__startswith=office.place_code)
    due = ReboundCheck.objects.filter(seen, result="", due_on__lte=timezone.localdate())
    return due.filter(settled_on=F("task__settled_on")).select_related("task")


def inventory(user: Any, kind: str) -> QuerySet[InventoryRow]:
    rows = InventoryRow.objects.visible_to(user).filter(kind=kind)
    return rows.select_related("department", "reported_by")


@dataclass(frozen=True)
class Totals:
    """Before and after; rows that were not counted again are told apart, not taken for unchanged."""

    before: int
    after: int
    counted_before: int
    uncounted: int

    @property
    def less(self) -> int:
        return self.counted_before - self.after

    @property
    def percent(self) -> int | None:
        return round(100 * self.less / self.counted_before) if self.counted_before else None


def totals(rows: QuerySet[InventoryRow]) -> Totals:
    counted = Q(after_count__isnull=False)
    found = rows.order_by().aggregate(
        before=Sum("before_count"),
        after=Sum("after_count"),
        counted_before=Sum("before_count", filter=counted),
        uncounted=Count("pk", filter=~counted),
    )
    return Totals(**{name: value or 0 for name, value in found.items()})


def synonyms() -> QuerySet[FieldSynonym]:
    return FieldSynonym.objects.all()


def has_anything(user: Any) -> bool:
    """Whether the menu should offer the ledger to somebody of a department: it leads, helps or demands."""
    mine = access.units(user)
    if not mine:
        return False
    works = BurdenTask.objects.filter(Q(lead__in=mine) | Q(pk__in=access.joint(mine)))
    listed = InventoryRow.objects.filter(department__in=mine)
    return User.objects.filter(Exists(works) | Exists(listed), pk=user.pk).exists()

"""Filters of the inbox over columns of the case, and over the facets that a kind adds."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.orgs.selectors import departments_for_dispatch, departments_under
from jiaozuo_social.places.selectors import choices_for_counties, grouped_streets
from jiaozuo_social.web.forms import DateInput

from . import kinds, search
from .models import Case, Category
from .querysets import CaseQuerySet

FLAGS: dict[str, tuple[str, Callable[[], Q]]] = {
    "urgent": ("紧急", lambda: Q(is_urgent=True)),
    "repeated": ("重复", lambda: Q(repeat_of__isnull=False)),
    "supervised": ("督办", lambda: Q(is_supervised=True)),
    "overdue": ("超期", lambda: Q(is_open=True, due_at__lt=timezone.now())),
    "confidential": ("保密", lambda: Q(is_confidential=True)),
}
TOO_SHORT = f"请至少输入 {search.MIN_LENGTH} 个字，或完整的编号、手机号。"


def midnight(day: dt.date) -> dt.datetime:
    """A bound that an index on the time can serve, unlike a cast to a date."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def state_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """States of every kind under its name; a value is ``kind.state``."""
    return [
        (kind.label, [(f"{kind.code}.{value}", str(label)) for value, label in kind.states.choices])
        for kind in kinds.all_kinds()
    ]


def place_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    streets = dict(grouped_streets())
    return [
        (name, [(code, f"{name}（全部）"), *streets.get(name, [])]) for code, name in choices_for_counties()
    ]


def category_choices() -> list[tuple[str, list[tuple[int, str]]]]:
    """Active categories under the name of their kind."""
    rows = list(Category.objects.filter(is_active=True).order_by("kind", "position", "code"))
    return [
        (kind.label, [(row.pk, row.name) for row in rows if row.kind == kind.code])
        for kind in kinds.all_kinds()
        if any(row.kind == kind.code for row in rows)
    ]


def departments_of_interest(user: AnyUser) -> list[Department]:
    """For a desk what it may dispatch to; for a unit itself and what is below it."""
    return departments_for_dispatch(user) or departments_under(user)


class CaseFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="编号、内容或手机号", method="search", max_length=100)
    kind = django_filters.ChoiceFilter(label="类型", empty_label="全部")
    state = django_filters.ChoiceFilter(label="状态", empty_label="全部", method="in_state")
    channel = django_filters.ChoiceFilter(label="渠道", empty_label="全部", choices=Case.Channel.choices)
    category = django_filters.ChoiceFilter(label="内容分类", empty_label="全部")
    place = django_filters.ChoiceFilter(
        label="属地", empty_label="全部", field_name="place_code", lookup_expr="startswith"
    )
    department = django_filters.ChoiceFilter(label="主办单位", empty_label="全部", method="in_department")
    received_from = django_filters.DateFilter(label="收到日期从", method="since", widget=DateInput)
    received_to = django_filters.DateFilter(label="收到日期至", method="until", widget=DateInput)
    only = django_filters.MultipleChoiceFilter(
        label="只看",
        method="with_flags",
        choices=[(key, label) for key, (label, _) in FLAGS.items()],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Case
        fields: list[str] = []

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments = departments_of_interest(user)
        self.filters["kind"].extra["choices"] = [(kind.code, kind.label) for kind in kinds.all_kinds()]
        self.filters["state"].extra["choices"] = state_choices()
        self.filters["category"].extra["choices"] = category_choices()
        self.filters["place"].extra["choices"] = place_choices()
        self.filters["department"].extra["choices"] = [(d.pk, d.name) for d in departments]
        for facet in (facet for kind in kinds.all_kinds() for facet in kind.facets):
            self.filters[facet.name] = django_filters.ChoiceFilter(
                label=facet.label, empty_label="全部", field_name=facet.path, choices=facet.choices
            )
            self.filters[facet.name].parent = self
            self.filters[facet.name].model = Case

    @property
    def too_short(self) -> bool:
        """Whether the search asks for less than the index can find."""
        words = self.data.get("q", "").split() if self.data else []
        return any(len(search.normalise(word)) < search.MIN_LENGTH for word in words)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the search box is in use, so that the page opens the box of filters."""
        return any(self.data.get(name) for name in self.filters if name != "q") if self.data else False

    def search(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return search.matching(queryset, value)

    def in_state(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        kind, _, state = value.partition(".")
        return queryset.filter(kind=kind, state=state)

    def in_department(self, queryset: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        return queryset.filter(department_id=value)

    def since(self, queryset: CaseQuerySet, name: str, value: dt.date) -> CaseQuerySet:
        return queryset.filter(received_at__gte=midnight(value))

    def until(self, queryset: CaseQuerySet, name: str, value: dt.date) -> CaseQuerySet:
        return queryset.filter(received_at__lt=midnight(value + dt.timedelta(days=1)))

    def with_flags(self, queryset: CaseQuerySet, name: str, value: list[str]) -> CaseQuerySet:
        for flag in value:
            queryset = queryset.filter(FLAGS[flag][1]())
        return queryset

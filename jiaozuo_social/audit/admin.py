"""The access log: read only, and paged without counting it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    FieldTextFilter,
)
from unfold.paginator import InfinitePaginator

from .filters import DayRangeFilter
from .models import Access, Seal
from .readonly import ReadOnlyAdmin


@admin.register(Access)
class AccessAdmin(ReadOnlyAdmin):
    list_display = ("at", "user", "action", "object_label", "object_type", "reason", "ip")
    list_filter = (
        ("at", DayRangeFilter),
        ("user", AutocompleteSelectFilter),
        ("action", ChoicesDropdownFilter),
        ("object_type", FieldTextFilter),
        ("object_id", FieldTextFilter),
    )
    list_filter_submit = True
    # "Who looked at this case?" is asked by its number; exact, because the log is long.
    search_fields = ("object_label__exact",)
    search_help_text = "对象全称，如事项编号"
    list_select_related = ("user",)
    ordering = ("-at", "-pk")
    paginator = InfinitePaginator
    show_full_result_count = False
    list_per_page = 50


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    """Seals to compare with the copies in the log or on paper; read only."""

    list_display = ("made_at", "chain", "number", "rows", "subjects", "start")
    list_filter = ("chain", ("made_at", DayRangeFilter))
    list_filter_submit = True
    fields = (
        "chain", "number", "made_at", "first_id", "last_id", "rows", "subjects", "digest", "prev_hash", "hash",
    )  # fmt: skip
    ordering = ("-made_at", "-pk")
    show_full_result_count = False

    @admin.display(description="封存值（开头）")
    def start(self, seal: Seal) -> str:
        return seal.hash[:16]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Seal]:
        found: QuerySet[Seal] = super().get_queryset(request)
        return found.defer("manifest")

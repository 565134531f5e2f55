"""Grids and terms in the back office: searched and read; what changes goes through the services."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from jiaozuo_social.audit.recording import RecordedAdmin

from . import services
from .models import Grid, Term


class TermInline(TabularInline):
    model = Term
    fields = ("user", "role", "public_phone", "started_on", "ended_on")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Grid)
class GridAdmin(RecordedAdmin):
    """New grids need their parent and number: they are made on the pages of 网格管理."""

    list_display = ("code", "name", "community", "type", "households", "is_active")
    list_filter = (("type", ChoicesDropdownFilter), "division__is_active")
    list_filter_submit = True
    search_fields = ("division__code", "division__full_name")
    list_select_related = ("division__parent",)
    ordering = ("division",)
    fields = ("division", "type", "households", "range_text", "supervising_phone")
    readonly_fields = ("division",)
    inlines = (TermInline,)
    show_full_result_count = False

    @admin.display(description="名称", ordering="division__name")
    def name(self, grid: Grid) -> str:
        return grid.division.name

    @admin.display(description="上级")
    def community(self, grid: Grid) -> str:
        return str(grid.division.parent or "")

    @admin.display(description="启用", boolean=True)
    def is_active(self, grid: Grid) -> bool:
        return grid.division.is_active

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Grid, form: Any, change: bool) -> None:
        """The service locks, writes and records."""
        changed = {name: form.cleaned_data[name] for name in services.FIELDS}
        services.change(obj, by=request.user, request=request, name=obj.division.name, **changed)


@admin.register(Term)
class TermAdmin(RecordedAdmin):
    """Read only: people are put in office, and leave it, on the pages of 网格管理."""

    list_display = ("grid", "user", "role", "started_on", "ended_on")
    list_filter = (("role", ChoicesDropdownFilter), ("user", AutocompleteSelectFilter))
    list_filter_submit = True
    search_fields = ("grid__division__code", "grid__division__full_name", "user__name")
    list_select_related = ("grid__division", "user")
    ordering = ("-started_on", "-pk")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

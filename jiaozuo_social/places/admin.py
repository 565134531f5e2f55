"""Divisions in the back office: searched, and renamed when the official list is behind."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from .models import Boundary, Division
from .services import rename


@admin.register(Division)
class DivisionAdmin(ModelAdmin):
    list_display = ["code", "full_name", "level", "is_local", "is_active"]
    list_filter = ["level", "is_local", "is_active"]
    search_fields = ["code", "full_name"]
    fields = ["code", "name", "full_name", "level", "parent", "is_local", "is_active"]
    readonly_fields = ["code", "full_name", "level", "parent", "is_local", "is_active"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Division, form: Any, change: bool) -> None:
        rename(obj, obj.name)


@admin.register(Boundary)
class BoundaryAdmin(ModelAdmin):
    """Read only: boundaries come in by import, where they are checked against each other."""

    list_display = ["division", "place", "source_datum", "source", "is_synthetic", "updated_at"]
    list_filter = ["source_datum", "is_synthetic"]
    search_fields = ["division__code", "division__full_name"]
    list_select_related = ["division"]
    fields = ["division", "source_datum", "source", "is_synthetic", "updated_at", "geometry"]
    show_full_result_count = False

    @admin.display(description="全称")
    def place(self, boundary: Boundary) -> str:
        return boundary.division.full_name

    def get_queryset(self, request: HttpRequest) -> QuerySet[Boundary]:
        """A list of outlines need not carry their points."""
        rows: QuerySet[Boundary] = super().get_queryset(request)
        return rows.defer("geometry")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

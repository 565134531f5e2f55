"""Divisions in the back office: searched, and renamed when the official list is behind."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from .models import Division
from .services import rename


@admin.register(Division)
class DivisionAdmin(ModelAdmin):
    list_display = ["code", "full_name", "level", "is_local"]
    list_filter = ["level", "is_local"]
    search_fields = ["code", "full_name"]
    fields = ["code", "name", "full_name", "level", "parent", "is_local"]
    readonly_fields = ["code", "full_name", "level", "parent", "is_local"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Division, form: Any, change: bool) -> None:
        rename(obj, obj.name)

"""The department tree: added with plant, moved with move_department, never deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from jiaozuo_social.audit.recording import RecordedAdmin

from ..models import Department
from ..resources import DepartmentResource
from ..services import move_department
from .ledgers import LedgerAdmin, administrator


class DepartmentForm(forms.ModelForm):
    class Meta:
        model = Department
        fields = ("code", "name", "short_name", "kind", "parent", "place_code", "phone", "is_active")

    def clean_parent(self) -> Department | None:
        parent: Department | None = self.cleaned_data["parent"]
        if parent and self.instance.pk and parent.path.startswith(self.instance.path):
            raise forms.ValidationError("不能移到它自己或它的下级单位之下。")
        return parent


@admin.register(Department)
class DepartmentAdmin(LedgerAdmin, RecordedAdmin):
    form = DepartmentForm
    resource_classes = (DepartmentResource,)
    recorded_fields = ("code", "name", "short_name", "kind", "place_code", "is_active")
    list_display = ("in_tree", "code", "kind", "place_code", "is_active")
    list_filter = (("kind", ChoicesDropdownFilter), "is_active")
    search_fields = ("name", "short_name", "code", "place_code")
    ordering = ("path",)
    autocomplete_fields = ("parent",)
    list_per_page = 200

    def get_readonly_fields(self, request: HttpRequest, obj: Department | None = None) -> tuple[str, ...]:
        """The code is part of the path of all below."""
        return ("code",) if obj else ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Department]:
        return super().get_queryset(request).select_related("parent")

    @admin.display(description="单位", ordering="path")
    def in_tree(self, department: Department) -> SafeString:
        return format_html("{}{}", "　" * (department.path.count("/") - 1), department.name)

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            fields = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "path"}
            planted = Department.objects.plant(**fields)
            obj.pk, obj.path = planted.pk, planted.path
            obj._state.adding = False
            return
        if "parent" in form.changed_data:
            fresh = Department.objects.get(pk=obj.pk)
            obj.path = move_department(fresh, obj.parent, by=administrator(request), request=request).path
        obj.save(update_fields=[name for name in form.changed_data if name != "parent"])

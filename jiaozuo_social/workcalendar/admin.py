"""The work calendar in the back office, by hand or from a sheet."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest
from import_export import fields, resources
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, XLSX
from import_export.widgets import BooleanWidget, DateWidget
from unfold.admin import ModelAdmin
from unfold.contrib.import_export.forms import ExportForm, ImportForm

from .models import CalendarDay
from .services import refresh


class WorkOrRestWidget(BooleanWidget):
    """班 / 休 in the sheet."""

    TRUE_VALUES = ["班", "上班", "1", 1, True, "true", "TRUE", "True"]
    FALSE_VALUES = ["休", "放假", "0", 0, False, "false", "FALSE", "False"]

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        value = value.strip() if isinstance(value, str) else value
        if value not in self.TRUE_VALUES and value not in self.FALSE_VALUES:
            raise ValueError("“班休”一栏只能填“班”或“休”")
        return value in self.TRUE_VALUES

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "班" if value else "休"


class CalendarDayResource(resources.ModelResource):
    date = fields.Field("date", "日期", DateWidget("%Y-%m-%d"))
    is_workday = fields.Field("is_workday", "班休", WorkOrRestWidget())
    name = fields.Field("name", "名称")
    source = fields.Field("source", "来源")

    class Meta:
        model = CalendarDay
        fields = ("date", "is_workday", "name", "source")
        import_id_fields = ("date",)
        skip_unchanged = True
        use_transactions = True

    def before_save_instance(self, instance: CalendarDay, row: Any, **kwargs: Any) -> None:
        instance.is_local = True

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        transaction.on_commit(refresh)


@admin.register(CalendarDay)
class CalendarDayAdmin(ModelAdmin, ImportExportModelAdmin):
    """Rows changed here are kept when the packaged holidays are loaded again."""

    resource_classes = [CalendarDayResource]
    import_form_class = ImportForm
    export_form_class = ExportForm
    formats = [XLSX, CSV]
    list_display = ["date", "is_workday", "name", "source", "is_local"]
    list_filter = ["is_workday", "is_local"]
    search_fields = ["name", "source"]
    date_hierarchy = "date"
    fields = ["date", "is_workday", "name", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: CalendarDay | None = None) -> list[str]:
        return ["date"] if obj else []  # another date would be another row, not a moved one

    def save_model(self, request: HttpRequest, obj: CalendarDay, form: Any, change: bool) -> None:
        obj.is_local = True
        super().save_model(request, obj, form, change)
        transaction.on_commit(refresh)

    def delete_model(self, request: HttpRequest, obj: CalendarDay) -> None:
        super().delete_model(request, obj)
        transaction.on_commit(refresh)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        transaction.on_commit(refresh)

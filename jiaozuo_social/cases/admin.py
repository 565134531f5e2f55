"""Reference data of the case work: categories, limits, texts. Cases themselves are not edited here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminSelectWidget

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.recording import RecordedAdmin
from jiaozuo_social.audit.services import record

from . import holdadmin, kinds, rulebook, webhookadmin, wording  # noqa: F401  (these register their pages)
from .models import AnswerTemplate, Category, ClockRule, ReminderStep


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.code, kind.label) for kind in kinds.all_kinds()]


class KindForm(forms.ModelForm):
    """The kind is chosen among those registered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"kind", "case_kind"} & set(self.fields):
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(
                label=label, choices=kind_choices(), widget=UnfoldAdminSelectWidget
            )


@admin.register(Category)
class CategoryAdmin(RecordedAdmin):
    """A tree per kind; a category in use is switched off, not deleted."""

    form = KindForm
    recorded_fields = ("kind", "code", "name", "parent_id", "standard_ref", "is_active", "position")
    fields = ("kind", "code", "name", "parent", "standard_ref", "position", "is_active")
    list_display = ("indented_name", "kind", "code", "standard_ref", "position", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name", "code")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)

    @admin.display(description="名称", ordering="name")
    def indented_name(self, category: Category) -> str:
        return f"　{category.name}" if category.parent_id else category.name


class ReminderStepInline(TabularInline):
    model = ReminderStep
    fields = ("offset_days", "action", "audience")
    extra = 0


@admin.register(ClockRule)
class ClockRuleAdmin(RecordedAdmin):
    """Limits of law and of our design: what is verified says so; new clocks use the changed value."""

    recorded_fields = ("name", "article", "amount", "unit", "holder", "is_window", "survives_closing", "mark")
    fields = (
        "code", "name", "article", "amount", "unit", "holder", "is_window", "survives_closing", "mark",
        "standard_ref",
    )  # fmt: skip
    list_display = ("code", "name", "article", "amount", "unit", "holder", "mark")
    list_filter = ("holder", "unit", "mark")
    search_fields = ("code", "name", "article")
    inlines = (ReminderStepInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return ["code"] if obj else []

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().store(request, obj, form, change)
        transaction.on_commit(rulebook.refresh)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The ladder belongs to the rule: its change is kept with the rule."""
        rule = form.instance
        before = _ladder(rule)
        super().save_related(request, form, formsets, change)
        after = _ladder(rule)
        if before != after:
            record(Access.Action.CHANGE, request=request, obj=rule, before=before, after=after)


def _ladder(rule: ClockRule) -> list[str]:
    return [str(step) for step in rule.steps.order_by("offset_days", "action", "audience")]


class TemplateForm(KindForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = "、".join(f"{{{{ {name} }}}} {meaning}" for name, meaning in wording.FIELDS.items())
        if "body" in self.fields:
            self.fields["body"].help_text = f"可以使用：{names}，套用时自动填入。"


@admin.register(AnswerTemplate)
class AnswerTemplateAdmin(RecordedAdmin):
    form = TemplateForm
    recorded_fields = ("case_kind", "document_kind", "category_id", "name", "body", "basis", "is_active")
    fields = ("case_kind", "document_kind", "category", "name", "body", "basis", "is_active")
    list_display = ("name", "case_kind", "document_kind", "category", "is_active")
    list_filter = ("case_kind", "document_kind", "is_active")
    search_fields = ("name", "body")
    list_select_related = ("category",)
    autocomplete_fields = ("category",)

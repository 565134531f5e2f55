"""Holds in the back office: a case is named by its number, nothing else of it is shown."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextInputWidget

from jiaozuo_social.audit.recording import RecordedAdmin

from .models import Case, Hold

# The same words for a confidential case as for none: administrators see no case (art. 30).
UNKNOWN = "没有可以在这里登记的这个编号。保密事项由信访专管员在事项页上办理。"


class HoldForm(forms.ModelForm):
    number = forms.CharField(label="事项编号", max_length=32, widget=UnfoldAdminTextInputWidget)

    class Meta:
        model = Hold
        fields = ("reason",)

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip().upper()
        case = Case.objects.filter(number=number, is_confidential=False).first()
        if case is None:
            raise forms.ValidationError(UNKNOWN)
        if case.holds.filter(lifted_at=None).exists():
            raise forms.ValidationError("此事项已经暂缓清除。")
        if case.anonymised_at is not None:
            raise forms.ValidationError("此事项的个人信息已经清除。")
        self.instance.case = case
        return number


@admin.register(Hold)
class HoldAdmin(RecordedAdmin):
    """Added with a reason, ended with a date; never deleted."""

    recorded_fields = ("case", "reason", "lifted_at")
    list_display = ("case", "reason", "held_by", "held_at", "lifted_at")
    list_select_related = ("case", "held_by")
    search_fields = ("case__number__exact",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Hold]:
        found: QuerySet[Hold] = super().get_queryset(request)
        return found.filter(case__is_confidential=False)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = HoldForm
        return super().get_form(request, obj, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("case", "reason", "held_by", "held_at", "lifted_at") if obj else ("number", "reason")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("case", "reason", "held_by", "held_at") if obj else ()

    def store(self, request: HttpRequest, obj: Hold, form: Any, change: bool) -> None:
        if not change:
            obj.held_by = request.user  # type: ignore[assignment]
        super().store(request, obj, form, change)

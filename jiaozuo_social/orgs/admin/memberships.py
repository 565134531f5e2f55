"""Who serves where: granted and ended through the services, never deleted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter

from jiaozuo_social.audit.recording import RecordedAdmin

from ..models import Membership
from ..resources import MembershipResource
from ..services import OrgsRefused, grant, revoke
from .ledgers import LedgerAdmin, administrator


class GrantForm(forms.ModelForm):
    """Refusals of the service are shown at the form, before anything is written."""

    by: Any = None

    class Meta:
        model = Membership
        fields = ("user", "department", "duty", "started_on")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        user, department = cleaned.get("user"), cleaned.get("department")
        if user and user.pk == self.by.pk and not self.by.is_superuser:
            self.add_error("user", "不能给自己授予职责，请由另一位系统管理员办理。")
        if department and not department.is_active:
            self.add_error("department", "此单位已停用，不能任职。")
        held = Membership.objects.filter(
            user=user, department=department, duty=cleaned.get("duty"), ended_on=None
        )
        if user and department and held.exists():
            self.add_error("duty", "此人在该单位已有同样的职责。")
        return cleaned


class EndForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ("ended_on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "ended_on" in self.fields:
            self.fields["ended_on"].required = True


@admin.register(Membership)
class MembershipAdmin(LedgerAdmin, RecordedAdmin):
    resource_classes = (MembershipResource,)
    list_display = ("user", "department", "duty", "started_on", "ended_on")
    list_filter = (
        ("duty", ChoicesDropdownFilter),
        ("department", AutocompleteSelectFilter),
        ("user", AutocompleteSelectFilter),
    )
    list_filter_submit = True
    search_fields = ("user__username", "user__name", "department__name", "department__code")
    list_select_related = ("user", "department")
    autocomplete_fields = ("user", "department")
    ordering = ("department__path", "duty", "pk")
    actions = ("end_today",)

    def get_form(self, request: HttpRequest, obj: Membership | None = None, **kwargs: Any) -> Any:
        kwargs["form"] = EndForm if obj else GrantForm
        form = super().get_form(request, obj, **kwargs)
        form.by = request.user
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:
        return ("user", "department", "duty", "started_on") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:
        fields = ("user", "department", "duty", "started_on")
        return (*fields, "ended_on") if obj else fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The services record the change themselves."""
        if change:
            revoke(obj, by=administrator(request), on=obj.ended_on, request=request)
            return
        granted = grant(
            obj.user,
            obj.department,
            obj.duty,
            by=administrator(request),
            started_on=obj.started_on,
            request=request,
        )
        obj.pk = granted.pk
        obj._state.adding = False

    @admin.action(description="终止所选任职（今日起）", permissions=["change"])
    def end_today(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        try:
            for membership in queryset.select_related("user", "department"):
                revoke(membership, by=administrator(request), request=request)
        except OrgsRefused as refusal:
            messages.error(request, str(refusal))
            return
        messages.success(request, "所选任职已终止。")

"""Addresses of departments' systems in the back office; a secret is shown once."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from unfold.contrib.filters.admin import AutocompleteSelectFilter
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminURLInputWidget

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.recording import RecordedAdmin
from jiaozuo_social.audit.services import record
from jiaozuo_social.outbox import webhooks
from jiaozuo_social.outbox.gateways.webhook import ForbiddenAddress, check_url
from jiaozuo_social.outbox.models import Webhook

from . import kinds


class WebhookForm(forms.ModelForm):
    url = forms.URLField(
        label="地址", max_length=300, assume_scheme="https", widget=UnfoldAdminURLInputWidget
    )
    kinds = forms.MultipleChoiceField(
        label="事项类型",
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text="不选为全部。",
    )

    class Meta:
        model = Webhook
        fields = ("department", "name", "url", "kinds", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds_field = self.fields["kinds"]
        assert isinstance(kinds_field, forms.MultipleChoiceField)
        kinds_field.choices = [(kind.code, kind.label) for kind in kinds.all_kinds()]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            check_url(url)
        except ForbiddenAddress as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return url


@admin.register(Webhook)
class WebhookAdmin(RecordedAdmin):
    form = WebhookForm
    recorded_fields = ("department_id", "url", "kinds", "is_active")
    list_display = ("name", "department", "url", "is_active", "failures", "disabled_at")
    list_filter = ("is_active", ("department", AutocompleteSelectFilter))
    list_select_related = ("department",)
    autocomplete_fields = ("department",)
    readonly_fields = ("failures", "disabled_at")
    actions = ("renew_secret", "switch_on")

    def get_fields(self, request: HttpRequest, obj: Webhook | None = None) -> tuple[str, ...]:
        fields = ("department", "name", "url", "kinds")
        return (*fields, "is_active", "failures", "disabled_at") if obj else fields

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.secret = webhooks.new_secret()
        obj.save()
        transaction.on_commit(webhooks.refresh)
        if change and "is_active" in form.changed_data and obj.is_active:
            webhooks.switch_on(obj)

    def response_add(self, request: HttpRequest, obj: Webhook, post_url_continue: str | None = None) -> Any:
        return self._show_secret(request, [obj])

    def _show_secret(self, request: HttpRequest, rows: list[Webhook]) -> HttpResponse:
        """Shown once, on the answer itself: never in a cookie."""
        context = {**self.admin_site.each_context(request), "title": "推送密钥", "webhooks": rows}
        answer = render(request, "cases/webhook_secrets.html", context)
        answer["Cache-Control"] = "no-store"
        return answer

    @admin.action(description="更换密钥", permissions=["change"])
    def renew_secret(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        rows = list(queryset)
        for webhook in rows:
            webhook.secret = webhooks.new_secret()
            webhook.save(update_fields=["secret"])
            record(Access.Action.CHANGE, request=request, obj=webhook, reason="更换推送密钥")
        return self._show_secret(request, rows)

    @admin.action(description="重新启用", permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: Any) -> None:
        for webhook in queryset:
            webhooks.switch_on(webhook)
            record(Access.Action.CHANGE, request=request, obj=webhook, reason="重新启用状态推送")
        messages.success(request, "已重新启用；停用期间的变化不会补发。")

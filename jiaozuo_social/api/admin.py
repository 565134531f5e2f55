"""Everybody's tokens in the back office: seen and ended, never made for others."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from jiaozuo_social.accounts.staff import is_administrator
from jiaozuo_social.audit.readonly import ReadOnlyAdmin

from .models import ApiToken
from .services import revoke_token


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = (
        "user",
        "label",
        "scope",
        "start",
        "created_at",
        "expires_at",
        "last_used_at",
        "revoked_at",
    )
    list_filter = ("scope",)
    list_select_related = ("user",)
    search_fields = ("user__username", "user__name", "label")
    fields = readonly_fields = list_display
    actions = ("revoke",)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    @admin.action(description="停用所选令牌", permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: Any) -> None:
        ended = sum(revoke_token(token, request=request) for token in queryset)
        messages.success(request, f"已停用 {ended} 个令牌。")

"""Phones that stay logged in: looked at and taken back, never made here."""

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from jiaozuo_social.accounts import devices
from jiaozuo_social.accounts.models import DeviceSession
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.recording import RecordedAdmin
from jiaozuo_social.audit.services import record


@admin.register(DeviceSession)
class DeviceSessionAdmin(RecordedAdmin):
    list_display = ("user", "label", "created_at", "last_seen_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__name")
    search_help_text = "用户名、姓名"
    readonly_fields = list_display
    fields = list_display
    actions = ("revoke",)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeviceSession]:
        """An administrator by duty has no hand on superusers."""
        found: QuerySet[DeviceSession] = super().get_queryset(request)
        return found if request.user.is_superuser else found.filter(user__is_superuser=False)

    @admin.action(description="撤销手机登录", permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[DeviceSession]) -> None:
        for device in queryset:
            if devices.revoke(device):
                record(Access.Action.CHANGE, request=request, obj=device, reason="管理员撤销手机登录")
        messages.success(request, "已撤销，这些手机须重新登录。")

"""Messages and notices in the back office: seen, never edited; bodies stay closed."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.readonly import ReadOnlyAdmin
from jiaozuo_social.audit.services import record
from jiaozuo_social.privacy.masks import mask_phone

from .delivery import retry
from .models import Message, Notice


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = [
        "created_at",
        "channel",
        "kind",
        "masked_phone",
        "state",
        "attempts",
        "last_error",
        "sent_at",
    ]
    list_filter = ["state", "channel", "kind"]
    fields = [
        "channel",
        "kind",
        "webhook",
        "masked_phone",
        "state",
        "due_at",
        "expires_at",
        "attempts",
        "max_attempts",
        "last_error",
        "created_at",
        "sent_at",
    ]
    readonly_fields = fields
    ordering = ["-created_at"]
    show_full_result_count = False
    actions = ["retry_failed"]

    @admin.display(description="手机号")
    def masked_phone(self, message: Message) -> str:
        return mask_phone(message.phone)

    @admin.action(description="重新发送失败的消息", permissions=["view"])
    def retry_failed(self, request: HttpRequest, queryset: Any) -> None:
        retried = [message for message in queryset.filter(state=Message.State.FAILED) if retry(message)]
        for message in retried:
            record(Access.Action.CHANGE, request=request, obj=message, reason="重新发送")
        messages.success(request, f"已重新排队 {len(retried)} 条；未失败或已过时的不重发。")


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    """Who was told, of what sort and when. The subject names a case, perhaps a confidential one (art. 30),
    and quotes what was written to its units: it is for its reader alone."""

    list_display = ["created_at", "user", "kind", "read_at"]
    list_filter = ["kind"]
    list_select_related = ["user"]
    fields = ["user", "kind", "created_at", "read_at"]
    readonly_fields = fields
    ordering = ["-id"]
    show_full_result_count = False

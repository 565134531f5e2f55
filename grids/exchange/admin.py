"""Sources of work orders, kept by administrators; orders themselves come by sheet or program."""

from django.contrib import admin

from jiaozuo_social.audit.recording import RecordedAdmin

from .models import OrderSource


@admin.register(OrderSource)
class OrderSourceAdmin(RecordedAdmin):
    recorded_fields = (
        "code",
        "name",
        "channel",
        "department_id",
        "default_event_id",
        "default_urgency",
        "is_active",
    )
    fields = ("code", "name", "channel", "department", "default_event", "default_urgency", "is_active")
    list_display = ("name", "code", "channel", "department", "default_event", "is_active")
    list_filter = ("channel", "is_active")
    list_select_related = ("department", "default_event")
    search_fields = ("code", "name")
    autocomplete_fields = ("department", "default_event")

"""The citizens' words for events, kept by administrators."""

from django.contrib import admin

from jiaozuo_social.audit.recording import RecordedAdmin

from .models import EverydayEvent


@admin.register(EverydayEvent)
class EverydayEventAdmin(RecordedAdmin):
    recorded_fields = ("group", "words", "event_id", "urgency", "position", "is_active")
    fields = ("group", "words", "event", "urgency", "position", "is_active")
    list_display = ("words", "group", "event", "urgency", "position", "is_active")
    list_filter = ("group", "is_active")
    list_select_related = ("event",)
    search_fields = ("words",)
    autocomplete_fields = ("event",)

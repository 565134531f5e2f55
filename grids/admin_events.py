"""Limits by event and the codes of other standards, in the back office."""

from django.contrib import admin

from jiaozuo_social.audit.recording import RecordedAdmin

from .models import EventAlias, EventLimit


@admin.register(EventLimit)
class EventLimitAdmin(RecordedAdmin):
    """A new value is a new row from its day on; cases already dispatched keep their limit."""

    recorded_fields = ("event_id", "urgency", "stage", "amount", "unit", "valid_from", "mark", "standard_ref")
    fields = ("event", "urgency", "stage", "amount", "unit", "valid_from", "mark", "standard_ref")
    list_display = ("event_or_all", "urgency", "stage", "amount", "unit", "valid_from", "mark")
    list_filter = ("urgency", "stage", "unit")
    search_fields = ("event__name", "event__code")
    list_select_related = ("event",)
    autocomplete_fields = ("event",)

    @admin.display(description="事项", ordering="event")
    def event_or_all(self, limit: EventLimit) -> str:
        return str(limit.event) if limit.event else "所有事项"


@admin.register(EventAlias)
class EventAliasAdmin(RecordedAdmin):
    recorded_fields = ("source", "code", "event_id")
    fields = ("source", "code", "event")
    list_display = ("source", "code", "event")
    list_filter = ("source",)
    search_fields = ("code", "event__name")
    list_select_related = ("event",)
    autocomplete_fields = ("event",)

"""The answer of the status endpoint as JSON."""

from rest_framework import serializers


class EventShown(serializers.Serializer):
    at = serializers.DateTimeField()
    words = serializers.CharField()
    who = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)


class LimitShown(serializers.Serializer):
    name = serializers.CharField()
    due_at = serializers.DateTimeField()
    who = serializers.CharField(allow_blank=True)
    is_own = serializers.BooleanField(help_text="true：是信访人自己的权利期间")


class PaperShown(serializers.Serializer):
    kind_label = serializers.CharField()
    number = serializers.CharField()
    issued_at = serializers.DateTimeField()


class StatusShown(serializers.Serializer):
    number = serializers.CharField()
    kind = serializers.CharField()
    kind_label = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    is_open = serializers.BooleanField()
    received_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    department = serializers.CharField(allow_null=True)
    events = EventShown(many=True)
    clocks = LimitShown(many=True)
    documents = PaperShown(many=True)

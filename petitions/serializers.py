"""Answers of the petitions' endpoints as JSON."""

from rest_framework import serializers


class ReceiptShown(serializers.Serializer):
    number = serializers.CharField()
    code = serializers.CharField(help_text="查询码；凭编号和查询码查进度")
    created = serializers.BooleanField(help_text="false：此前已登记，这是同一件")
    state = serializers.CharField()
    state_label = serializers.CharField()
    received_at = serializers.DateTimeField()

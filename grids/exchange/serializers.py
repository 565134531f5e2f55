"""Answers of the exchange with other platforms as JSON."""

from rest_framework import serializers


class OrderTaken(serializers.Serializer):
    source = serializers.CharField()  # type: ignore[assignment]  # declared, then moved to .fields
    number = serializers.CharField(help_text="对方的工单编号")
    case_number = serializers.CharField(help_text="网格事项编号；已进入信访程序的为空", allow_blank=True)
    outcome = serializers.ChoiceField(choices=["taken", "in_procedure"])
    outcome_label = serializers.CharField()
    created = serializers.BooleanField(help_text="false：此前已收，这是同一件")
    changed = serializers.ListField(child=serializers.CharField(), help_text="与上次相比有变化的字段")


class ResultShown(serializers.Serializer):
    number = serializers.CharField()
    case_number = serializers.CharField(allow_blank=True)
    outcome = serializers.ChoiceField(choices=["handled", "void", "in_procedure"])
    outcome_label = serializers.CharField()
    result = serializers.CharField(allow_blank=True)
    department = serializers.CharField(allow_blank=True)
    received_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    satisfaction = serializers.CharField(allow_blank=True, help_text="满意、基本满意、不满意；空为未评价")
    result_at = serializers.DateTimeField(help_text="结果最近一次变化的时间")
    returned_at = serializers.DateTimeField(allow_null=True, help_text="已确认收到的时间")


class ResultPage(serializers.Serializer):
    source = serializers.CharField()  # type: ignore[assignment]  # declared, then moved to .fields
    read_at = serializers.DateTimeField(help_text="确认收到时原样带回")
    next = serializers.CharField(allow_null=True)
    results = ResultShown(many=True)


class Returned(serializers.Serializer):
    source = serializers.CharField()  # type: ignore[assignment]  # declared, then moved to .fields
    newly_returned = serializers.IntegerField(help_text="这次新标为已退回的件数；重复确认为 0")

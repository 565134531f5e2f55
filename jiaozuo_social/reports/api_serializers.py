"""How a report looks as JSON. Its figures are the canonical content itself (``computing``); this describes them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .models import Snapshot

CELL_KINDS = ("count", "ratio", "change", "days", "score", "text", "missing", "suppressed", "withheld")


class AreaShown(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class SnapshotShown(serializers.Serializer):
    """A computed report without its figures."""

    state = serializers.ChoiceField(
        choices=["approved", "computed", "preview"],
        help_text="approved：已核定，不再改变；computed：月末数据，待核定；preview：月中预览",
    )
    as_of = serializers.DateTimeField(help_text="数据截至")
    computed_at = serializers.DateTimeField()
    approved_at = serializers.DateTimeField(allow_null=True)
    approved_by = serializers.CharField(allow_null=True)
    sha256 = serializers.CharField(help_text="正文（键按序、无空格的 UTF-8 JSON）的校验值")


class MonthShown(serializers.Serializer):
    month = serializers.CharField(help_text="如 2026-10")
    label = serializers.CharField()  # type: ignore[assignment]
    report = SnapshotShown(allow_null=True, help_text="空：还没有计算")


class MonthsShown(serializers.Serializer):
    area = serializers.CharField()
    areas = AreaShown(many=True, help_text="您可以查看的区域")
    months = MonthShown(many=True)


@extend_schema_field(
    {"type": ["number", "string", "null"], "description": "比率为百分数；空：分母为零或不列"}
)
class Value(serializers.Field):
    pass


class CellShown(serializers.Serializer):
    kind = serializers.ChoiceField(choices=CELL_KINDS)
    value = Value()
    numerator = serializers.IntegerField(required=False, help_text="环比、同比为两期之差，周期为秒")
    denominator = serializers.IntegerField(required=False)
    unit = serializers.CharField(required=False)
    below = serializers.IntegerField(required=False, help_text="少于这个数，不列")
    query = serializers.CharField(required=False, help_text="明细页的参数")
    of = serializers.CharField(required=False, help_text="分母的明细页的参数")


class ColumnShown(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class RowShown(serializers.Serializer):
    key = serializers.CharField(allow_blank=True)
    label = serializers.CharField()  # type: ignore[assignment]
    is_total = serializers.BooleanField()
    cells = CellShown(many=True)


class TableShown(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField()
    head = serializers.CharField()
    columns = ColumnShown(many=True)
    rows = RowShown(many=True)
    note = serializers.CharField(allow_blank=True)
    chart = serializers.ListField(child=serializers.CharField())
    is_list = serializers.BooleanField()


class DefinitionShown(serializers.Serializer):
    name = serializers.CharField()
    formula = serializers.CharField()


class SectionShown(serializers.Serializer):
    key = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.ListField(child=serializers.CharField())
    notes = serializers.ListField(child=serializers.CharField())
    definitions = DefinitionShown(many=True)
    tables = TableShown(many=True)


class PeriodShown(serializers.Serializer):
    vars()["from"] = serializers.DateField()
    before = serializers.DateField(help_text="不含当日")


class ContentShown(serializers.Serializer):
    form = serializers.IntegerField(help_text="正文格式的版本")
    month = serializers.CharField()
    period = PeriodShown()
    scope = AreaShown()
    as_of = serializers.DateTimeField()
    title = serializers.CharField()
    department = serializers.CharField()
    sections = SectionShown(many=True)


class ReportShown(SnapshotShown):
    content = ContentShown()


def shown(snapshot: Snapshot) -> dict[str, Any]:
    """What ``SnapshotShown`` describes."""
    state = "approved" if snapshot.is_frozen else "computed" if snapshot.covers_the_month else "preview"
    return {
        "state": state,
        "as_of": snapshot.as_of,
        "computed_at": snapshot.computed_at,
        "approved_at": snapshot.frozen_at,
        "approved_by": snapshot.frozen_by.name if snapshot.frozen_by else None,
        "sha256": snapshot.sha256,
    }

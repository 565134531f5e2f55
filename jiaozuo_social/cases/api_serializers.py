"""Cases as JSON: what the pages show, and no more. People appear masked only."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from . import kinds
from .models import Assignment, Attachment, Case, Clock, Document, Entry, Party
from .moves import Move, state_label


class CaseRow(serializers.ModelSerializer):
    """A row of the inbox."""

    kind_label = serializers.SerializerMethodField()
    state_label = serializers.SerializerMethodField()
    category = serializers.CharField(source="category.name", default=None, allow_null=True)
    department = serializers.CharField(source="department.name", default=None, allow_null=True)
    handler = serializers.SerializerMethodField()
    is_repeat = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = [
            "number", "kind", "kind_label", "state", "state_label", "title", "channel", "category", "place_code",
            "department", "handler", "received_at", "due_at", "closed_at", "is_open", "is_urgent",
            "is_supervised", "is_confidential", "is_anonymous", "is_repeat",
        ]  # fmt: skip
        read_only_fields = fields

    def get_kind_label(self, case: Case) -> str:
        return kinds.get(case.kind).label

    def get_state_label(self, case: Case) -> str:
        return state_label(case)

    def get_handler(self, case: Case) -> str | None:
        return str(case.handler) if case.handler else None

    def get_is_repeat(self, case: Case) -> bool:
        return case.repeat_of_id is not None


class PartyMasked(serializers.ModelSerializer):
    role_label = serializers.CharField(source="get_role_display")
    name = serializers.CharField(source="masked_name", help_text="已脱敏")
    phone = serializers.CharField(source="masked_phone", help_text="已脱敏")
    id_number = serializers.CharField(source="masked_id_number", help_text="已脱敏")
    address = serializers.CharField(source="masked_address", help_text="已脱敏")

    class Meta:
        model = Party
        fields = ["role", "role_label", "name", "phone", "id_number", "address"]
        read_only_fields = fields


class ClockShown(serializers.ModelSerializer):
    name = serializers.CharField(source="rule.name")
    article = serializers.CharField(source="rule.article")
    department = serializers.CharField(source="department.name", default=None, allow_null=True)

    class Meta:
        model = Clock
        fields = [
            "rule",
            "name",
            "article",
            "department",
            "started_at",
            "due_at",
            "paused_at",
            "stopped_at",
            "is_late",
        ]
        read_only_fields = fields


class AssignmentShown(serializers.ModelSerializer):
    department = serializers.CharField(source="department.name")
    role_label = serializers.CharField(source="get_role_display")

    class Meta:
        model = Assignment
        fields = ["department", "role", "role_label", "state", "assigned_at", "feedback_due_on", "instruction",
                  "answer", "answered_at", "ended_at"]  # fmt: skip
        read_only_fields = fields


class EntryShown(serializers.ModelSerializer):
    user = serializers.SerializerMethodField()
    department = serializers.CharField(source="department.name", default=None, allow_null=True)

    class Meta:
        model = Entry
        fields = [
            "seq",
            "at",
            "by",
            "user",
            "department",
            "move",
            "label",
            "before",
            "after",
            "note",
            "public_note",
        ]
        read_only_fields = fields

    def get_user(self, entry: Entry) -> str | None:
        return str(entry.user) if entry.user else None


class DocumentShown(serializers.ModelSerializer):
    kind_label = serializers.CharField(source="get_kind_display")

    class Meta:
        model = Document
        fields = ["id", "kind", "kind_label", "number", "title", "body", "basis", "issued_at", "delivered_on"]
        read_only_fields = fields


class AttachmentShown(serializers.ModelSerializer):
    class Meta:
        model = Attachment
        fields = ["token", "name", "content_type", "size", "sha256", "origin", "created_at"]
        read_only_fields = fields


class CaseInFull(CaseRow):
    """A case with what hangs on it; ``seen`` goes with the next move, to notice what happened meanwhile."""

    facets = serializers.SerializerMethodField()
    parties = PartyMasked(many=True)
    clocks = ClockShown(many=True)
    assignments = AssignmentShown(many=True)
    entries = EntryShown(many=True)
    documents = DocumentShown(many=True)
    attachments = AttachmentShown(many=True)
    moves = serializers.SerializerMethodField()
    seen = serializers.SerializerMethodField()

    class Meta(CaseRow.Meta):
        fields = [
            *CaseRow.Meta.fields, "body", "place_detail", "source", "source_number", "facets", "parties", "clocks",
            "assignments", "entries", "documents", "attachments", "moves", "seen",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_facets(self, case: Case) -> dict[str, str]:
        facets = kinds.get(case.kind).facets
        return {facet.name: str(getattr(case, facet.path.rpartition("__")[2])) for facet in facets}

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_moves(self, case: Case) -> list[str]:
        moves: list[Move] = self.context["moves"]
        return [move.name for move in moves]

    def get_seen(self, case: Case) -> str:
        return str(max((entry.seq for entry in case.entries.all()), default=0))


class TabShown(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    count = serializers.IntegerField(allow_null=True, help_text="最多数到 100；全部不计数")


class InboxPage(serializers.Serializer):
    tab = serializers.CharField()
    sort = serializers.CharField()
    next = serializers.CharField(allow_null=True, help_text="下一页的 page 参数")
    previous = serializers.CharField(allow_null=True, help_text="上一页的 page 参数")
    results = CaseRow(many=True)


class ChoiceShown(serializers.Serializer):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class FieldShown(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    type = serializers.CharField()
    required = serializers.BooleanField()  # type: ignore[assignment]
    help = serializers.CharField(allow_blank=True)
    max_length = serializers.IntegerField(allow_null=True)
    initial = serializers.CharField(allow_null=True, allow_blank=True)
    choices = ChoiceShown(many=True)


class MoveShown(serializers.Serializer):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    hint = serializers.CharField(allow_blank=True)
    article = serializers.CharField(allow_blank=True)
    to = serializers.CharField(allow_null=True, help_text="办理后的状态；空为不变")
    asks = FieldShown(many=True, help_text="要填的内容；与网页表单相同")


class MoveMade(serializers.Serializer):
    number = serializers.CharField()
    move = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    is_visible = serializers.BooleanField(help_text="办理后您是否仍能看到这件事项")
    state = serializers.CharField(allow_null=True)
    state_label = serializers.CharField(allow_null=True)
    seen = serializers.CharField(allow_null=True)

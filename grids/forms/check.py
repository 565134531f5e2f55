"""Forms of checking and of 吹哨报到 (rules §5.4; peers §3)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.cases.forms.fields import PersonField
from jiaozuo_social.cases.forms.uploads import PhotosField
from jiaozuo_social.web.forms import DateTimeInput

from .. import checking
from ..choices import Score
from ..models import Call


class CheckerForm(NoteForm):
    checker = PersonField(label="核查员")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        self.fields["checker"].offer(checking.checkers(case))  # type: ignore[attr-defined]
        self.order_fields(["seen", "checker", "note"])


class CheckForm(NoteForm):
    """结案 and 返工, with what was seen on the spot."""

    note_label = "核查情况"

    photos = PhotosField(label="核查照片")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "note", "photos"])


class CloseForm(CheckForm):
    """A parent case asks whether its answer is the answer to all."""

    closes_children = forms.BooleanField(
        label="所含事项一并结案，并逐一告知反映人", required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        if case is None or not case.is_parent:
            del self.fields["closes_children"]


class CallField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        called = timezone.localtime(obj.called_at)
        return f"{obj.department}（{called:%m月%d日%H:%M}吹哨）"


class CallForm(NoteForm):
    """One of the calls of this case that are still open."""

    call = CallField(label="单位", queryset=Call.objects.none(), empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["call"]
        assert isinstance(field, CallField)
        case: Any = self.case
        field.queryset = case.calls.filter(rated_at=None, **self.of()).select_related("department")

    def of(self) -> dict[str, Any]:
        return {}


class ArrivalForm(CallForm):
    arrived_who = forms.CharField(label="到场人员", max_length=100)
    arrived_at = forms.DateTimeField(
        label="到场时间",
        required=False,
        help_text="不填为现在。",
        widget=DateTimeInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "call", "arrived_who", "arrived_at", "note"])

    def of(self) -> dict[str, Any]:
        return {"arrived_at": None}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        moment, call = data.get("arrived_at"), data.get("call")
        if (
            moment
            and call
            and not call.called_at.replace(second=0, microsecond=0) <= moment <= timezone.now()
        ):
            self.add_error("arrived_at", "到场时间须在吹哨之后、现在之前。")
        elif moment and call:
            data["arrived_at"] = max(moment, call.called_at)
        return data


class ScoreForm(CallForm):
    note_label = "评价意见"

    score = forms.ChoiceField(label="评价", choices=Score.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "call", "score", "note"])

    def clean_note(self) -> str:
        note: str = self.cleaned_data["note"]
        if self.data.get("score") == Score.POOR and not note:
            raise ValidationError("评价为“差”的，请说明原因。")
        return note

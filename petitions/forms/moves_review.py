"""Forms of 复查 and 复核 (art. 35, 36)."""

from typing import Any

from django import forms
from django.utils import timezone

from jiaozuo_social.cases.forms.base import FilesMixin, NoteForm
from jiaozuo_social.cases.models import Document
from jiaozuo_social.web.forms import DateInput

from ..choices import ReviewResult
from .moves_desk import TEXT
from .moves_unit import not_in_future


class OpinionForm(FilesMixin, NoteForm):
    """A written opinion with a result; the note stays inside."""

    note_label = "内部备注"

    body = forms.CharField(label="意见书正文", max_length=4000, widget=forms.Textarea(attrs=TEXT))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [name for name in self.fields if name not in ("body", "attachments", "note", "delivered_on")]
        self.order_fields([*first, "body", "delivered_on", "attachments", "note"])


class ReviewForm(OpinionForm):
    document_kind = Document.Kind.REVIEW

    review_result = forms.ChoiceField(
        label="复查结果",
        choices=[pair for pair in ReviewResult.choices if pair[0] != ReviewResult.REVOKED],
        widget=forms.RadioSelect,
    )
    delivered_on = forms.DateField(label="送达日期", widget=DateInput, initial=timezone.localdate)

    def clean_delivered_on(self) -> Any:
        return not_in_future(self.cleaned_data["delivered_on"])


class RevokeForm(OpinionForm):
    document_kind = Document.Kind.REVIEW


class ConcludeForm(OpinionForm):
    document_kind = Document.Kind.RECHECK

    recheck_result = forms.ChoiceField(
        label="复核结果", choices=ReviewResult.choices, widget=forms.RadioSelect
    )

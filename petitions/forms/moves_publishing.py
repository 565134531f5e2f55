"""The answer edited for the public (公开答复)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.cases.forms.base import NoteForm

from .. import publications
from .moves_desk import TEXT


class PublishAnswerForm(NoteForm):
    note_label = "内部备注"

    public_title = forms.CharField(
        label="公开标题", max_length=100, help_text="说清是什么事；不写姓名、门牌号。"
    )
    public_text = forms.CharField(
        label="公开内容", max_length=4000, widget=forms.Textarea(attrs={**TEXT, "rows": 12}),
        help_text="任何人都能看到。请改写成不能认出个人的文字：删去姓名、电话、证件号码、住址、编号。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        if case is not None:
            self.fields["public_title"].initial = case.title[:100]
            self.fields["public_text"].initial = publications.draft(case)
        self.order_fields(["seen", "public_title", "public_text", "note"])

    def clean_public_title(self) -> str:
        return self._impersonal("public_title")

    def clean_public_text(self) -> str:
        return self._impersonal("public_text")

    def _impersonal(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        case: Any = self.case
        if case is not None and (held := publications.personal_data(case, text)):
            raise ValidationError(held)
        return text

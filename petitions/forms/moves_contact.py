"""When, by what means and whether the petitioner was reached (联系信访人)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.web.forms import DateTimeInput

from .. import contacts
from ..models import Contact


class ContactForm(NoteForm):
    note_label = "联系经过"

    contacted_at = forms.DateTimeField(label="联系时间", widget=DateTimeInput, initial=timezone.localtime)
    means = forms.ChoiceField(label="联系方式", choices=Contact.Means.choices, widget=forms.RadioSelect)
    reached = forms.TypedChoiceField(
        label="结果",
        choices=[("yes", "联系上了"), ("no", "没有联系上")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3, "data-counter": ""}),
        help_text="没有联系上的必填。信访人看不到；不要写姓名、电话。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "contacted_at", "means", "reached", "note"])

    def clean_contacted_at(self) -> Any:
        if self.case is not None and (
            found := contacts.problem(self.case, self.cleaned_data["contacted_at"])
        ):
            raise ValidationError(found)
        return self.cleaned_data["contacted_at"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("reached") is False and not data.get("note"):
            self.add_error("note", "请写明怎样联系过、为什么没有联系上。")
        return data

"""What was said on the phone about the handling of a matter (电话回访)."""

from typing import Any

from django import forms
from django.utils import timezone

from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.cases.forms.public_moves import level
from jiaozuo_social.cases.models import Rating
from jiaozuo_social.web.forms import DateInput

from .moves_unit import not_in_future


class PhoneRatingForm(NoteForm):
    note_label = "意见"

    called_on = forms.DateField(label="回访日期", widget=DateInput, initial=timezone.localdate)
    word_of = forms.ChoiceField(label="答话人", choices=Rating.WordOf.choices, widget=forms.RadioSelect)
    bureau = level("对信访部门的工作")
    unit = level("对责任单位的工作")
    note = forms.CharField(
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3, "data-counter": ""}),
        help_text="评价只能登记一次，不能修改；信访人在查询页上看得到，并标明是电话回访。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "called_on", "word_of", "bureau", "unit", "note"])

    def clean_called_on(self) -> Any:
        return not_in_future(self.cleaned_data["called_on"])

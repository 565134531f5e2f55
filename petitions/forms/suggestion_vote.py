"""The public's opinion of an adopted suggestion."""

import uuid

from django import forms

from jiaozuo_social.cases.models import Rating
from jiaozuo_social.web.antiabuse import HumanCheckMixin


class VoteForm(HumanCheckMixin, forms.Form):
    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label="您对这件建议的采纳和落实", choices=Rating.Level.choices, widget=forms.RadioSelect,
        error_messages={"required": "请选择一项"},
    )  # fmt: skip

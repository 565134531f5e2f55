"""Forms of 征集办 for campaigns: write, prolong, close, publish the result."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.web.forms import DateTimeInput

from ..campaigns import FIXED_ONCE_PUBLISHED
from ..models import Campaign
from ..states import CampaignState

LONG = {"rows": 8, "data-counter": ""}


class CampaignForm(forms.ModelForm):
    """``department`` is the user's own 征集办: it gives the campaign its area."""

    department = forms.TypedChoiceField(label="征集单位")

    class Meta:
        model = Campaign
        fields = ["title", "explanation", "ways", "starts_at", "ends_at"]
        widgets = {
            "explanation": forms.Textarea(attrs=LONG),
            "ways": forms.Textarea(attrs={"rows": 4}),
            "starts_at": DateTimeInput,
            "ends_at": DateTimeInput,
        }
        help_texts = {
            "title": "例如“十五五规划编制建言献策”。",
            "explanation": "为什么征集、重点征集哪些方面。",
            "ways": "除网上提交外，来信地址、电话、现场等途径。",
            "ends_at": "到时自动截止。",
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices: dict[str, Department] = {
            str(m.department_id): m.department for m in memberships_of(user) if m.duty == Duty.SOLICITOR
        }
        field: Any = self.fields["department"]
        field.coerce = lambda pk: offices[pk]
        field.choices = [(pk, office.name) for pk, office in offices.items()]
        if self.instance.state == CampaignState.PUBLISHED:
            for name in set(FIXED_ONCE_PUBLISHED) & set(self.fields):
                del self.fields[name]
        elif self.instance.pk:
            field.initial = str(self.instance.department_id)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        starts = data.get("starts_at") or self.instance.starts_at
        if starts and data.get("ends_at") and data["ends_at"] <= starts:
            self.add_error("ends_at", "截止时间应在开始时间之后。")
        return data

    def _post_clean(self) -> None:
        """The instance is left as it is: ``campaigns.edit`` and ``create`` write, after locking."""

    def fields_to_write(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        office = data.pop("department", None)
        if office is not None:
            data["place_code"], data["department"] = office.place_code, office
        return data


class ConfirmForm(forms.Form):
    """A step that asks for nothing but the press of the button."""

    def verb_data(self) -> dict[str, Any]:
        return {}


class SummaryForm(ConfirmForm):
    summary = forms.CharField(
        label="征集结果反馈", max_length=10_000, widget=forms.Textarea(attrs={"rows": 14, "data-counter": ""}),
        help_text="收到多少、采纳哪些、怎样落实、未采纳的主要原因。公布后同时作为答复发给每位尚未答复的建议人，不能修改。",
    )  # fmt: skip

    def clean_summary(self) -> str:
        summary = str(self.cleaned_data["summary"]).strip()
        if len(summary) < 20:
            raise ValidationError("请写明征集结果，至少20字。")
        return summary

    def verb_data(self) -> dict[str, Any]:
        return {"summary": self.cleaned_data["summary"]}

"""The form with which a citizen makes a suggestion: subject, reason, proposal, contributor (rules §3)."""

import re
import uuid
from typing import Any

from django import forms

from jiaozuo_social.cases.forms.contact import PhoneField
from jiaozuo_social.cases.forms.uploads import StagingMixin
from jiaozuo_social.cases.models import Case
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division
from jiaozuo_social.web.antiabuse import HumanCheckMixin

from ..campaign_selectors import receiving_campaigns
from ..choices import ContributorKind
from .public_petition import text_area

PAPER_CHANNELS = (
    Case.Channel.LETTER, Case.Channel.VISIT, Case.Channel.PHONE, Case.Channel.FAX, Case.Channel.TRANSFER,
)  # fmt: skip
DAILY = "日常建议（不参加专项征集）"


class SuggestionFields(StagingMixin, forms.Form):
    """The four fields (主题、主要事由、对策建议、建议人信息), consent and files."""

    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    campaign: Any = forms.ModelChoiceField(
        label="参加哪个征集活动", queryset=None, required=False, empty_label=DAILY,
        error_messages={"invalid_choice": "该征集活动不在征集期内，请另选，或者提交日常建议"},
    )  # fmt: skip
    title = forms.CharField(
        label="建议主题", max_length=60, min_length=4,
        help_text="用一句话说明建议做什么，例如“在客流大的公交站加装座椅”。请不要写姓名和电话。",
    )  # fmt: skip
    body = forms.CharField(
        label="主要事由", max_length=3000, widget=text_area(6), help_text="现在是什么情况，为什么要改。"
    )
    proposal = forms.CharField(
        label="对策建议",
        max_length=3000,
        widget=text_area(6),
        help_text="建议由谁、怎样做，越具体越容易采纳。",
    )
    place_code = PlaceField(label="涉及哪里", deep_enough=Division.Level.COUNTY)
    contributor_kind = forms.ChoiceField(
        label="以什么身份提出", choices=ContributorKind.choices, initial=ContributorKind.PERSON, widget=forms.RadioSelect
    )  # fmt: skip
    name = forms.CharField(
        label="姓名（名称）", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "请填写姓名或者单位名称"},
    )  # fmt: skip
    phone = PhoneField(
        label="联系电话", help_text="承办单位会与您联系，手机号可以收到进度短信。",
        error_messages={"required": "请填写联系电话，承办单位要与您联系"},
    )  # fmt: skip
    wants_sms = forms.BooleanField(label="用短信告诉我进度", required=False, initial=True)
    is_public = forms.BooleanField(
        label="同意公开建议内容", required=False,
        help_text="采纳后由征集办整理公开，供大家了解和评价；不公开您的电话等个人信息。不同意也照样办理。",
    )  # fmt: skip
    agrees_to_name = forms.BooleanField(
        label="同意公布姓名", required=False,
        help_text="公开建议或者颁发优秀建议奖时使用。不同意的不能参加评奖，其他不受影响。",
    )  # fmt: skip
    field_order = [
        "campaign", "title", "body", "proposal", "place_code", "files", "keep_position", "contributor_kind",
        "name", "phone", "wants_sms", "is_public", "agrees_to_name",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["campaign"]
        field.queryset = receiving_campaigns()

    def clean_title(self) -> str:
        return re.sub(r"\s+", " ", self.cleaned_data["title"])


class SuggestionForm(HumanCheckMixin, SuggestionFields):
    field_order = [*SuggestionFields.field_order, "human_answer"]


class RegisterSuggestionForm(SuggestionFields):
    """For 征集办, when a suggestion comes by letter, visit or call; a phone may be missing."""

    channel = forms.ChoiceField(
        label="来源", choices=[(c.value, c.label) for c in PAPER_CHANNELS], widget=forms.RadioSelect
    )
    field_order = ["channel", *SuggestionFields.field_order]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].required = False
        self.fields["wants_sms"].label = "用短信告知进度"
        self.fields["phone"].help_text = "没有的可以不填；不填收不到短信，请把回执交给本人。"

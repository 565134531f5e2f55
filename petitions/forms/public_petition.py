"""The form with which a citizen files a petition: one page, so that nothing is lost between steps."""

import re
import uuid
from typing import Any

from django import forms
from stdnum.cn import ric

from jiaozuo_social.cases.forms.contact import PhoneField
from jiaozuo_social.cases.forms.uploads import StagingMixin
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.privacy.digests import normalise_phone
from jiaozuo_social.web.antiabuse import HumanCheckMixin

from ..choices import Purpose

NAMED = {
    "name": "请填写姓名或者单位名称",
    "phone": "请填写联系电话",
    "address": "请填写住址，书面答复要送到这里",
}
ANONYMITY = (
    ("named", "实名：可以收到短信和书面答复，可以评价、请求复查复核"),
    (
        "anonymous",
        "匿名：不留姓名、电话和住址。凭编号和查询码仍可查看进度，但收不到短信和书面告知，不能评价，也不能请求复查、复核",
    ),
)


def text_area(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "data-counter": "", **attrs})


class PetitionForm(HumanCheckMixin, StagingMixin, forms.Form):
    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label="信访目的", choices=[(p.value, p.label) for p in (Purpose.DEMAND, Purpose.SUGGESTION, Purpose.ACCUSATION)],
        widget=forms.RadioSelect, error_messages={"required": "请选择信访目的"},
    )  # fmt: skip
    accused_name = forms.CharField(
        label="被检举控告的单位", max_length=100, required=False,
        help_text="写明单位全称，个人写明所在单位。材料不会转给它，也不会转给它的下级。",
    )  # fmt: skip
    title = forms.CharField(
        label="标题", max_length=60, min_length=4,
        help_text="用一句话说明是什么事，例如“幸福里小区化粪池外溢半个月无人清理”。请不要写姓名和电话。",
    )  # fmt: skip
    request = forms.CharField(
        label="您的请求", max_length=2000, widget=text_area(4), help_text="希望哪个单位做什么。"
    )
    facts = forms.CharField(
        label="事实经过", max_length=5000, widget=text_area(8), help_text="什么时间、什么地点、发生了什么、找过谁、对方怎么说。"
    )  # fmt: skip
    reason = forms.CharField(
        label="理由和依据", max_length=3000, required=False, widget=text_area(4), help_text="为什么应当这样处理；不清楚可以不写。"
    )  # fmt: skip
    place_code = PlaceField(label="事情发生在哪里")
    place_detail = forms.CharField(
        label="详细地点", max_length=200, required=False, help_text="路名、小区、门牌号、村民组等。"
    )
    people_count = forms.IntegerField(
        label="涉及多少人", initial=1, min_value=1, max_value=100_000, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )  # fmt: skip
    is_joint = forms.BooleanField(
        label="这是多人联名提出的", required=False, help_text="联名信请把签名页拍照，作为附件上传。"
    )
    anonymity = forms.ChoiceField(
        label="实名还是匿名", choices=ANONYMITY, initial="named", widget=forms.RadioSelect
    )
    name = forms.CharField(
        label="姓名（名称）", max_length=50, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )  # fmt: skip
    phone = PhoneField(label="联系电话", required=False, help_text="手机号可以收到进度短信；座机请带区号。")
    address = forms.CharField(
        label="住址", max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )  # fmt: skip
    id_number = forms.CharField(
        label="身份证号码", max_length=18, required=False, help_text="可以不填。填写有助于避免重复登记、核对本人。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    id_confirmed = forms.BooleanField(label="我核对过，证件号码没有写错", required=False)
    wants_sms = forms.BooleanField(label="用短信告诉我进度", required=False, initial=True)
    is_public = forms.BooleanField(
        label="同意公开", required=False,
        help_text="只公开标题、所在地、办理情况和整理过的答复，供别人参考，不公开您的个人信息。检举控告一律不公开。",
    )  # fmt: skip
    field_order = [
        "purpose", "accused_name", "title", "request", "facts", "reason", "place_code", "place_detail",
        "people_count", "is_joint", "files", "keep_position", "anonymity", "name", "phone", "address",
        "id_number", "id_confirmed", "wants_sms", "is_public", "human_answer",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_id_again = False
        for name in NAMED:
            self.fields[name].mark = "实名必填"  # type: ignore[attr-defined]
        self.fields["accused_name"].mark = "检举控告必填"  # type: ignore[attr-defined]

    @property
    def is_anonymous(self) -> bool:
        return self.data.get("anonymity") == "anonymous"

    def clean_title(self) -> str:
        return re.sub(r"\s+", " ", self.cleaned_data["title"])

    def clean_id_number(self) -> str:
        return str(self.cleaned_data["id_number"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["is_anonymous"] = self.is_anonymous
        if data.get("purpose") == Purpose.ACCUSATION and not data.get("accused_name"):
            self.add_error("accused_name", "检举控告请写明被检举控告的单位")
        if self.is_anonymous:
            data.update(name="", phone="", address="", id_number="", wants_sms=False)
            for name in (*NAMED, "id_number"):
                self.errors.pop(name, None)
        else:
            self._check_contact(data)
        if data.get("is_joint") and data.get("people_count", 2) < 2:
            self.add_error("people_count", "联名提出的，请填写人数（至少2人）")
        return data

    def _check_contact(self, data: dict[str, Any]) -> None:
        for name, sentence in NAMED.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        if data.get("id_number") and not ric.is_valid(data["id_number"]) and not data.get("id_confirmed"):
            self.asks_id_again = True
            self.add_error(
                "id_number", "这个号码通不过校验，请核对。确认没有写错的，请勾选下面的“我核对过”再提交"
            )

    @property
    def phone_number(self) -> str:
        """For the rate limit: the phone as it would be stored, "" for an anonymous petition."""
        return normalise_phone(self.cleaned_data.get("phone", ""))

"""Forms of 居民议事: drafting, steps, votes, households."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.cases.forms.fields import CaseNumberField
from jiaozuo_social.cases.forms.uploads import UploadsField
from jiaozuo_social.cases.models import Case
from jiaozuo_social.web.forms import DateTimeInput

from . import access, households, selectors
from .models import Consultation, ConsultationFile
from .states import Choice

LONG = {"rows": 6, "data-counter": ""}
LARGEST = Decimal("9999999.99")
PHOTOS = "照片会去掉拍摄位置。请不要拍到人脸和证件。"


def read_costs(text: str) -> list[tuple[str, Decimal]]:
    """Lines “项目，金额”; raises ValidationError with a sentence for each line that is wrong."""
    found, wrong = [], []
    for index, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        name, _, amount = raw.replace("，", ",").replace("\t", ",").rpartition(",")
        try:
            value = Decimal(amount.strip().removesuffix("元")).quantize(Decimal("0.01"))
        except InvalidOperation:
            value = Decimal(0)
        if not value.is_finite() or not name.strip() or len(name.strip()) > 100 or not 0 < value <= LARGEST:
            wrong.append(f"第 {index} 行要写成“项目，金额”，金额大于 0。")
        else:
            found.append((name.strip(), value))
    if wrong:
        raise ValidationError(wrong)
    return found


class ConsultationForm(forms.ModelForm):
    place_code = forms.ChoiceField(label="范围", help_text="这个社区或网格内的住户参加表决。")
    costs = forms.CharField(
        label="费用", widget=forms.Textarea(attrs={"rows": 5}),
        help_text="每行一项，项目和金额用逗号分开，例如“换管道，12000”。",
    )  # fmt: skip
    case_number = CaseNumberField(
        label="关联事项编号", required=False, help_text="从哪件信访件或网格事项来的，没有就不填。"
    )

    class Meta:
        model = Consultation
        fields = [
            "title", "problem", "plan", "matter", "is_secret", "counts_area", "sharing", "hides_numbers",
        ]  # fmt: skip
        widgets = {"problem": forms.Textarea(attrs=LONG), "plan": forms.Textarea(attrs=LONG)}
        help_texts = {
            "matter": "动用维修资金、改建重建等属重大事项，要求更高的同意比例。",
            "is_secret": "选票不记是哪一户投的，只能按户数计算。",
            "counts_area": "参与和同意都同时按户数、按面积达到比例；要先登记各户面积。",
            "hides_numbers": "公开账目里不显示门牌，只显示“住户”。",
        }

    field_order = [
        "title", "place_code", "case_number", "problem", "plan", "costs", "sharing", "matter", "counts_area",
        "is_secret", "hides_numbers",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.actor = user, actor
        field: Any = self.fields["place_code"]
        field.choices = selectors.places_of(user)
        draft = self.instance
        if draft.pk:
            self.initial["place_code"] = draft.place_code
            self.initial["costs"] = "\n".join(f"{cost.name}，{cost.amount}" for cost in draft.costs.all())
            self.initial["case_number"] = draft.case.number if draft.case else ""

    def clean_costs(self) -> list[tuple[str, Decimal]]:
        return read_costs(self.cleaned_data["costs"])

    def clean_case_number(self) -> Case | None:
        number = self.cleaned_data["case_number"].strip().upper()
        if not number:
            return None
        found = Case.objects.visible_to(self.user).filter(number=number).first()
        if found is None:
            raise ValidationError("没有这个编号的事项，或者您无权查看。")
        if found.is_confidential:
            raise ValidationError("保密的事项不能关联到公开的议事。")
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("is_secret") and data.get("counts_area"):
            self.add_error("counts_area", "不记名表决只能按户数计算。")
        return data

    def _post_clean(self) -> None:
        """The instance is left as it is: the acts write, after locking."""

    def fields_to_write(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        del data["costs"]
        data["case"] = data.pop("case_number")
        own = access.communities(self.user)
        data["department"] = next(one for one in own if data["place_code"].startswith(one.place_code))
        return data


class PlainForm(forms.Form):
    """A step that asks for nothing but the press of the button."""

    def data_for_act(self) -> dict[str, Any]:
        return {}


class OpenVotingForm(PlainForm):
    until = forms.DateTimeField(label="表决截止时间", widget=DateTimeInput)

    def clean_until(self) -> dt.datetime:
        until: dt.datetime = self.cleaned_data["until"]
        if until <= timezone.now():
            raise ValidationError("截止时间应在现在之后。")
        return until

    def data_for_act(self) -> dict[str, Any]:
        return {"until": self.cleaned_data["until"]}


class MinutesForm(PlainForm):
    minutes = forms.CharField(
        label="会议纪要", max_length=10_000, widget=forms.Textarea(attrs={"rows": 10, "data-counter": ""}),
        help_text="向居民公开，不要写出居民的姓名、电话。",
    )  # fmt: skip
    files = UploadsField(label="会议材料", help_text="签到表、照片等，只有工作人员能看。")  # type: ignore[assignment]

    def data_for_act(self) -> dict[str, Any]:
        return {"minutes": self.cleaned_data["minutes"].strip(), "files": self.cleaned_data["files"]}


class FilesForm(PlainForm):
    kind = forms.ChoiceField(
        label="类别", widget=forms.RadioSelect,
        choices=[choice for choice in ConsultationFile.Kind.choices if choice[0] != "receipt"],
    )  # fmt: skip
    files = UploadsField(label="文件", required=True, help_text=PHOTOS)  # type: ignore[assignment]
    is_public = forms.BooleanField(label="向居民公开", required=False)

    def data_for_act(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class FinishForm(PlainForm):
    result = forms.CharField(
        label="完成情况", max_length=5000, widget=forms.Textarea(attrs=LONG), help_text="向居民公开。"
    )

    def data_for_act(self) -> dict[str, Any]:
        return {"result": self.cleaned_data["result"].strip()}


class CancelForm(PlainForm):
    note = forms.CharField(
        label="终止原因", max_length=1000, min_length=4, widget=forms.Textarea(attrs={"rows": 4})
    )

    def data_for_act(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"].strip()}


STEP_FORMS: dict[str, type[PlainForm]] = {
    "announce": PlainForm,
    "open_voting": OpenVotingForm,
    "take_minutes": MinutesForm,
    "count": PlainForm,
    "begin": PlainForm,
    "add_files": FilesForm,
    "finish": FinishForm,
    "close": PlainForm,
    "cancel": CancelForm,
}


class StaffVoteForm(forms.Form):
    household: Any = forms.ModelChoiceField(queryset=None, label="门牌", empty_label="请选择")
    choice = forms.ChoiceField(label="意见", choices=Choice.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="投票人姓名", max_length=50, help_text="加密保存，不公开。")
    phone = forms.CharField(label="电话", max_length=20, required=False)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["household"]
        field.queryset = consultation.not_voted()


class VoidForm(forms.Form):
    reason = forms.CharField(
        label="作废原因", max_length=200, min_length=4,
        help_text="例如“登记时选错门牌，住户当面要求更正”。不要写姓名和电话。",
    )  # fmt: skip


class HouseholdVoteForm(forms.Form):
    code = forms.CharField(
        label="投票码", max_length=30, help_text="在社区发的投票单上，例如 128-ABCDEFGHJK。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
    choice = forms.ChoiceField(label="您家的意见", choices=Choice.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label="投票人姓名", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="电话", max_length=20, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )


class HouseholdsForm(forms.Form):
    place_code = forms.ChoiceField(label="社区或网格")
    lines = forms.CharField(
        label="门牌", max_length=60_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text="每行一户，只写门牌，不写姓名；有面积的写在逗号后面，例如“3号楼2单元501，89.5”。可以从表格复制两列。",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place_code"]
        field.choices = selectors.places_of(user)

    def clean_lines(self) -> list[households.Line]:
        good, wrong = households.read(self.cleaned_data["lines"])
        if wrong:
            raise ValidationError(wrong[:20])
        return good

"""The platforms' desk: a matter told by phone, at the counter or seen by the platform itself."""

import uuid
from typing import Any

from django import forms

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.forms.contact import PhoneField
from jiaozuo_social.cases.forms.fields import CategoryField
from jiaozuo_social.cases.forms.uploads import StagingMixin
from jiaozuo_social.cases.models import Case
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division

from .. import desk
from ..choices import Urgency

Channel = Case.Channel
OWN = Channel.GRID  # nobody told it: the platform saw it
CHANNELS = [
    (Channel.PHONE.value, "来电"), (Channel.VISIT.value, "来访"), (Channel.LETTER.value, "来信"), (OWN.value, "平台自己发现"),
]  # fmt: skip


class DeskForm(StagingMixin, forms.Form):
    keep_position = None  # type: ignore[assignment]  # the place is chosen below
    most_files_setting = "GRID_REPORT_MAX_PHOTOS"
    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="来源", choices=CHANNELS, widget=forms.RadioSelect)
    category = CategoryField(kind="grid", label="事项分类", leaves_only=True)
    urgency = forms.ChoiceField(
        label="紧急程度", choices=Urgency.choices, initial=Urgency.ORDINARY, widget=forms.RadioSelect
    )
    body = forms.CharField(
        label="情况", min_length=4, max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text="多大范围、多久了、有没有危险。不写别人的姓名和电话。",
    )  # fmt: skip
    place_code = PlaceField(
        label="地点", deep_enough=Division.Level.STREET, deepest=Division.Level.MICRO_GRID
    )
    place_detail = forms.CharField(
        label="具体位置", max_length=200, required=False, help_text="例如“幸福里 3 号楼东侧”。"
    )
    name = forms.CharField(label="反映人称呼", max_length=50, required=False)
    phone = PhoneField(label="反映人电话", required=False)
    wants_sms = forms.BooleanField(label="用短信告知进度和结果", required=False, initial=True)

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = desk.areas_of(user)
        self.fields["place_code"].initial = self.areas[0] if self.areas else ""
        self.fields["files"].label = "照片"
        self.fields["files"].widget.attrs["accept"] = "image/*,.heic,.heif"

    def refuse(self, upload: uploads.CleanUpload) -> str:
        return "" if upload.content_type.startswith("image/") else f"“{upload.name}”不是照片。"

    def clean_place_code(self) -> str:
        code: str = self.cleaned_data["place_code"]
        if not code.startswith(tuple(self.areas)):
            raise forms.ValidationError("只能登记本辖区的事项；别处的事项请反映人拨打 12345。")
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("channel") == OWN and (data.get("name") or data.get("phone")):
            self.add_error("channel", "有反映人的，请选来电、来访或来信。")
        return data

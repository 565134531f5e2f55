"""The citizens' and riders' form: few questions, one page, no account, no JavaScript needed."""

import uuid
from decimal import Decimal
from typing import Any

from constance import config
from django import forms

from jiaozuo_social.cases import uploads
from jiaozuo_social.cases.forms.contact import MOBILE, PhoneField
from jiaozuo_social.cases.forms.uploads import StagingMixin
from jiaozuo_social.places import locating
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import division
from jiaozuo_social.web.antiabuse import HumanCheckMixin

from .. import everyday, nearby
from ..choices import ReporterKind
from ..signs import GRID_CODE

REPORTERS = [(kind.value, kind.label) for kind in (ReporterKind.PUBLIC, ReporterKind.RIDER)]
NOWHERE = "请选择事情在哪个街道（乡镇），或者点“用我现在的位置”"
OUTSIDE = "这个位置不在本市已划定的网格内，请在下面选择所在的街道（乡镇）"


def hidden_number(most: int) -> forms.DecimalField:
    """A coordinate that the browser fills in."""
    return forms.DecimalField(
        required=False,
        min_value=-most,
        max_value=most,
        max_digits=9,
        decimal_places=6,
        widget=forms.HiddenInput,
    )


class ReportForm(HumanCheckMixin, StagingMixin, forms.Form):
    keep_position = None  # type: ignore[assignment]  # the button below asks for the position; photos lose theirs
    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    grid = forms.CharField(max_length=17, required=False, widget=forms.HiddenInput)
    latitude, longitude = hidden_number(90), hidden_number(180)
    accuracy_m = forms.IntegerField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)
    event = forms.ChoiceField(
        label="最接近哪一样", widget=forms.RadioSelect(attrs={"class": "in-columns"}),
        error_messages={"required": "请选一样最接近的"},
    )  # fmt: skip
    body = forms.CharField(
        label="说说情况", min_length=4, max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}),
        help_text="多大范围、多久了、有没有危险。不要写别人的姓名和电话。",
    )  # fmt: skip
    place_code = PlaceField(label="所在地", required=False, deep_enough=Division.Level.STREET)
    place_detail = forms.CharField(
        label="具体位置",
        max_length=200,
        required=False,
        help_text="例如“幸福里 3 号楼东侧”“解放路与民主路口”。",
    )
    reporter = forms.ChoiceField(
        label="您是", choices=REPORTERS, initial=ReporterKind.PUBLIC, widget=forms.RadioSelect
    )
    wants_result = forms.BooleanField(label="办完了用短信告诉我结果", required=False)
    phone = PhoneField(
        label="手机号", required=False, help_text="要短信的必填；不留也能提交，凭查询码查结果。"
    )
    name = forms.CharField(
        label="怎么称呼您", max_length=50, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = {str(row.pk): row for row in everyday.offered()}
        field = self.fields["event"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = everyday.grouped(self.choices.values())
        self.fields["place_code"].mark = "给了位置的可以不选"  # type: ignore[attr-defined]
        self.fields["files"].label = "照片"
        self.fields["files"].widget.attrs["accept"] = "image/*,.heic,.heif"

    most_files_setting = "GRID_REPORT_MAX_PHOTOS"
    takes = "照片（jpg、png、webp、heic）"

    def refuse(self, upload: uploads.CleanUpload) -> str:
        return "" if upload.content_type.startswith("image/") else f"“{upload.name}”不是照片。"

    @property
    def sign(self) -> Division | None:
        """The grid whose sign was scanned."""
        code = str(self["grid"].value() or "")
        found = division(code) if GRID_CODE.fullmatch(code) else None
        return found if found is not None and found.is_active else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._check_place(data)
        self._check_contact(data)
        return data

    def _check_place(self, data: dict[str, Any]) -> None:
        """What was chosen by hand counts; the position and the sign make it more exact, or stand in for it."""
        chosen, found = data.get("place_code", ""), self._by_position(data)
        if "place_code" in self.errors:
            return
        exact = next((code for code in (self._sign_code(), found) if code and code.startswith(chosen)), "")
        data["place_code"] = exact or chosen
        if not data["place_code"]:
            self.add_error("place_code", OUTSIDE if data.get("latitude") is not None else NOWHERE)

    def _sign_code(self) -> str:
        return self.sign.code if self.sign else ""

    def _by_position(self, data: dict[str, Any]) -> str:
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if not (isinstance(latitude, Decimal) and isinstance(longitude, Decimal)):
            data.update(latitude=None, longitude=None, accuracy_m=None)
            return ""
        return locating.place_at(float(longitude), float(latitude)) or ""

    def _check_contact(self, data: dict[str, Any]) -> None:
        if not data.get("wants_result") or "phone" in self.errors:
            return
        if not data.get("phone"):
            self.add_error("phone", "要收短信，请填写手机号")
        elif not MOBILE.fullmatch(data["phone"]):
            self.add_error("phone", "短信只能发到手机，请填写 11 位手机号；不要短信的，去掉上面的勾")

    def similar(self) -> list[nearby.Like]:
        """What is known of the chosen class at the chosen place, however much of the form is filled in."""
        chosen = self.choices.get(self.cleaned_data.get("event", ""))
        place = self.cleaned_data.get("place_code", "")
        return nearby.like(place, chosen.event) if chosen and place else []

    @property
    def limits(self) -> str:
        return f"最多 {self.most_files} 张，每张不超过 {config.UPLOAD_MAX_MB} MB。没有照片也可以提交。"

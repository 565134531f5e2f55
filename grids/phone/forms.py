"""Forms of the phone. Hidden readings (position, times) that make no sense are dropped, never an error."""

import datetime as dt
import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases.forms.uploads import PhotosField
from jiaozuo_social.cases.models import Category
from jiaozuo_social.places import locating
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Division
from jiaozuo_social.web.forms import DateInput

from ..choices import Urgency
from ..models import Grid, Visit
from . import selectors

MAX_ACCURACY = 100_000  # metres; a reading worse than this says nothing
Reading = tuple[Decimal, Decimal]


class DeliveryForm(forms.Form):
    """A form that the phone may send twice: it carries the item's number."""

    client_uuid = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"invalid": "编号有误，请刷新页面后重试。"}
    )

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["client_uuid"].initial = uuid.uuid4


class EventField(forms.TypedChoiceField):
    """An event of the catalogue, grouped by its major class; read when the form is made."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_value=None, widget=forms.Select(attrs={"data-search": ""}), **kwargs)

    def offer(self) -> None:
        rows = Category.objects.filter(kind="grid", is_active=True, parent__is_active=True)
        self.events = {
            str(row.pk): row
            for row in rows.select_related("parent").order_by("parent__position", "position", "code")
        }
        groups: dict[str, list[tuple[str, str]]] = {}
        for pk, row in self.events.items():
            groups.setdefault(str(row.parent), []).append((pk, row.name))
        self.coerce = lambda pk: self.events[str(pk)]
        self.choices = [("", "请选择"), *groups.items()]


class ReportForm(DeliveryForm):
    photos = PhotosField(label="现场照片")
    event = EventField(label="事件类别", error_messages={"required": "请选择事件类别"})
    body = forms.CharField(
        label="情况说明",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可点输入法上的话筒说话。",
    )
    urgency = forms.ChoiceField(
        label="紧急程度", choices=Urgency.choices, initial=Urgency.ORDINARY, widget=forms.RadioSelect
    )
    place_code = forms.CharField(label="所在网格", required=False, widget=forms.Select)
    place_detail = forms.CharField(
        label="具体位置", required=False, max_length=200, help_text="如：3 号楼西侧地下车库入口"
    )
    self_handled = forms.BooleanField(label="我已当场处理好", required=False)
    handled_note = forms.CharField(
        label="怎样处理的", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    after_photos = PhotosField(label="处理后照片")
    latitude = forms.CharField(required=False, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, widget=forms.HiddenInput)
    accuracy_m = forms.CharField(required=False, widget=forms.HiddenInput)
    located_at = forms.CharField(required=False, widget=forms.HiddenInput)
    taken_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event"].offer()  # type: ignore[attr-defined]
        self.fields["place_code"].widget.choices = places_for(self.user)

    def clean_place_code(self) -> str:
        code: str = self.cleaned_data["place_code"]
        if code and not is_reportable(code):
            raise ValidationError("没有这个网格，请重新选择。", code="unknown")
        return code

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["position"] = position_of(data)
        data["accuracy_m"] = accuracy_of(data) if data["position"] else None
        if "place_code" in data and not data["place_code"]:
            data["place_code"] = grid_at(data["position"])
            if not data["place_code"]:
                self.add_error("place_code", "没有定位，或定位不在本市，请选择所在网格。")
        if not data.get("photos") and "photos" not in self.errors:
            self.add_error("photos", "请拍一张现场照片。")
        if data.get("self_handled") and not data.get("after_photos") and "after_photos" not in self.errors:
            self.add_error("after_photos", "当场处理的，请再拍一张处理后的照片。")
        return data


class VisitForm(forms.ModelForm):
    client_uuid = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"invalid": "编号有误，请刷新页面后重试。"}
    )

    person = forms.CharField(
        label="走访对象",
        required=False,
        max_length=60,
        help_text="只写必要的称呼，如“3 单元王奶奶”。加密保存，只有您和本社区网格长看得到。",
    )
    note = forms.CharField(
        label="记录",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="可点输入法上的话筒说话。",
    )

    class Meta:
        model = Visit
        fields = ["kind", "grid", "day", "person", "note", "follow_up_on"]
        widgets = {
            "kind": forms.RadioSelect,
            "day": DateInput,
            "follow_up_on": DateInput,
        }
        help_texts = {"follow_up_on": "到这一天在“今天”提醒您，可以不填。"}

    def __init__(self, *args: Any, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_uuid"].initial = uuid.uuid4
        mine = selectors.own_grids(user)
        chosen: Any = self.fields["grid"]
        chosen.queryset = Grid.objects.filter(pk__in=[grid.pk for grid in mine]).select_related("division")
        chosen.label_from_instance = lambda grid: places.label_below_street(grid.code)
        chosen.empty_label = "请选择"
        if len(mine) == 1:
            chosen.initial = mine[0].pk
        self.fields["kind"].choices = Visit.Kind.choices  # type: ignore[attr-defined]  # without the empty one
        self.fields["kind"].initial = Visit.Kind.VISIT

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError("日期不能晚于今天。", code="future")
        return day


def places_for(user: AnyUser) -> list[tuple[str, str]]:
    """One's own grids with their micro-grids, then their communities for what lies in a neighbour's."""
    codes = selectors.with_micro_grids([grid.code for grid in selectors.own_grids(user)])
    codes += sorted({code[:12] for code in codes} | set(selectors.communities(user)))
    return [("", "按定位确定"), *((code, places.label_below_street(code)) for code in codes)]


def is_reportable(code: str) -> bool:
    found = places.division(code)
    inside = any(code.startswith(county) for county, _ in places.choices_for_counties())
    return found is not None and inside and found.level >= Division.Level.COMMUNITY


def position_of(data: dict[str, Any]) -> Reading | None:
    try:
        latitude, longitude = (Decimal(data.get(name) or "") for name in ("latitude", "longitude"))
    except InvalidOperation:
        return None
    if not (latitude.is_finite() and longitude.is_finite() and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return (round(latitude, 6), round(longitude, 6)) if latitude or longitude else None


def accuracy_of(data: dict[str, Any]) -> int | None:
    text = str(data.get("accuracy_m") or "")
    return min(int(text), MAX_ACCURACY) if text.isascii() and text.isdigit() and len(text) < 9 else None


def grid_at(position: Reading | None) -> str:
    found = locating.place_at(float(position[1]), float(position[0])) if position else None
    return found if found and is_reportable(found) else ""

"""What a program sends: a work order, and which results it has."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from jiaozuo_social.cases.forms.uploads import UploadsField
from jiaozuo_social.places.datums import gcj02_to_wgs84
from jiaozuo_social.places.models import Boundary

from .fields import MomentField, TextListField
from .models import OrderSource
from .orders import Order
from .reading import Reader, Unreadable

MOST_ACKNOWLEDGED = 500
AHEAD = dt.timedelta(minutes=10)  # how far their clock may be ahead of ours


class SourceForm(forms.Form):
    """Base: the source must be one whose desk the program's user serves."""

    source = forms.CharField(label="来源代码", max_length=40)

    def __init__(self, *args: Any, sources: dict[str, OrderSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources

    def clean_source(self) -> OrderSource:
        found = self.sources.get(self.cleaned_data["source"])
        if found is None:
            raise forms.ValidationError("没有这个来源，或者您不是它的接收单位的调度员")
        return found


class WorkOrderForm(SourceForm):
    number = forms.CharField(
        label="工单编号", max_length=64, help_text="同一来源同一编号只办一件；再发即为更新。"
    )
    title = forms.CharField(label="标题", max_length=200, required=False)
    body = forms.CharField(label="内容", max_length=50_000)
    category = forms.CharField(
        label="分类", max_length=60, required=False, help_text="对方的分类、事项代码或名称，按对照表认。"
    )
    urgency = forms.CharField(
        label="紧急程度",
        max_length=10,
        required=False,
        help_text="urgent、pressing、ordinary，或者紧急、较急、一般",
    )
    place = forms.CharField(label="属地", max_length=120, required=False, help_text="区划代码或者名称")
    place_detail = forms.CharField(label="具体地点", max_length=200, required=False)
    latitude = forms.DecimalField(label="纬度", min_value=-90, max_value=90, max_digits=12, required=False)
    longitude = forms.DecimalField(label="经度", min_value=-180, max_value=180, max_digits=12, required=False)
    datum = forms.ChoiceField(label="坐标系", choices=Boundary.Datum.choices, initial=Boundary.Datum.WGS84)
    name = forms.CharField(label="反映人姓名", max_length=50, required=False)
    phone = forms.CharField(label="反映人电话", max_length=30, required=False)
    received_at = MomentField(label="对方收到时间", max_length=40, required=False)
    files = UploadsField(label="照片")  # type: ignore[assignment]  # declared, then moved to .fields

    def clean_received_at(self) -> dt.datetime | None:
        moment: dt.datetime | None = self.cleaned_data["received_at"]
        if moment is not None and moment > timezone.now() + AHEAD:
            raise forms.ValidationError("时间在将来")
        return moment

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if (latitude is None) != (longitude is None) and not {"latitude", "longitude"} & set(self.errors):
            self.add_error("latitude", "经度、纬度要么都给，要么都不给")
        if isinstance(data.get("source"), OrderSource) and not self.errors:
            self._read(Reader(data["source"]), data)
        return data

    def _read(self, reader: Reader, data: dict[str, Any]) -> None:
        data["position"] = self._position(data)
        for name in ("category", "urgency", "place"):
            try:
                data[f"found_{name}"] = self._found(reader, name, data)
            except Unreadable as exc:
                self.add_error(name, str(exc))
                return

    def _found(self, reader: Reader, name: str, data: dict[str, Any]) -> Any:
        if name == "category":
            return reader.event(data["category"])
        if name == "urgency":
            return reader.urgency(data["urgency"], data["found_category"])
        return reader.place(data["place"], data["position"])

    def _position(self, data: dict[str, Any]) -> tuple[Any, Any] | None:
        """Longitude and latitude in WGS-84, to six places."""
        if data["latitude"] is None:
            return None
        longitude, latitude = float(data["longitude"]), float(data["latitude"])
        if data["datum"] == Boundary.Datum.GCJ02:
            longitude, latitude = gcj02_to_wgs84(longitude, latitude)
        return round(longitude, 6), round(latitude, 6)

    def order(self) -> Order:
        data, event = self.cleaned_data, self.cleaned_data["found_category"]
        longitude, latitude = data["position"] or (None, None)
        return Order(
            number=data["number"], title=data["title"], body=data["body"], event=event.category,
            urgency=data["found_urgency"], place_code=data["found_place"], place_detail=data["place_detail"],
            category_words=data["category"], is_mapped=event.is_mapped, latitude=latitude, longitude=longitude,
            name=data["name"], phone=data["phone"], received_at=data["received_at"], photos=tuple(data["files"]),
        )  # fmt: skip


class ReturnedForm(SourceForm):
    """Which results have arrived, as they stood at ``read_at``."""

    numbers = TextListField(label="工单编号", most=MOST_ACKNOWLEDGED, longest=64)
    read_at = MomentField(label="读取时间", max_length=40, help_text="读取结果时答复的 read_at")

"""The form of the registration desk: typed from paper or while somebody speaks, keyboard only."""

import datetime as dt
import re
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from stdnum.cn import ric

from jiaozuo_social.cases.forms.contact import PhoneField
from jiaozuo_social.cases.forms.fields import CategoryField
from jiaozuo_social.cases.forms.uploads import StagingMixin
from jiaozuo_social.cases.models import Case
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division
from jiaozuo_social.web.forms import DateInput

from ..choices import Purpose, VisitLevel
from ..registration import Person, most_representatives

Channel = Case.Channel
DESK_CHANNELS = [
    (c.value, c.label) for c in (Channel.LETTER, Channel.VISIT, Channel.PHONE, Channel.FAX, Channel.TRANSFER)
]
REPRESENTATIVE = re.compile(r"^(?P<name>\S+?)[\s,，、]*(?P<phone>[\d+\-]{7,20})?$")


class DeskForm(StagingMixin, forms.Form):
    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label="信访形式", choices=DESK_CHANNELS, widget=forms.RadioSelect)
    received_on = forms.DateField(label="收到日期", initial=timezone.localdate, widget=DateInput)
    purpose = forms.ChoiceField(
        label="信访目的", choices=Purpose.choices, initial=Purpose.DEMAND, widget=forms.RadioSelect
    )
    accused_name = forms.CharField(
        label="被检举控告的单位",
        max_length=100,
        required=False,
        help_text="检举控告必填；登记后只有信访专管员能看到。",
    )
    title = forms.CharField(label="标题", max_length=200, help_text="一句话概括，不写姓名电话。")
    body = forms.CharField(
        label="请求、事实和理由", max_length=50_000, widget=forms.Textarea(attrs={"rows": 8, "data-counter": ""}),
        help_text="口头提出的，记录后念给本人核对。",
    )  # fmt: skip
    category = CategoryField(kind="petition", required=False)
    place_code = PlaceField(label="属地", deep_enough=Division.Level.COUNTY)
    place_detail = forms.CharField(label="具体地点", max_length=200, required=False)
    is_anonymous = forms.BooleanField(label="匿名（信上没有姓名或地址）", required=False)
    name = forms.CharField(label="姓名（名称）", max_length=50, required=False)
    phone = PhoneField(label="联系电话", required=False)
    id_number = forms.CharField(label="证件号码", max_length=18, required=False)
    id_confirmed = forms.BooleanField(label="证件号码已核对原件", required=False)
    address = forms.CharField(label="住址", max_length=200, required=False)
    wants_sms = forms.BooleanField(label="用短信告知进度", required=False, initial=True)
    is_public = forms.BooleanField(
        label="同意公开", required=False,
        help_text="问过本人再勾选：只公开标题、所在地、办理情况和整理过的答复。检举控告一律不公开。",
    )  # fmt: skip
    people_count = forms.IntegerField(label="涉及人数", initial=1, min_value=1, max_value=1_000_000)
    is_joint = forms.BooleanField(label="联名", required=False)
    visitors = forms.IntegerField(label="来访人数", min_value=1, required=False, help_text="仅来访填写。")
    visit_level = forms.ChoiceField(
        label="走访层级", choices=[("", "—"), *VisitLevel.choices], required=False
    )
    representatives = forms.CharField(
        label="代表人", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="多人来访推选代表，一行一人：姓名 电话。",
    )  # fmt: skip
    is_urgent = forms.BooleanField(label="重大紧急（条例第25条，须立即报告）", required=False)
    # The name is the public form's too, and hides nothing of Form that is used here.
    files = forms.FileField(label="扫描件、照片、录音", required=False)  # type: ignore[assignment]

    def clean_received_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("收到日期不能在将来。")
        return day

    def clean_id_number(self) -> str:
        number = str(self.cleaned_data["id_number"]).strip().upper()
        if number and not ric.is_valid(number) and not self.data.get("id_confirmed"):
            raise forms.ValidationError("号码通不过校验，请核对；确认无误请勾选“证件号码已核对原件”。")
        return number

    def clean_representatives(self) -> list[Person]:
        """At most five (art. 20, a setting); one line each."""
        people = []
        for line in self.cleaned_data["representatives"].splitlines():
            if not line.strip():
                continue
            match = REPRESENTATIVE.match(line.strip())
            if match is None:
                raise forms.ValidationError(f"“{line.strip()[:20]}”不是“姓名 电话”的写法。")
            people.append(Person(name=match["name"], phone=match["phone"] or ""))
        if len(people) > most_representatives():
            raise forms.ValidationError(f"代表人不得超过{most_representatives()}人（条例第20条）。")
        return people

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("purpose") == Purpose.ACCUSATION and not data.get("accused_name"):
            self.add_error("accused_name", "检举控告须登记被检举控告的单位。")
        if not data.get("is_anonymous") and "name" not in self.errors and not data.get("name"):
            self.add_error("name", "请填写姓名；信上没有姓名或地址的，勾选“匿名”。")
        if data.get("is_anonymous"):
            data.update(name="", phone="", id_number="", address="", wants_sms=False)
        self._check_group(data)
        data["received_at"] = self._received_at(data.get("received_on"))
        return data

    def _check_group(self, data: dict[str, Any]) -> None:
        is_visit = data.get("channel") == Channel.VISIT
        if data.get("visitors") and not is_visit:
            self.add_error("visitors", "只有来访才填来访人数。")
        if data.get("visit_level") and not is_visit:
            self.add_error("visit_level", "只有来访才填走访层级。")
        many = data.get("visitors") or 0
        if is_visit and many > most_representatives() and not data.get("representatives"):
            self.add_error(
                "representatives", f"{many}人来访应推选代表，不超过{most_representatives()}人（条例第20条）。"
            )
        if data.get("is_joint") and (data.get("people_count") or 0) < 2:
            self.add_error("people_count", "联名的，涉及人数至少2人。")

    def _received_at(self, day: dt.date | None) -> dt.datetime:
        """Today means now; an earlier day its noon, so that no time zone moves it."""
        if day is None or day == timezone.localdate():
            return timezone.now()
        return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))

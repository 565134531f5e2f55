"""Forms of dispatch, handling, 延期 and 挂账 (rules §5.4)."""

import datetime as dt
from typing import Any

from constance import config
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.cases import clocks, notices
from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.cases.forms.fields import DepartmentField, DepartmentsField, PersonField, offer
from jiaozuo_social.cases.forms.uploads import PhotosField
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import active_departments, departments_for_dispatch
from jiaozuo_social.web.dates import datetime_cn
from jiaozuo_social.web.forms import DateInput

from .. import limits
from ..choices import Stage, SuspensionReason

COMMUNITY = Department.Kind.COMMUNITY


class DispatchForm(NoteForm):
    """派遣 to a lead and co-departments; what the limit will be is said beforehand."""

    note_label = "处置要求"

    lead = DepartmentField(label="主办单位")
    co = DepartmentsField(label="协办单位", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = [one for one in departments_for_dispatch(self.actor.user) if one.kind != COMMUNITY]
        offer(self, "lead", reach)
        offer(self, "co", reach)
        self.fields["lead"].help_text = self._limit()
        self.order_fields(["seen", "lead", "co", "note"])

    def _limit(self) -> str:
        case: Any = self.case
        limit = limits.limit_for(case.category, case.urgency, Stage.HANDLE)
        if limit is None:
            return ""
        final = (
            f"；已退回{case.returns_count}次，此次为最终派遣"
            if case.returns_count >= config.GRID_MAX_RETURNS
            else ""
        )
        return f"处置期限：{limits.words(limit)}（{case.category}，{case.get_urgency_display()}）{final}。"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("lead") in data.get("co", []):
            self.add_error("co", "协办单位不能与主办单位相同。")
        return data


class HandlerForm(NoteForm):
    handler = PersonField(label="经办人")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        people = notices.people_of(case, case.department, Duty.HANDLER, Duty.HEAD)
        self.fields["handler"].offer(one.user for one in people)  # type: ignore[attr-defined]
        self.order_fields(["seen", "handler", "note"])


class FeedbackForm(NoteForm):
    note_label = "处置结果（将告知反映人）"

    photos = PhotosField(label="处置后照片", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "note", "photos"])


class ExtensionForm(NoteForm):
    """Once, before the limit is over, at most by the original limit."""

    note_label = "延期理由（将告知反映人）"

    amount = forms.IntegerField(label="延长", min_value=1)
    note = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        clock = clocks.running(case, "G6")
        until = f"现到期：{datetime_cn(clock.due_at)}。" if clock else ""
        unit = case.get_limit_unit_display()
        self.fields["amount"].label = f"延长（{unit}）"
        self.fields["amount"].help_text = f"最多 {case.limit_amount} {unit}，只能延长一次。{until}"
        self.order_fields(["seen", "amount", "note"])

    def clean_amount(self) -> int:
        case: Any = self.case
        amount: int = self.cleaned_data["amount"]
        if amount > case.limit_amount:
            raise ValidationError(
                f"延期不得超过原期限（{case.limit_amount}{case.get_limit_unit_display()}）。"
            )
        return amount


class NextCheckForm(NoteForm):
    """On which day the obstacle is looked at again."""

    note_label = "核查情况"

    next_check_on = forms.DateField(label="下次核查日期", widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next_check_on"].help_text = f"不晚于 {self.last_day():%Y年%m月%d日}（挂账累计上限）。"
        self.order_fields(["seen", "suspension_reason", "next_check_on", "note"])

    def last_day(self) -> dt.date:
        case: Any = self.case
        since = timezone.localdate(case.suspended_at) if case.suspended_at else timezone.localdate()
        return since + dt.timedelta(days=config.GRID_SUSPENSION_MAX_DAYS - case.suspended_days)

    def clean_next_check_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["next_check_on"]
        if not timezone.localdate() < day <= self.last_day():
            raise ValidationError(f"须在明天至{self.last_day():%Y年%m月%d日}之间。")
        return day


class SuspensionForm(NextCheckForm):
    note_label = "客观原因说明（将告知反映人）"

    suspension_reason = forms.ChoiceField(
        label="挂账原因", choices=SuspensionReason.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}))


class WhistleForm(NoteForm):
    """吹哨 to departments of the county and the street."""

    note_label = "吹哨事由"

    departments = DepartmentsField(label="请到场的单位")
    note = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 4, "data-counter": ""}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        reach = [
            one
            for one in active_departments()
            if one.kind != COMMUNITY
            and len(one.place_code) > 4
            and case.place_code.startswith(one.place_code)
        ]
        offer(self, "departments", reach)
        self.order_fields(["seen", "departments", "note"])

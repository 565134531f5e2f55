"""Forms of the unit's moves: accept, propose, name a handler, extend, mediate (art. 23–34)."""

from typing import Any

from constance import config
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from grids.choices import Urgency
from jiaozuo_social.cases import clocks, notices
from jiaozuo_social.cases.forms.base import FilesMixin, NoteForm
from jiaozuo_social.cases.forms.fields import CategoryField, DepartmentField, offer
from jiaozuo_social.cases.models import Document
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import active_departments
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division
from jiaozuo_social.web.dates import date_cn
from jiaozuo_social.web.forms import DateInput

from ..choices import GuideTarget, RefusalReason, Route
from .moves_desk import TEXT, NoticeForm, choices


class ObjectForm(NoteForm):
    note_label = "异议理由"

    suggested = DepartmentField(label="建议转送单位", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "suggested", active_departments())


class AcceptForm(NoticeForm):
    """受理 with the notice of art. 23; the 60 days of art. 34 bind route ⑥."""

    document_kind = Document.Kind.ACCEPTED

    route = forms.ChoiceField(
        label="办理途径", choices=Route.choices, widget=forms.RadioSelect, help_text="条例第31条。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].required = False
        self.fields["body"].help_text = "不填则使用通用文字。"
        self.fields["route"].initial = getattr(self.case, "route", "") or Route.PETITION


class ProposeEndForm(NoteForm):
    """The unit proposes, the petition office confirms."""

    note_label = "意见和依据"

    end = forms.ChoiceField(
        label="拟办方式",
        choices=[("rejected", "不予受理"), ("guided", "告知其他途径")],
        widget=forms.RadioSelect,
    )
    refusal_reason = forms.ChoiceField(
        label="不予受理的理由", choices=choices(*RefusalReason.choices), required=False
    )
    guide_target = forms.ChoiceField(
        label="告知的去向", choices=choices(*GuideTarget.choices), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "end", "refusal_reason", "guide_target", "note"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("end") == "rejected" and not data.get("refusal_reason"):
            self.add_error("refusal_reason", "请选择不予受理的理由。")
        if data.get("end") == "guided" and not data.get("guide_target"):
            self.add_error("guide_target", "请选择告知的去向。")
        return data


class HandlerForm(NoteForm):
    """Who handles it, with the declaration of art. 28."""

    handler = forms.TypedChoiceField(label="经办人")
    no_interest = forms.BooleanField(
        label="经办人已申明与本事项及信访人无直接利害关系，不需要回避（条例第28条）",
        error_messages={"required": "有直接利害关系的应当回避，请另行指定经办人。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        people = notices.people_of(case, case.department, Duty.HANDLER, Duty.HEAD)
        by_pk = {str(one.user_id): one.user for one in people}
        handler = self.fields["handler"]
        handler.coerce = lambda pk: by_pk[pk]  # type: ignore[attr-defined]
        handler.choices = [("", "请选择"), *((pk, str(user)) for pk, user in by_pk.items())]  # type: ignore[attr-defined]
        mine = str(self.actor.user.pk)
        handler.initial = mine if mine in by_pk else None
        self.order_fields(["seen", "handler", "no_interest", "note"])


class ExtensionForm(NoteForm):
    """Days and reason; the reason is told to the petitioner (art. 34)."""

    note_label = "延期理由（将告知信访人）"

    days = forms.IntegerField(label="延长天数", min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        limit = config.REPLY_EXTENSION_MAX_DAYS
        self.fields["days"].help_text = f"1 至 {limit} 日，只能延长一次。"
        self.fields["days"].widget.attrs["max"] = limit
        clock = clocks.running(case, "P5") or clocks.running(case, "P5D")
        if clock is not None:
            self.fields["days"].help_text += f"现到期日：{date_cn(clock.due_at)}。"
        self.fields["days"].initial, self.fields["note"].initial = case.extension_days, case.extension_reason
        self.order_fields(["seen", "days", "note"])

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if days > config.REPLY_EXTENSION_MAX_DAYS:
            raise ValidationError(f"延期不得超过{config.REPLY_EXTENSION_MAX_DAYS}日（条例第34条）。")
        return days


class GridCaseForm(NoteForm):
    """What the grid's platform must know; the petitioner's name stays with the petition."""

    note_label = "内部备注"

    event = CategoryField(kind="grid", label="网格事项分类", leaves_only=True)
    urgency = forms.ChoiceField(
        label="紧急程度", choices=Urgency.choices, initial=Urgency.ORDINARY, widget=forms.RadioSelect
    )
    place_code = PlaceField(label="所在社区", deep_enough=Division.Level.STREET)
    body = forms.CharField(
        label="需要现场处置的内容", max_length=2000, widget=forms.Textarea(attrs=TEXT),
        help_text="不要写信访人的姓名、电话等个人信息。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None:
            self.fields["place_code"].initial = self.case.place_code
        self.order_fields(["seen", "event", "urgency", "place_code", "body", "note"])


class CoAnswerForm(FilesMixin, NoteForm):
    note_label = "协办意见"


class MediateForm(FilesMixin, NoteForm):
    """调解、和解 with the signed agreement (art. 33)."""

    note_label = "内部备注"
    document_kind = Document.Kind.MEDIATION

    body = forms.CharField(label="协议内容", max_length=4000, widget=forms.Textarea(attrs=TEXT))
    signed_on = forms.DateField(label="签署日期", widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attachments"].label = "协议书扫描件"
        self.order_fields(["seen", "body", "signed_on", "attachments", "note"])

    def clean_signed_on(self) -> Any:
        return not_in_future(self.cleaned_data["signed_on"])


class SupplementForm(FilesMixin, NoteForm):
    note_label = "补充的内容（信访人可见此次补充，看不到文字）"


def not_in_future(day: Any) -> Any:
    if day > timezone.localdate():
        raise ValidationError("日期不能晚于今天。")
    return day

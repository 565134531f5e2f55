"""Forms of the petition office's moves: register, route, refuse, merge (rules §1.5)."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.cases.forms.fields import (
    CaseNumberField,
    CategoryField,
    DepartmentField,
    offer,
)
from jiaozuo_social.cases.models import Case, Document
from jiaozuo_social.orgs.selectors import active_departments
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division
from jiaozuo_social.web.forms import DateInput

from ..choices import GuideTarget, Handling, Purpose, RefusalReason, Route, VisitLevel
from .units import UnitsForm

TEXT = {"rows": 6, "data-counter": ""}


def choices(*options: tuple[str, str]) -> list[tuple[str, str]]:
    return [("", "请选择"), *options]


class CorrectForm(NoteForm):
    """What is registered; the entry keeps why it was corrected."""

    note_label = "更正说明"

    title = forms.CharField(label="标题", max_length=200)
    purpose = forms.ChoiceField(label="信访目的", choices=Purpose.choices, widget=forms.RadioSelect)
    category = CategoryField(kind="petition", required=False)
    place_code = PlaceField(label="属地", deep_enough=Division.Level.COUNTY)
    place_detail = forms.CharField(label="具体地点", max_length=200, required=False)
    people_count = forms.IntegerField(label="涉及人数", min_value=1)
    is_joint = forms.BooleanField(label="联名信访", required=False)
    visitors = forms.IntegerField(label="来访人数", min_value=1, required=False, help_text="仅来访填写。")
    visit_level = forms.ChoiceField(label="走访层级", choices=choices(*VisitLevel.choices), required=False)
    is_urgent = forms.BooleanField(label="重大紧急（须及时报告，条例第25条）", required=False)
    accused = DepartmentField(
        label="被反映单位", required=False, help_text="检举控告必填：该单位及其下级看不到此件（条例第30条）。"
    )
    accused_name = forms.CharField(label="被反映单位（名录中没有时）", max_length=100, required=False)

    FROM_CASE: ClassVar[tuple[str, ...]] = (
        "title", "purpose", "category", "place_code", "place_detail", "people_count", "is_joint", "visitors",
        "visit_level", "is_urgent", "accused_name",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "accused", active_departments())
        self.fields["note"].required = self.move.name == "correct"
        self.order_fields([name for name in self.fields if name != "note"])
        if self.case is not None:
            for name in self.FROM_CASE:
                self.fields[name].initial = getattr(self.case, name)
            self.fields["accused"].initial = self.case.withheld_from_id

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        accused = data.get("accused") or data.get("accused_name")
        if data.get("purpose") == Purpose.ACCUSATION and not accused:
            self.add_error("accused", "检举控告须登记被反映单位。")
        return data


class RegisterForm(CorrectForm):
    note_label = "登记备注"
    shows_similar = True

    repeat_of = CaseNumberField(
        label="重复件：初件编号",
        max_length=32,
        required=False,
        help_text="与旁边列出的相似事项核对；初次信访不填。",
    )

    def clean_repeat_of(self) -> Case | None:
        field = self.fields["repeat_of"]
        assert isinstance(field, CaseNumberField)
        found = field.find(self.cleaned_data["repeat_of"], actor=self.actor, kind="petition")
        if found is not None and self.case is not None and found.pk == self.case.pk:
            raise ValidationError("不能把事项关联为自身的重复件。")
        return found


class DispatchForm(UnitsForm):
    """转送 or 交办 to a lead and co-departments."""

    handling_way = forms.ChoiceField(
        label="办理方式", choices=Handling.choices, initial=Handling.FORWARD, widget=forms.RadioSelect
    )
    feedback_due_on = forms.DateField(
        label="反馈日期", required=False, widget=DateInput, help_text="交办必填（条例第22条）。"
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("handling_way") == Handling.DISPATCH and not data.get("feedback_due_on"):
            self.add_error("feedback_due_on", "交办须指定反馈日期（条例第22条）。")
        return data


class SimpleForm(DispatchForm):
    """简易办理: one unit, no feedback date."""

    co = handling_way = feedback_due_on = None  # type: ignore[assignment]


class NoticeForm(NoteForm):
    """A move with a written notice to the petitioner."""

    note_label = "内部备注"

    body = forms.CharField(label="告知书正文", max_length=4000, widget=forms.Textarea(attrs=TEXT))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("body", "note")] + ["body", "note"])


class GuideForm(NoticeForm):
    document_kind = Document.Kind.GUIDED

    guide_target = forms.ChoiceField(label="去向", choices=GuideTarget.choices, widget=forms.RadioSelect)
    route = forms.ChoiceField(
        label="法定途径",
        choices=choices(*(pair for pair in Route.choices if pair[0] != Route.PETITION)),
        required=False,
        help_text="导入法定途径时选择（条例第31条）。",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("guide_target") == GuideTarget.STATUTORY and not data.get("route"):
            self.add_error("route", "请选择法定途径。")
        return data


class RejectForm(NoticeForm):
    document_kind = Document.Kind.REJECTED
    template_into = {"body": "body", "basis": "basis"}

    refusal_reason = forms.ChoiceField(label="理由", choices=RefusalReason.choices, widget=forms.RadioSelect)
    basis = forms.CharField(label="法律依据", max_length=300, required=False)


class ConfirmRejectionForm(NoticeForm):
    document_kind = Document.Kind.REJECTED


class ConfirmGuidanceForm(NoticeForm):
    document_kind = Document.Kind.GUIDED


class MergeForm(NoteForm):
    """并案 into a petition in work; each petitioner keeps the own receipt, clock and answer."""

    shows_similar = True

    first = CaseNumberField(label="并入事项的编号", max_length=32, help_text="只能并入正在办理的信访件。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "first", "note"])

    def clean_first(self) -> Case | None:
        field = self.fields["first"]
        assert isinstance(field, CaseNumberField)
        found = field.find(self.cleaned_data["first"], actor=self.actor, kind="petition")
        if found is not None and self.case is not None and found.pk == self.case.pk:
            raise ValidationError("不能并入自身。")
        return found


class HoldForm(NoteForm):
    note_label = "暂缓清除的理由"

    note = forms.CharField(
        max_length=200, widget=forms.Textarea(attrs={"rows": 3, "data-counter": ""}),
        help_text="如诉讼、巡视、审计。到期不清除此事项的个人信息，直到解除。",
    )  # fmt: skip

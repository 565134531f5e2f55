"""Forms of 征集办: screen, convert, merge, keep, assign, publish, prize (rules §3)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.cases.forms.base import NoteForm
from jiaozuo_social.cases.forms.fields import CaseNumberField, CategoryField
from jiaozuo_social.cases.models import Case
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.places.models import Division

from ..choices import AdoptionResult, Award, ConversionTarget, Purpose, ScreeningReason
from .moves_desk import TEXT, choices
from .units import UnitsForm

PERSONAL_REASONS = (ScreeningReason.PERSONAL, ScreeningReason.JUDICIAL)


class ScreenForm(NoteForm):
    """Two declarations, and what the desk puts right before the suggestion goes on."""

    note_label = "筛选备注"

    is_unique = forms.BooleanField(
        label="已与相似建议核对，不重复", help_text="重复的，请返回后使用“合并”或“留存参考”。"
    )
    is_impersonal = forms.BooleanField(
        label="不是个人诉求，也不属于诉讼、仲裁、复议事项",
        help_text="是个人诉求的，请返回后使用“转信访或热线”。",
    )
    title = forms.CharField(
        label="主题", max_length=200, help_text="建议人同意公开的，主题会作为同类建议提示；请删去个人信息。"
    )
    category = CategoryField(kind="suggestion", required=False)
    place_code = PlaceField(label="涉及地区", deep_enough=Division.Level.CITY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None:
            for name in ("title", "category", "place_code"):
                self.fields[name].initial = getattr(self.case, name)
        self.fields["place_code"].required = False
        self.order_fields(["seen", "is_unique", "is_impersonal", "title", "category", "place_code", "note"])

    def verb_data(self, case: Case) -> dict[str, Any]:
        data = super().verb_data(case)
        data["place_code"] = data["place_code"] or case.place_code
        return data


class ConvertForm(NoteForm):
    note_label = "给建议人的说明（建议人可以看到）"

    target = forms.ChoiceField(label="去向", choices=ConversionTarget.choices, widget=forms.RadioSelect)
    screening_reason = forms.ChoiceField(
        label="理由", choices=[(r.value, r.label) for r in PERSONAL_REASONS], widget=forms.RadioSelect
    )
    purpose = forms.ChoiceField(
        label="信访目的", choices=Purpose.choices, initial=Purpose.DEMAND, required=False,
        help_text="转信访件时选择；将以同一人的名义建立信访件，新编号和查询码用短信告知本人。",
    )  # fmt: skip
    hotline_number = forms.CharField(
        label="热线工单编号", max_length=40, required=False, help_text="转 12345 热线时必填。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "note"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("target") == ConversionTarget.HOTLINE and not data.get("hotline_number"):
            self.add_error("hotline_number", "转 12345 热线须登记热线工单编号。")
        data["purpose"] = data.get("purpose") or Purpose.DEMAND
        return data


class MergeForm(NoteForm):
    """Each contributor keeps the own receipt and gets the same answer."""

    note_label = "合并理由"

    first = CaseNumberField(
        label="并入建议的编号", max_length=32, help_text="已筛选通过、正在办理或已答复的建议。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "first", "note"])

    def clean_first(self) -> Case | None:
        field = self.fields["first"]
        assert isinstance(field, CaseNumberField)
        found = field.find(self.cleaned_data["first"], actor=self.actor, kind="suggestion")
        if found is not None and self.case is not None and found.pk == self.case.pk:
            raise ValidationError("不能并入自身。")
        return found


class ArchiveForm(NoteForm):
    note_label = "给建议人的说明（建议人可以看到）"

    screening_reason = forms.ChoiceField(
        label="理由",
        choices=[pair for pair in ScreeningReason.choices if pair[0] not in PERSONAL_REASONS],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "screening_reason", "note"])


class AssignForm(UnitsForm):
    """交办 to a lead and co-departments."""


class ResultForm(NoteForm):
    """What a campaign makes of its suggestions; the collective answer says so."""

    result = forms.ChoiceField(label="采纳结果", choices=AdoptionResult.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].initial = getattr(self.case, "result", "")
        self.order_fields(["seen", "result", "note"])


class PublishForm(NoteForm):
    note_label = "内部备注"

    public_text = forms.CharField(
        label="公开内容", max_length=2000, widget=forms.Textarea(attrs=TEXT),
        help_text="网上公开的正文。请删去姓名、电话、住址等能认出个人的内容；姓名只在建议人同意时由系统另行显示。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        self.fields["public_text"].initial = case.public_text or case.proposal
        self.order_fields(["seen", "public_text", "note"])


class NominateForm(NoteForm):
    note_label = "提名理由"

    award_year = forms.IntegerField(label="评奖年度", min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["award_year"].initial = timezone.localdate().year
        self.order_fields(["seen", "award_year", "note"])


class PanelForm(NoteForm):
    """What the panel decided and how its members voted."""

    note_label = "备注"

    panel = forms.CharField(
        label="评审组表决情况", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="评审日期、成员、表决结果，以及群众投票情况（如有）。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("panel", "note")] + ["panel", "note"])


class AwardForm(PanelForm):
    grade = forms.ChoiceField(label="奖励等次", choices=choices(*Award.choices))

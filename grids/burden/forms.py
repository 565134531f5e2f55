"""Forms of the 减负 ledger: tasks and their steps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.cases.forms.fields import DepartmentField, DepartmentsField, offer
from jiaozuo_social.cases.forms.uploads import UploadsField
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.web.forms import DateInput

from . import access, selectors
from .models import BurdenRating, BurdenTask, ReboundCheck
from .states import STATUSES

LONG = {"rows": 5, "data-counter": ""}
EVIDENCE = "照片、PDF 或录音。请先遮去群众的姓名、电话和证件号码。"


class TaskForm(forms.ModelForm):
    """``department`` is one of the user's own 减负专班: it gives the task its area."""

    department = forms.TypedChoiceField(label="减负专班")
    lead = DepartmentField(label="牵头单位")
    co = DepartmentsField(label="配合单位", required=False)

    class Meta:
        model = BurdenTask
        fields = ["item", "number", "problem", "measure", "standard", "source_file", "started_on", "due_on"]
        widgets = {
            "problem": forms.Textarea(attrs=LONG),
            "measure": forms.Textarea(attrs=LONG),
            "standard": forms.Textarea(attrs={"rows": 3, "data-counter": ""}),
            "started_on": DateInput,
            "due_on": DateInput,
        }
        help_texts = {
            "number": "不填则自动编号。",
            "problem": "基层反映的负担是什么，涉及哪些街道、社区。",
            "standard": "做到什么程度算完成，认定时逐条对照。",
            "source_file": "例如方案名称和文号。",
        }

    field_order = [
        "department", "item", "number", "problem", "measure", "standard", "source_file", "lead", "co",
        "started_on", "due_on",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items: Any = self.fields["item"]
        items.queryset, items.empty_label = selectors.items(), "请选择"
        self.fields["number"].required = False
        self.offices = {str(office.pk): office for office in access.offices(user)}
        if self.instance.pk:
            del self.fields["department"], self.fields["number"]
            self.initial["lead"] = self.instance.lead_id
            self.initial["co"] = sorted(self.instance.co_ids)
            code = self.instance.place_code
        else:
            self._offer_offices()
            code = min((office.place_code for office in self.offices.values()), key=len)
        departments = selectors.lead_departments(code)
        offer(self, "lead", departments)
        offer(self, "co", departments)

    def _offer_offices(self) -> None:
        field: Any = self.fields["department"]
        field.coerce = lambda pk: self.offices[pk]
        field.choices = [(pk, office.name) for pk, office in self.offices.items()]
        if len(self.offices) == 1:
            field.initial = next(iter(self.offices))
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        started, due = data.get("started_on"), data.get("due_on")
        if started and due and due < started:
            self.add_error("due_on", "完成时限不能早于开始日期。")
        if data.get("lead") and data["lead"] in data.get("co", []):
            self.add_error("co", "牵头单位不必再列为配合单位。")
        number, office = data.get("number"), data.get("department")
        if number and office and BurdenTask.objects.filter(department=office, number=number).exists():
            self.add_error("number", "这个编号在本专班的台账中已经使用。")
        return data

    def _post_clean(self) -> None:
        """The instance is left as it is: the acts write, after locking."""

    def fields_to_write(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "co"}

    @property
    def co_departments(self) -> list[Department]:
        return list(self.cleaned_data.get("co") or [])


class NoteForm(forms.Form):
    """A step that asks for its reason."""

    note = forms.CharField(label="说明", max_length=2000, widget=forms.Textarea(attrs=LONG))

    def data_for_act(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"].strip()}

    def clean_note(self) -> str:
        note = str(self.cleaned_data["note"]).strip()
        if len(note) < 4:
            raise ValidationError("请写清楚，至少4个字。")
        return note


class ProgressForm(NoteForm):
    files = UploadsField(label="佐证材料", help_text=EVIDENCE)  # type: ignore[assignment]

    def data_for_act(self) -> dict[str, Any]:
        return {**super().data_for_act(), "files": self.cleaned_data["files"]}


class RateForm(forms.Form):
    level = forms.ChoiceField(label="这项负担", choices=BurdenRating.Level.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="具体情况", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="没有变化或者反而加重的，请写明；不要写出单位和个人的名称。",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        bad = (BurdenRating.Level.NONE, BurdenRating.Level.WORSE)
        if data.get("level") in bad and not data.get("note", "").strip():
            self.add_error("note", "请写明具体情况，便于整改。")
        return data

    def data_for_act(self) -> dict[str, Any]:
        return {"level": self.cleaned_data["level"], "note": self.cleaned_data["note"].strip()}


class CheckForm(NoteForm):
    result = forms.ChoiceField(
        label="检查结果",
        choices=[choice for choice in ReboundCheck.Result.choices if choice[0] != ReboundCheck.Result.VOID],
        widget=forms.RadioSelect,
        help_text="已反弹的，任务自动回到“推进中”，并通知牵头单位。",
    )
    field_order = ["result", "note"]

    def data_for_act(self) -> dict[str, Any]:
        return {**super().data_for_act(), "result": self.cleaned_data["result"]}


class TaskFilterForm(forms.Form):
    q = forms.CharField(label="关键词", max_length=50, required=False)
    status = forms.ChoiceField(label="状态", choices=[("", "全部"), *STATUSES], required=False)
    category: Any = forms.ModelChoiceField(
        queryset=selectors.categories(), label="类别", required=False, empty_label="全部"
    )
    proposed = forms.BooleanField(label="只看待认定", required=False)

    def narrow(self, rows: Any) -> Any:
        data = self.cleaned_data
        if data["status"]:
            rows = rows.of_status(data["status"])
        if data["category"]:
            rows = rows.filter(item__category=data["category"])
        if data["proposed"]:
            rows = rows.exclude(proposed_at=None)
        return rows.matching(data["q"]) if data["q"] else rows


STEP_FORMS: dict[str, type[Any]] = {
    "progress": ProgressForm,
    "propose": NoteForm,
    "finish": NoteForm,
    "decline": NoteForm,
    "keep": NoteForm,
    "reopen": NoteForm,
    "rate": RateForm,
}

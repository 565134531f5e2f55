"""Forms of the inventories, of the synonyms and of the catalogue."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.cases.forms.fields import DepartmentField, offer
from jiaozuo_social.cases.forms.uploads import UploadsField
from jiaozuo_social.places.fields import PlaceField
from jiaozuo_social.web.forms import DateInput

from . import access, fieldnames, selectors
from .forms import EVIDENCE
from .models import BurdenCategory, BurdenItem, BurdenTask, InventoryRow

Kind = InventoryRow.Kind


class InventoryForm(forms.ModelForm):
    place_code = PlaceField(
        label="涉及范围",
        help_text="这个单位管辖的哪些地方要承担；只选到县（市、区）即为全县。",
        required=False,
    )
    department = DepartmentField(label="提出单位", help_text="要求挂牌、开证明、填表、用 App 或考核的单位。")
    names = forms.CharField(
        label="要填的字段", required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一个，或用顿号、逗号分开，可以直接从表头复制。用来查找重复要数。",
    )  # fmt: skip
    task_number = forms.CharField(
        label="对应减负任务编号",
        max_length=20,
        required=False,
        help_text="这一项由哪个减负任务清理；没有就不填。",
    )
    files = UploadsField(label="佐证材料", help_text=EVIDENCE)  # type: ignore[assignment]

    class Meta:
        model = InventoryRow
        fields = [
            "name", "bearer", "basis", "frequency", "before_count", "before_on", "after_count", "after_on",
            "state", "note",
        ]  # fmt: skip
        widgets = {"before_on": DateInput, "after_on": DateInput}
        help_texts = {
            "frequency": "例如每日、每周、每月、一次性。",
            "basis": "文件名称和文号；没有依据的写“无”。",
            "before_count": "例如有几块牌子、几个工作群。",
            "after_count": "清理之后还剩几个；没有清理的空着。",
        }

    field_order = [
        "name", "department", "place_code", "bearer", "basis", "frequency", "names", "before_count",
        "before_on", "after_count", "after_on", "state", "task_number", "note", "files",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = [office.place_code for office in access.offices(user)]
        self.units = access.grassroots_units(user)
        self.tasks = selectors.tasks(user)
        own = self.offices or [unit.place_code for unit in self.units]
        row = self.instance
        if row.kind != Kind.RETURN:
            del self.fields["names"]
        else:
            self.initial["names"] = "\n".join(field.name for field in row.fields.all()) if row.pk else ""
        if row.pk:
            self.initial.update(department=row.department_id, place_code=row.place_code)
            if row.task and not self.tasks.filter(pk=row.task_id).exists():
                del self.fields["task_number"]  # another's link is not shown and not cut
            elif row.task:
                self.initial["task_number"] = row.task.number
        elif not self.offices and self.units:
            self.initial["place_code"] = self.units[0].place_code
        offer(self, "department", selectors.lead_departments(min(own, key=len)))
        self.home = min(own, key=len)

    def clean_place_code(self) -> str:
        code = self.cleaned_data["place_code"] or self.home
        homes = self.offices or [unit.place_code for unit in self.units]
        if not any(code.startswith(home) for home in homes):
            raise ValidationError("只能登记本单位辖区内的。")
        return str(code)

    def clean_task_number(self) -> BurdenTask | None:
        """Two offices may have used one number: what was linked stays, else the nearer office is meant."""
        number = self.cleaned_data["task_number"].strip()
        if not number:
            return None
        found = list(self.tasks.filter(number__iexact=number))
        if not found:
            raise ValidationError("没有这个编号的减负任务，或者您看不到它。")
        linked = [task for task in found if task.pk == self.instance.task_id]
        return linked[0] if linked else max(found, key=lambda task: len(task.place_code))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        after, on, before_on = data.get("after_count"), data.get("after_on"), data.get("before_on")
        if (after is None) != (on is None) and not {"after_count", "after_on"} & set(self.errors):
            self.add_error("after_on" if on is None else "after_count", "清理后数量和统计日期要一起填写。")
        if on and before_on and on < before_on:
            self.add_error("after_on", "清理后的统计日期不能早于清理前。")
        if data.get("state") == InventoryRow.State.CANCELLED and after != 0:
            self.add_error("after_count", "已取消的，清理后数量应填 0。")
        if self._is_double(data):
            self.add_error("name", "同一范围内，这个单位的这一项已经登记。")
        return data

    def _is_double(self, data: dict[str, Any]) -> bool:
        key = {name: data.get(name) for name in ("name", "place_code", "department", "bearer")}
        if not all(key.values()):
            return False
        return (
            InventoryRow.objects.filter(kind=self.instance.kind, **key).exclude(pk=self.instance.pk).exists()
        )

    def field_names(self) -> list[str] | None:
        return fieldnames.split(self.cleaned_data["names"]) if "names" in self.fields else None

    def to_row(self) -> InventoryRow:
        """The instance with the place and the department, which are no plain fields."""
        row: InventoryRow = self.instance
        row.place_code, row.department = self.cleaned_data["place_code"], self.cleaned_data["department"]
        if "task_number" in self.fields:
            row.task = self.cleaned_data["task_number"]
        return row


class InventoryFilterForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=Kind.choices, required=False)
    q = forms.CharField(label="关键词", max_length=50, required=False)
    state = forms.ChoiceField(
        label="处理", choices=[("", "全部"), *InventoryRow.State.choices], required=False
    )

    def narrow(self, rows: Any) -> Any:
        data = self.cleaned_data
        if data["state"]:
            rows = rows.filter(state=data["state"])
        if data["q"]:
            rows = rows.matching(data["q"])
        return rows


class SynonymForm(forms.Form):
    word = forms.CharField(label="用语", max_length=60, help_text="例如“手机号”。")
    meaning = forms.CharField(label="视同", max_length=60, help_text="例如“联系电话”。")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        word, meaning = (fieldnames.normalise(data.get(name, "")) for name in ("word", "meaning"))
        if not word or not meaning:
            return data
        if word == meaning:
            self.add_error("meaning", "两个用语已经视为相同，不必登记。")
        elif selectors.synonyms().filter(word=meaning).exists():
            self.add_error("meaning", f"“{meaning}”本身已视同另一个用语，请直接写最终的用语。")
        elif selectors.synonyms().filter(meaning=word).exists():
            self.add_error("word", f"“{word}”已是别的用语的最终用语，不能再视同其他。")
        return data


class CategoryForm(forms.ModelForm):
    class Meta:
        model = BurdenCategory
        fields = ["name"]


class ItemForm(forms.ModelForm):
    class Meta:
        model = BurdenItem
        fields = ["number", "name", "category", "standard", "is_active"]
        widgets = {"standard": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": "按正式文件填写，不要自拟。",
            "is_active": "停用后不能再登记新任务，已有的任务保留。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        category: Any = self.fields["category"]
        category.empty_label = "待部门确定"

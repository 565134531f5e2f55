"""What the holder of a receipt fills in for the petitioner's moves: the base, and those that kinds share."""

import uuid
from typing import Any, ClassVar

from django import forms

from ..models import Rating
from .uploads import StagingMixin


def note(
    label: str, help_text: str = "", *, rows: int = 5, required: bool = True, limit: int = 2000
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "data-counter": ""})
    return forms.CharField(label=label, help_text=help_text, max_length=limit, widget=area, required=required)


def level(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=Rating.Level.choices, widget=forms.RadioSelect, error_messages={"required": "请选择一项"}
    )  # fmt: skip


class PetitionerForm(forms.Form):
    """Base: the words around the form, and what goes to the verb of the move."""

    intro: ClassVar[str] = ""
    submit: ClassVar[str] = "提交"
    confirm: ClassVar[str] = ""

    def verb_data(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in HELPERS}


HELPERS = ("client_uuid", "keep_position", "files", "is_sure")


class SupplementForm(StagingMixin, PetitionerForm):
    intro = "补充的内容会交给正在办理的单位。"
    submit = "提交补充"

    client_uuid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    note = note("补充说明", "新的情况、更正的内容，或者附件的说明。")
    field_order = ["note", "files", "keep_position"]


class WithdrawForm(PetitionerForm):
    intro = "撤回后停止办理，不能恢复；记录依法保留。以后可以就同一件事重新提交。"
    submit = "确认撤回"

    note = note("撤回理由", rows=3, limit=500)
    is_sure = forms.BooleanField(
        label="我要撤回这件事项", error_messages={"required": "请勾选，表示您确实要撤回"}
    )

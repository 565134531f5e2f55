"""What the holder of a receipt fills in for each of the petitioner's moves."""

import uuid
from typing import Any, ClassVar

from django import forms

from jiaozuo_social.cases.forms.uploads import StagingMixin
from jiaozuo_social.cases.models import Rating


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


class RateForm(PetitionerForm):
    intro = "两项分开评价，互不影响；只能评价一次，提交后不能修改。"
    submit = "提交评价"

    bureau = level("对信访部门的工作")
    unit = level("对责任单位的工作")
    note = note("意见", "可以不写。", rows=3, required=False, limit=500)


class SuggestionRateForm(PetitionerForm):
    intro = "只能评价一次，提交后不能修改。"
    submit = "提交评价"

    level = level("对这件建议的办理和答复")
    note = note("意见", "可以不写。", rows=3, required=False, limit=500)


class ReviewForm(PetitionerForm):
    intro = "复查由作出答复的机关的上一级机关进行，收到请求之日起30日内书面答复（信访工作条例第35条）。"
    submit = "提交复查请求"

    note = note("请求和理由", "对答复的哪一部分不服，为什么，希望怎样处理。")


class RecheckForm(PetitionerForm):
    intro = "复核由复查机关的上一级机关进行，30日内提出意见，听证时间不计算在内。复核意见作出后，同一事实和理由不再受理（信访工作条例第36条）。"
    submit = "提交复核请求"

    note = note("请求和理由", "对复查意见的哪一部分不服，为什么。")


# By kind, then by move: another kind adds its own.
FORMS: dict[str, dict[str, type[PetitionerForm]]] = {
    "petition": {
        "supplement": SupplementForm,
        "rate": RateForm,
        "request_review": ReviewForm,
        "request_recheck": RecheckForm,
        "withdraw": WithdrawForm,
    },
    "suggestion": {"supplement": SupplementForm, "rate": SuggestionRateForm},
}

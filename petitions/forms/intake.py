"""The form of a partner's program: the desk's form, and where the matter comes from."""

from typing import Any

from django import forms

from jiaozuo_social.cases.forms.fields import CaseNumberField
from jiaozuo_social.cases.models import Case
from jiaozuo_social.cases.moves import Actor

from .desk import DESK_CHANNELS, DeskForm

WEB = (Case.Channel.WEB.value, Case.Channel.WEB.label)


class IntakeForm(DeskForm):
    # No first value: the program's own number for this matter is what makes a repeat harmless.
    client_uuid = forms.UUIDField(
        label="本次提交的编号", help_text="同一编号再次提交得到同一件、同一查询码。"
    )
    channel = forms.ChoiceField(label="信访形式", choices=[*DESK_CHANNELS, WEB])
    source = forms.CharField(label="来源系统", max_length=40, required=False)
    source_number = forms.CharField(
        label="来源编号",
        max_length=64,
        required=False,
        help_text="在来源系统中的编号；同一来源同一编号只登记一次。",
    )
    repeat_of = CaseNumberField(
        label="重复件：初件编号", max_length=32, required=False, help_text="须是您看得到的信访件。"
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_repeat_of(self) -> Case | None:
        field = self.fields["repeat_of"]
        assert isinstance(field, CaseNumberField)
        return field.find(self.cleaned_data["repeat_of"], actor=self.actor, kind="petition")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("source_number") and not data.get("source"):
            self.add_error("source", "有来源编号的，须写明来源系统。")
        return data

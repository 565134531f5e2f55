"""Forms of the written answer: the four elements of art. 32, prefilled from the draft, examined."""

from typing import Any

from django import forms
from django.utils import timezone

from jiaozuo_social.cases.forms.base import FilesMixin, Finding, NoteForm
from jiaozuo_social.cases.models import Document
from jiaozuo_social.web.forms import DateInput

from .. import answer_check
from ..answers import ELEMENTS
from ..choices import Decision, Outcome
from .moves_desk import choices
from .moves_unit import not_in_future

DELIVERIES = [(way, way) for way in ("直接送达", "邮寄送达", "电子送达", "留置送达", "公告送达")]


def element(rows: int, **kwargs: Any) -> forms.CharField:
    attrs = {"rows": rows, "data-counter": ""}
    return forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs=attrs), **kwargs)


class AnswerForm(FilesMixin, NoteForm):
    """The draft that goes to the unit's head; a gap is pointed out, not refused."""

    document_kind = Document.Kind.REPLY
    template_into = {"body": "answer_opinion", "basis": "answer_basis"}
    note_label = "送审说明"
    gaps_block = False

    answer_request = element(3, label=ELEMENTS["answer_request"])
    answer_facts = element(6, label=ELEMENTS["answer_facts"])
    answer_opinion = element(6, label=ELEMENTS["answer_opinion"])
    answer_basis = element(2, label=ELEMENTS["answer_basis"], help_text="例如：《信访工作条例》第三十二条。")
    decision = forms.ChoiceField(
        label="结论", choices=Decision.choices, required=False, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(label="化解方式", choices=choices(*Outcome.choices), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attachments"].help_text = "佐证材料，仅供内部查阅。"
        for name in (*ELEMENTS, "decision", "outcome"):
            self.fields[name].initial = getattr(self.case, name, "")
        self.order_fields(["seen", *ELEMENTS, "decision", "outcome"])

    def examine(self, case: Any) -> list[Finding]:
        data = self.verb_data(case)
        texts = {name: data[name] for name in ELEMENTS}
        return answer_check.check(case, texts, decision=data["decision"], gaps_block=self.gaps_block)


class ReplyForm(AnswerForm):
    """Signing and delivery; here a gap is refused."""

    note_label = "内部备注"
    gaps_block = True

    delivered_on = forms.DateField(label="送达日期", widget=DateInput, initial=timezone.localdate)
    delivery = forms.ChoiceField(label="送达方式", choices=DELIVERIES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*ELEMENTS, "decision"):
            self.fields[name].required = True
        self.order_fields(["seen", *ELEMENTS, "decision", "outcome", "delivered_on", "delivery"])

    def clean_delivered_on(self) -> Any:
        return not_in_future(self.cleaned_data["delivered_on"])

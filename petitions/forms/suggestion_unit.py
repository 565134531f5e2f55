"""Forms of the unit that studies a suggestion and puts it to use (rules §3)."""

from typing import Any

from constance import config
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.cases import clocks, notices
from jiaozuo_social.cases.forms.base import FilesMixin, NoteForm
from jiaozuo_social.cases.models import Document
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.web.dates import date_cn
from jiaozuo_social.web.forms import DateInput

from ..choices import AdoptionResult, UseType
from .moves_desk import choices
from .moves_unit import not_in_future

LONG = {"rows": 8, "data-counter": ""}


class StudyForm(NoteForm):
    """Begins with a talk with the contributor."""

    note_label = "联系情况"

    contacted_on = forms.DateField(label="与建议人联系的日期", widget=DateInput, initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = "联系方式、建议人补充的情况；联系不上的，写明何时、怎样联系过。"
        self.order_fields(["seen", "contacted_on", "note"])

    def clean_contacted_on(self) -> Any:
        return not_in_future(self.cleaned_data["contacted_on"])


class HandlerForm(NoteForm):
    handler = forms.TypedChoiceField(label="经办人")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        people = notices.people_of(case, case.department, Duty.HANDLER, Duty.HEAD)
        by_pk = {str(one.user_id): one.user for one in people}
        handler: Any = self.fields["handler"]
        handler.coerce = lambda pk: by_pk[pk]
        handler.choices = [("", "请选择"), *((pk, str(user)) for pk, user in by_pk.items())]
        self.order_fields(["seen", "handler", "note"])


class ExtensionForm(NoteForm):
    note_label = "延期理由（将告知建议人）"

    days = forms.IntegerField(label="延长天数", min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case: Any = self.case
        limit = config.SUGGESTION_EXTENSION_MAX_DAYS
        self.fields["days"].widget.attrs["max"] = limit
        clock = clocks.running(case, "J4")
        now = f"现到期日：{date_cn(clock.due_at)}。" if clock else ""
        self.fields["days"].help_text = f"1 至 {limit} 日，只能延长一次。{now}"
        self.fields["days"].initial, self.fields["note"].initial = case.extension_days, case.extension_reason
        self.order_fields(["seen", "days", "note"])

    def clean_days(self) -> int:
        days: int = self.cleaned_data["days"]
        if days > config.SUGGESTION_EXTENSION_MAX_DAYS:
            raise ValidationError(f"延期不得超过{config.SUGGESTION_EXTENSION_MAX_DAYS}日。")
        return days


class AnswerForm(NoteForm):
    """The draft for the head: one of four results and why."""

    document_kind = Document.Kind.ANSWER
    template_into = {"body": "answer_text"}
    note_label = "送审说明"
    is_complete = False

    result = forms.ChoiceField(label="采纳结果", choices=AdoptionResult.choices, widget=forms.RadioSelect)
    answer_text = forms.CharField(
        label="理由和答复内容", max_length=4000, widget=forms.Textarea(attrs=LONG),
        help_text="采纳的写明怎样采纳，未采纳的写明理由。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("result", "answer_text"):
            self.fields[name].required = self.is_complete
            self.fields[name].initial = getattr(self.case, name, "")
        self.order_fields(["seen", "result", "answer_text", "note"])


class ReplyForm(AnswerForm):
    note_label = "内部备注"
    is_complete = True


class TransformForm(NoteForm):
    note_label = "实施计划（建议人可以看到）"

    use_type = forms.ChoiceField(label="转化用途", choices=choices(*UseType.choices))
    use_due_on = forms.DateField(label="计划落实日期", widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "use_type", "use_due_on", "note"])

    def clean_use_due_on(self) -> Any:
        day = self.cleaned_data["use_due_on"]
        if day < timezone.localdate():
            raise ValidationError("计划落实日期不能早于今天。")
        return day


class ProgressForm(FilesMixin, NoteForm):
    note_label = "进展（建议人可以看到）"


class ImplementForm(FilesMixin, NoteForm):
    """Done, with proof."""

    note_label = "内部备注"

    use_proof = forms.CharField(
        label="成果和证明（建议人可以看到）", max_length=4000, widget=forms.Textarea(attrs=LONG),
        help_text="文件名称和文号、项目名称、完成情况等；照片和文件可作为附件。",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "use_proof", "attachments", "note"])

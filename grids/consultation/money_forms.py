"""Forms of the public ledger: income, payments, counter-entries."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from jiaozuo_social.cases.forms.uploads import UploadsField
from jiaozuo_social.web.forms import DateInput

from .models import Consultation, LedgerLine, Share

Kind = LedgerLine.Kind


class LineForm(forms.Form):
    """``client_uuid`` makes a form that is sent twice book once."""

    KINDS: tuple[str, ...] = ()
    kind = forms.ChoiceField(label="类别", widget=forms.RadioSelect)
    household: Any = forms.ModelChoiceField(
        queryset=None, label="住户", required=False, empty_label="不是住户"
    )
    party = forms.CharField(
        label="对方", max_length=100, required=False, help_text="单位全称，或者个人姓名。"
    )
    is_person = forms.BooleanField(label="对方是个人（公开时隐去名字）", required=False)
    amount = forms.DecimalField(
        label="金额（元）", min_value=Decimal("0.01"), max_value=Decimal("9999999.99"), decimal_places=2
    )
    purpose = forms.CharField(label="用途", max_length=200, help_text="向居民公开，不要写个人信息。")
    happened_on = forms.DateField(label="日期", widget=DateInput, initial=timezone.localdate)
    receipts = UploadsField(label="票据", help_text="只有工作人员能看；公开账目写明有无票据。")
    client_uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = [(kind, Kind(kind).label) for kind in self.KINDS]
        fields["household"].queryset = consultation.households()

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError("日期不能在将来。")
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind, household = data.get("kind"), data.get("household")
        if kind == Kind.SHARE and household is None and "household" not in self.errors:
            self.add_error("household", "请选择是哪一户交的。")
        if kind in (Kind.GRANT, Kind.EXPENSE) and household is not None:
            self.add_error("household", "补助和支出的对方不是住户。")
        if kind and household is None and not data.get("party") and kind != Kind.SHARE:
            self.add_error("party", "请写明对方。")
        if kind == Kind.EXPENSE and not data.get("receipts") and "receipts" not in self.errors:
            self.add_error("receipts", "支出要上传票据。")
        return data


class ReceiveForm(LineForm):
    KINDS = LedgerLine.INCOME


class PayForm(LineForm):
    KINDS = (Kind.EXPENSE.value, Kind.REFUND.value)


class ReliefForm(forms.Form):
    relieved = forms.DecimalField(
        label="减免金额（元）", min_value=Decimal(0), max_value=Decimal("9999999.99"), decimal_places=2,
        help_text="从应分摊中减去；填 0 为取消减免。",
    )  # fmt: skip
    relief = forms.ChoiceField(label="减免原因", choices=Share.Relief.choices, widget=forms.RadioSelect)
    borne_by = forms.CharField(
        label="由谁承担", max_length=60, help_text="向居民公开，例如“社区公益金”，不要写个人姓名。"
    )
    note = forms.CharField(
        label="依据和经过", max_length=200, min_length=4, help_text="只有工作人员能看，例如低保证核对情况。"
    )


class ReverseForm(forms.Form):
    note = forms.CharField(label="冲正原因", max_length=150, min_length=4)

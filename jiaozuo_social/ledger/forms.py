"""Forms of the import pages."""

from typing import Any

from constance import config
from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.orgs.models import Department

from . import targets
from .models import ExportRun
from .readers import UnreadableFile, formats

NO_COLUMN = "（不导入）"
ACCEPT = ".csv,.gz,.xlsx,.xls"


class UploadForm(forms.Form):
    """A ledger file, and for which desk if there are several."""

    desk = forms.ChoiceField(label="导入到", widget=forms.RadioSelect)
    file = forms.FileField(label="台账文件", widget=forms.FileInput(attrs={"accept": ACCEPT}))

    def __init__(self, *args: Any, desks: list[tuple[targets.Ledger, Department]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {f"{ledger.name}-{desk.pk}": (ledger, desk) for ledger, desk in desks}
        field: Any = self.fields["desk"]
        field.choices = [(key, f"{desk}：{ledger.label}") for key, (ledger, desk) in self.desks.items()]
        if len(self.desks) == 1:
            field.widget, field.required = forms.HiddenInput(), False
        self.fields["file"].help_text = (
            f"csv、csv.gz、xlsx、xls，不超过 {config.LEDGER_MAX_MB} MB、{config.LEDGER_MAX_ROWS} 行。"
            "第一行（标题之下）是列名，只读第一张工作表。"
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > config.LEDGER_MAX_MB * 1024 * 1024:
            raise ValidationError(f"文件超过 {config.LEDGER_MAX_MB} MB，请分成几个文件导入。")
        try:
            formats.suffix_of(file.name)
        except UnreadableFile as exc:
            raise ValidationError(str(exc)) from exc
        return file

    def chosen(self) -> tuple[targets.Ledger, Department]:
        key = self.cleaned_data.get("desk") or next(iter(self.desks))
        return self.desks[key]


class MappingForm(forms.Form):
    """One choice of a column for every field of the ledger."""

    def __init__(
        self,
        *args: Any,
        ledger: targets.Ledger,
        header: list[str],
        proposal: dict[str, list[str]],
        sources: list[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ledger = ledger
        choices = [("", NO_COLUMN), *((name, name) for name in header)]
        for field in ledger.fields:
            initial = next((name for name in proposal.get(field.name, ()) if name in header), "")
            self.fields[f"column_{field.name}"] = forms.ChoiceField(
                label=field.label, choices=choices, required=field.is_required, initial=initial,
                help_text=field.hint, error_messages={"required": f"请选择“{field.label}”是哪一列"},
            )  # fmt: skip
        self.fields["source"] = _source_field(sources)
        self.fields["save_as"] = forms.CharField(
            label="把对应关系存为", max_length=60, required=False,
            help_text="可不填。列名相同的文件，下次自动沿用这次的选择；同名的会被替换。",
        )  # fmt: skip

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[f"column_{field.name}"] for field in self.ledger.fields]

    def columns(self) -> dict[str, list[str]]:
        chosen = {field.name: self.cleaned_data[f"column_{field.name}"] for field in self.ledger.fields}
        return {name: [column] for name, column in chosen.items() if column}


def _source_field(sources: list[tuple[str, str]] | None) -> forms.Field:
    """A free name, or one of the sources that the ledger knows."""
    if sources is None:
        return forms.CharField(
            label="来源名称", max_length=40, help_text="同一来源内，编号相同的不重复导入。"
        )
    return forms.ChoiceField(
        label="来源", choices=sources, initial=sources[0][0] if sources else "", widget=forms.RadioSelect,
        help_text="来源由系统管理员登记。", error_messages={"required": "请选择来源"},
    )  # fmt: skip


class ExportForm(forms.Form):
    format = forms.ChoiceField(
        label="格式",
        choices=ExportRun.Format.choices,
        initial=ExportRun.Format.XLSX,
        widget=forms.RadioSelect,
    )
    is_clear = forms.BooleanField(
        label="姓名、电话不隐去", required=False,
        help_text="只对您有权的事项有效；须写明理由，理由和导出内容记入访问记录。",
    )  # fmt: skip
    reason = forms.CharField(label="不隐去的理由", max_length=200, required=False)

    def __init__(self, *args: Any, may_be_clear: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_be_clear:
            del self.fields["is_clear"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("is_clear") and not data.get("reason", "").strip():
            self.add_error("reason", "请写明为什么需要不隐去的姓名、电话")
        return data

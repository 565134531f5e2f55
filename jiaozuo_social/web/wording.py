"""Plain words for what Django says of an empty field: 该字段是必填项 is no sentence for a citizen."""

from django import forms

REQUIRED: dict[type[forms.Field], str] = {
    forms.Field: "请填写",
    forms.ChoiceField: "请选择",
    forms.MultipleChoiceField: "请至少选一项",
    forms.ModelChoiceField: "请选择",
    forms.ModelMultipleChoiceField: "请至少选一项",
    forms.BooleanField: "请勾选",
    forms.FileField: "请选择文件",
}


def use_plain_words() -> None:
    """Set the defaults; a field's own ``error_messages`` still win."""
    for field, sentence in REQUIRED.items():
        field.default_error_messages = {**field.default_error_messages, "required": sentence}

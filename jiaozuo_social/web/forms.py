"""Widgets that the browser knows by itself, with the portal's way of writing values."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """Native date picker; it takes ISO dates only, whatever the locale says."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """Native date and time picker, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MultipleFileInput(forms.ClearableFileInput):
    """One control for several files."""

    allow_multiple_selected = True


class MultipleFileField(forms.FileField):
    """A list of uploaded files; every one of them passes the checks of a single file."""

    widget = MultipleFileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        kept = [super(MultipleFileField, self).clean(file, initial) for file in files if file]
        if self.required and not kept:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return kept

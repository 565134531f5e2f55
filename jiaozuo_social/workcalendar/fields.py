"""The field of the setting for office hours: a slip is told at once, not when a limit is counted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jiaozuo_social.workdays import parse_office_hours


class OfficeHoursField(forms.CharField):
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            parse_office_hours(text)
        except ValueError as exc:
            raise ValidationError("请按“08:30-12:00,14:30-18:00”的格式填写，各段先后相接、不重叠。") from exc
        return text

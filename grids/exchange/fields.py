"""Fields of work orders that forms of pages and programs share."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

WRITTEN = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?"
EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class MomentField(forms.CharField):
    """An ISO 8601 time; one without an offset is this portal's time."""

    api_schema = {"pattern": rf"^$|^{WRITTEN}$"}

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        if not text:
            return None
        try:
            moment = parse_datetime(text) if re.fullmatch(WRITTEN, text, re.ASCII) else None
            if moment is None:
                raise ValueError(text)
            aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
            if not aware.astimezone(dt.UTC) >= EARLIEST:
                raise ValueError(text)
        except (ValueError, OverflowError) as exc:
            raise forms.ValidationError("时间应写成 2026-11-23T14:05:00+08:00 的样子，不早于2000年") from exc
        return aware


class TextListField(forms.MultipleChoiceField):
    """Any texts, not more than ``most``, each not longer than ``longest``."""

    def __init__(self, *, most: int, longest: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most, self.longest = most, longest
        self.api_schema = {
            "items": {"type": "string", "minLength": 1, "maxLength": longest},
            "minItems": 1,
            "maxItems": most,
        }

    def valid_value(self, value: Any) -> bool:
        """As a text field would take it: neither empty nor too long, and without NUL."""
        try:
            forms.CharField(max_length=self.longest, strip=False).clean(value)
        except forms.ValidationError:
            return False
        return True

    def validate(self, value: Any) -> None:
        if len(value) > self.most:
            raise forms.ValidationError(f"一次最多 {self.most} 项")
        super().validate(value)

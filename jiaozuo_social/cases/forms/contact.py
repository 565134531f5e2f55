"""Fields of people's contact data that several public forms share."""

import re
from typing import Any

from django import forms

from jiaozuo_social.privacy.digests import normalise_phone

MOBILE = re.compile(r"1[3-9]\d{9}")
LANDLINE = re.compile(r"0\d{9,11}|[2-9]\d{6,7}|400\d{7}")


class PhoneField(forms.CharField):
    """A mobile or fixed number, written as people write it; its value is digits only."""

    api_schema = {"pattern": r"^$|^[\d+() -]{7,20}$"}

    default_error_messages = {"invalid": "电话号码不对：手机号为11位，座机请带区号，例如 0391-1234567"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        written = str(super().clean(value))
        digits = normalise_phone(written)
        if written and not (MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return digits

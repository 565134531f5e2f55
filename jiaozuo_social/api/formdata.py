"""JSON into a Django form: the API is checked by the very forms of the pages.

A field that is left out has the value with which the page would show it first. Types are strict in
JSON (no "3" for 3); in multipart everything is text, as browsers send it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from jiaozuo_social.web.refusals import Invalid

EXTRAS = ("acknowledged",)  # what move forms read beside their fields
YES, NO = ("true", "1", "on"), ("false", "0", "")


class Misfit(Exception):
    """The value has not the type of its field; the text says which it has."""


def fill(form: forms.Form, sent: Any, *, extras: Iterable[str] = ()) -> None:
    """Put what was sent into a form bound to an empty ``QueryDict``; raises Invalid for wrong types."""
    if not isinstance(sent, Mapping):
        raise Invalid({"": ["请求体应为一个 JSON 对象。"]})
    data = form.data
    assert isinstance(data, QueryDict)
    errors: dict[str, list[str]] = {
        str(name): ["没有这个字段。"] for name in sent if name not in form.fields and name not in extras
    }
    for name, field in form.fields.items():
        if field.widget.needs_multipart_form:
            if name in sent:  # files themselves stand apart, in request.FILES
                errors[name] = ["文件请用 multipart/form-data 作为文件提交。"]
            continue
        try:
            values = _sent(field, sent, name) if name in sent else _first(form, name, field)
        except Misfit as misfit:
            errors[name] = [str(misfit)]
        else:
            _write(data, name, field, values)
    for name in extras:
        if sent.get(name) in (True, *YES):
            data[name] = "on"
    if errors:
        raise Invalid(errors)


def _sent(field: forms.Field, sent: Mapping[str, Any], name: str) -> list[str]:
    if isinstance(sent, QueryDict):
        texts = sent.getlist(name)
        if isinstance(field, forms.BooleanField):
            return [_truth(texts[-1])]
        return texts if isinstance(field, forms.MultipleChoiceField) else texts[-1:]
    return _typed(field, sent[name])


def _truth(text: str) -> str:
    if text.lower() not in (*YES, *NO):
        raise Misfit("应为 true 或 false。")
    return "on" if text.lower() in YES else ""


def _typed(field: forms.Field, value: Any) -> list[str]:
    """The texts a browser would send for this JSON value."""
    if isinstance(field, forms.BooleanField):
        if not isinstance(value, bool):
            raise Misfit("应为 true 或 false。")
        return ["on" if value else ""]
    if isinstance(field, forms.MultipleChoiceField):
        if not isinstance(value, list) or not all(_is_scalar(one) for one in value):
            raise Misfit("应为数组。")
        return [str(one) for one in value]
    if isinstance(field, forms.IntegerField):
        _require_number(field, value)
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        if not _is_scalar(value):
            raise Misfit("应为字符串或整数。")
    elif not isinstance(value, str):
        raise Misfit("应为字符串。")
    return [str(value)]


def _require_number(field: forms.IntegerField, value: Any) -> None:
    """A whole one, unless the field takes fractions."""
    takes_fractions = isinstance(field, forms.FloatField | forms.DecimalField)
    if isinstance(value, bool) or not isinstance(value, int | float if takes_fractions else int):
        raise Misfit("应为数。" if takes_fractions else "应为整数。")


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _first(form: forms.Form, name: str, field: forms.Field) -> list[str]:
    """What the page would show before anybody typed."""
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if value is None or value == "":
        return []
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _write(data: QueryDict, name: str, field: forms.Field, values: list[str]) -> None:
    if isinstance(field.widget, forms.MultiWidget):
        for index, part in enumerate(_parts(field.widget, values)):
            data[f"{name}_{index}"] = part
    else:
        data.setlist(name, values)


def _parts(widget: forms.MultiWidget, values: list[str]) -> list[str]:
    """The value in its boxes; one that the boxes do not know goes to the field, which says so."""
    value = values[0] if values else ""
    parts = [part or "" for part in widget.decompress(value) or []]
    deepest = next((part for part in reversed(parts) if part), "")
    return parts if deepest == value else [value]

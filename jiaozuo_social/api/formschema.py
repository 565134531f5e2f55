"""What a Django form asks for, as OpenAPI and as a list that a program can read at run time."""

from collections.abc import Iterator
from typing import Any

from django import forms

Schema = dict[str, Any]


def field_schema(field: forms.Field) -> Schema:
    """The JSON type of one field, with the limits that do not depend on the case."""
    schema: Schema = {"type": "string"}
    if field.widget.needs_multipart_form:
        schema = {"type": "array", "items": {"type": "string", "format": "binary"}}
    elif isinstance(field, forms.BooleanField):
        schema = {"type": "boolean"}
    elif isinstance(field, forms.MultipleChoiceField):
        schema = {"type": "array", "items": {"type": ["string", "integer"]}}
    elif isinstance(field, forms.IntegerField):
        whole = not isinstance(field, forms.FloatField | forms.DecimalField)
        schema = {"type": "integer" if whole else "number", **_bounds(field)}
    elif isinstance(field, forms.ModelChoiceField):
        schema = {"type": "integer"}
    elif isinstance(field, forms.UUIDField):
        schema["format"] = "uuid"
    elif isinstance(field, forms.DateField):
        schema["format"] = "date"
    elif isinstance(field, forms.ChoiceField):
        schema["enum"] = [value for value, _ in options(field)]
    elif isinstance(field, forms.CharField):
        schema.update(_lengths(field))
    words = {"title": str(field.label or ""), "description": str(field.help_text)}
    return {**schema, **words, **getattr(field, "api_schema", {})}  # a field may know its own pattern


def form_schema(form: type[forms.Form], *, files: bool) -> Schema:
    """The object that the form takes; without ``files`` it is the JSON body."""
    fields = {
        name: field
        for name, field in form.base_fields.items()
        if files or not field.widget.needs_multipart_form
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: field_schema(field) for name, field in fields.items()},
        "required": [
            name for name, field in fields.items() if field.required and field.initial in (None, "")
        ],
    }


def fields_of(form: forms.Form) -> list[dict[str, Any]]:
    """The fields of one form as it stands now: choices and first values included."""
    return [_described(form, name, field) for name, field in form.fields.items()]


def _described(form: forms.Form, name: str, field: forms.Field) -> dict[str, Any]:
    initial = field.prepare_value(form.get_initial_for_field(field, name))
    return {
        "name": name,
        "label": str(field.label or ""),
        "type": _word(field),
        "required": field.required,
        "help": str(field.help_text),
        "max_length": getattr(field, "max_length", None),
        "initial": None if initial is None else str(initial),
        "choices": [{"value": value, "label": label} for value, label in options(field)],
    }


def _word(field: forms.Field) -> str:
    schema = field_schema(field)
    return str(schema.get("format") or schema["type"]) if schema["type"] == "string" else str(schema["type"])


def options(field: forms.Field) -> Iterator[tuple[str, str]]:
    """Choices without their groups and without the empty one."""
    for value, label in getattr(field, "choices", ()):
        pairs = label if isinstance(label, list | tuple) else [(value, label)]
        for one, words in pairs:
            text = str(getattr(one, "value", one))
            if text:
                yield text, str(words).strip()


def _bounds(field: forms.IntegerField) -> Schema:
    bounds = {"minimum": field.min_value, "maximum": field.max_value}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _lengths(field: forms.CharField) -> Schema:
    lengths = {
        "maxLength": field.max_length,
        "minLength": field.min_length or (1 if field.required else None),
    }
    return {name: length for name, length in lengths.items() if length is not None}

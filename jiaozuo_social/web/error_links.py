"""The errors of a form as links to the fields they are about."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet, BoundField, RadioSelect


@dataclass(frozen=True)
class ErrorLink:
    target: str  # id of the control, "" for an error about the whole form
    message: str


def target_of(field: BoundField) -> str:
    """The id that takes the focus; a group of radios or checkboxes has it on its first choice."""
    if isinstance(field.field.widget, RadioSelect):  # CheckboxSelectMultiple is one too
        return f"{field.auto_id}_0"
    return field.id_for_label or str(field.auto_id)


def error_links(form: Any) -> list[ErrorLink]:
    """In the order of the fields, errors about the whole form first."""
    if isinstance(form, BaseFormSet):
        whole = [ErrorLink("", str(message)) for message in form.non_form_errors()]
        return whole + [link for one in form.forms for link in error_links(one)]
    if not isinstance(form, BaseForm) or not form.is_bound:
        return []
    links = [ErrorLink("", str(message)) for message in form.non_field_errors()]
    for field in form:
        links += [ErrorLink(target_of(field), f"{field.label}：{message}") for message in field.errors]
    return links

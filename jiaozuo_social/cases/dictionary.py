"""Registry of content categories and text templates that apps bring; ``load_categories`` writes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from .models import AnswerTemplate, Category


@dataclass(frozen=True)
class TemplateSpec:
    document_kind: str
    name: str
    body: str
    basis: str = ""


@dataclass(frozen=True)
class Dictionary:
    """What one kind of case starts with; ``categories`` are (code, name) in the order shown."""

    kind: str
    categories: Sequence[tuple[str, str]] = ()
    templates: Sequence[TemplateSpec] = field(default_factory=tuple)


_dictionaries: dict[str, Dictionary] = {}


def register(dictionary: Dictionary) -> None:
    if dictionary.kind in _dictionaries:
        raise ValueError(f"the dictionary of {dictionary.kind} is registered twice")
    _dictionaries[dictionary.kind] = dictionary


@transaction.atomic
def load() -> tuple[int, int]:
    """Create what is missing; an administrator's changes stay. Returns new categories and templates."""
    categories = templates = 0
    for one in _dictionaries.values():
        for position, (code, name) in enumerate(one.categories, start=1):
            defaults = {"name": name, "position": position * 10}
            categories += Category.objects.get_or_create(kind=one.kind, code=code, defaults=defaults)[1]
        for spec in one.templates:
            templates += AnswerTemplate.objects.get_or_create(
                case_kind=one.kind,
                document_kind=spec.document_kind,
                name=spec.name,
                defaults={"body": spec.body, "basis": spec.basis},
            )[1]
    return categories, templates

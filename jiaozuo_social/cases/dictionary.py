"""Registry of content categories and text templates that apps bring; ``load_categories`` writes them."""

from collections.abc import Callable, Sequence
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
class CategorySpec:
    """A category with its place in the tree; the parent comes before its children."""

    code: str
    name: str
    parent: str = ""
    standard_ref: str = ""


@dataclass(frozen=True)
class Dictionary:
    """What one kind of case starts with; ``categories`` are in the order shown, pairs of (code, name) or
    specs. ``extra`` writes what else of the kind hangs on its categories."""

    kind: str
    categories: Sequence[tuple[str, str] | CategorySpec] = ()
    templates: Sequence[TemplateSpec] = field(default_factory=tuple)
    extra: Callable[[], None] | None = None


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
        categories += _load_categories(one)
        for spec in one.templates:
            templates += AnswerTemplate.objects.get_or_create(
                case_kind=one.kind,
                document_kind=spec.document_kind,
                name=spec.name,
                defaults={"body": spec.body, "basis": spec.basis},
            )[1]
        if one.extra is not None:
            one.extra()
    return categories, templates


def _load_categories(one: Dictionary) -> int:
    known = {row.code: row for row in Category.objects.filter(kind=one.kind)}
    created = 0
    for position, given in enumerate(one.categories, start=1):
        spec = given if isinstance(given, CategorySpec) else CategorySpec(*given)
        if spec.code in known:
            continue
        known[spec.code] = Category.objects.create(
            kind=one.kind, code=spec.code, name=spec.name, position=position * 10,
            parent=known.get(spec.parent), standard_ref=spec.standard_ref,
        )  # fmt: skip
        created += 1
    return created

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
    """Level by level, as a child needs the key of its parent."""
    known = {row.code: row for row in Category.objects.filter(kind=one.kind)}
    specs = [given if isinstance(given, CategorySpec) else CategorySpec(*given) for given in one.categories]
    places = {spec.code: place * 10 for place, spec in enumerate(specs, start=1)}
    missing = [spec for spec in specs if spec.code not in known]
    created = len(missing)
    while missing:
        ready = [spec for spec in missing if not spec.parent or spec.parent in known]
        if not ready:
            raise ValueError(f"categories of {one.kind} without a parent: {[spec.code for spec in missing]}")
        rows = Category.objects.bulk_create(
            Category(
                kind=one.kind, code=spec.code, name=spec.name, position=places[spec.code],
                parent=known.get(spec.parent), standard_ref=spec.standard_ref,
            )
            for spec in ready
        )  # fmt: skip
        known |= {row.code: row for row in rows}
        missing = [spec for spec in missing if spec.code not in known]
    return created

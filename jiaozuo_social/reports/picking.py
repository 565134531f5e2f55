"""Which rows a table shows, in which order, and how they are called."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from jiaozuo_social.cases.models import Category
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.places import selectors as places

from .measures import Key, Reckoning
from .tables import Pick

Names = Callable[[Iterable[Any]], dict[Any, str]]
Size = Callable[[Key], int]
UNNAMED = "未填"


def choices(pairs: Iterable[tuple[str, str]], always: Container[str] | None = None) -> Pick:
    """Every choice in its order, nought or not; with ``always`` the others only where they occur."""
    listed = [((value,), str(label)) for value, label in pairs]

    def pick(reckoning: Reckoning, keys: list[Key], size: Size) -> list[tuple[Key, str]]:
        known, found = {key for key, _ in listed}, set(keys)
        shown = [pair for pair in listed if always is None or pair[0][0] in always or pair[0] in found]
        return [*shown, *((key, str(key[0] or UNNAMED)) for key in keys if key not in known)]

    return pick


def only(*rows: tuple[Key, str]) -> Pick:
    return lambda reckoning, keys, size: list(rows)


def areas(reckoning: Reckoning, keys: list[Key], size: Size) -> list[tuple[Key, str]]:
    """Every division of the area by code; what has a shorter code belongs to the area itself."""
    listed = [((place.code,), place.short_name) for place in places.children(reckoning.frame.scope)]
    known = {key for key, _ in listed}
    others = sorted(key for key in keys if key not in known)
    return [*listed, *((key, place_name(key[0], reckoning.frame.scope)) for key in others)]


def place_name(code: str, scope: str) -> str:
    if code == scope:
        return "本级（未细分）"
    found = places.division(code)
    return found.short_name if found else code or UNNAMED


def units(reckoning: Reckoning, keys: list[Key], size: Size) -> list[tuple[Key, str]]:
    """Departments in the order of the tree; rows without one come last."""
    found = Department.objects.filter(pk__in=[key[0] for key in keys if key[0] is not None])
    listed = [((pk,), name) for pk, name in found.order_by("path").values_list("pk", "name")]
    return [*listed, *((key, "未转送单位") for key in keys if key[0] is None)]


def named_units(reckoning: Reckoning, keys: list[Key], size: Size) -> list[tuple[Key, str]]:
    """Where units are compared, what is with none of them has no row; the total has it."""
    return units(reckoning, [key for key in keys if key[0] is not None], size)


def category_names(keys: Iterable[Any]) -> dict[Any, str]:
    wanted = {key for key in keys if key is not None}
    return dict(Category.objects.filter(pk__in=wanted).values_list("pk", "name"))


def categories(reckoning: Reckoning, keys: list[Key], size: Size) -> list[tuple[Key, str]]:
    """The categories that occur, in the order of their catalogue; rows without one come last."""
    found = Category.objects.filter(pk__in=[key[0] for key in keys if key[0] is not None])
    listed = [((pk,), name) for pk, name in found.values_list("pk", "name")]
    return [*listed, *((key, UNNAMED) for key in keys if key[0] is None)]


def largest(names: Sequence[Names], limit: Callable[[], int]) -> Pick:
    """The groups with the highest first column; equal ones in the order of their names."""

    def pick(reckoning: Reckoning, keys: list[Key], size: Size) -> list[tuple[Key, str]]:
        known = [naming(key[i] for key in keys) for i, naming in enumerate(names)]
        labelled = [
            (key, "·".join(known[i].get(part, UNNAMED) for i, part in enumerate(key)))
            for key in keys
            if size(key)
        ]
        labelled.sort(key=lambda pair: (-size(pair[0]), pair[1]))
        return labelled[: limit()]

    return pick


def place_names(keys: Iterable[Any]) -> dict[Any, str]:
    return {key: places.label(key) or key for key in set(keys)}

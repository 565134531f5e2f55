"""What is shown to everybody about grids (rules §5.6): name, range, who serves, whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Prefetch
from django.db.models.functions import Substr

from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import children

from .models import Grid, Term
from .models.grid import GridQuerySet

FOUND_LIMIT = 50
SHORTEST_WORD = 2
NEXT_LENGTH = {4: 6, 6: 9, 9: 12}


@dataclass(frozen=True)
class Area:
    code: str
    name: str
    count: int


def _public() -> GridQuerySet:
    current = Term.objects.current().select_related("user").order_by("role", "pk")
    return (
        Grid.objects.active()
        .select_related("division__parent")
        .prefetch_related(Prefetch("terms", queryset=current, to_attr="current_terms"))
    )


def areas_below(code: str) -> list[Area]:
    """Counties, streets or communities with the number of their grids; those without any are left out."""
    length = NEXT_LENGTH[len(code)]
    rows = (
        Grid.objects.active()
        .micro(False)
        .within(code)
        .annotate(part=Substr("division__code", 1, length))
        .order_by("part")
    )
    counts = dict(rows.values("part").annotate(count=Count("pk")).values_list("part", "count"))
    return [Area(one.code, one.short_name, counts[one.code]) for one in children(code) if one.code in counts]


def grids_of_community(code: str) -> list[Grid]:
    return list(_public().micro(False).within(code).order_by("pk")) if len(code) == 12 else []


def public_grid(code: str) -> Grid | None:
    return _public().filter(pk=code).first()


def micro_grids(grid: Grid) -> list[Grid]:
    return list(_public().micro().within(grid.code).order_by("pk"))


def siblings(grid: Grid) -> list[str]:
    rows = Grid.objects.active().filter(division__parent=grid.division.parent_id)
    return list(rows.values_list("pk", flat=True))


def found_by(words: str) -> list[Division]:
    """Communities of the city that bear the words and have grids, by code."""
    words = words.strip()
    if len(words) < SHORTEST_WORD:
        return []
    rows = Division.objects.active().within(settings.CITY_CODE).filter(level=Division.Level.COMMUNITY)
    with_grids = Grid.objects.active().values("division__parent")
    return list(rows.filter(full_name__contains=words, pk__in=with_grids).order_by("code")[:FOUND_LIMIT])


def people(terms: Iterable[Term]) -> list[Term]:
    """网格长 first."""
    order = list(Term.Role.values)
    return sorted(terms, key=lambda term: (order.index(term.role), term.pk))

"""What staff see of the grids of an area: how many, and what is still missing."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Substr

from jiaozuo_social.audit.models import Access
from jiaozuo_social.places.models import Boundary
from jiaozuo_social.places.selectors import children

from .models import Grid, Term
from .notices import NEXT_LENGTH

HISTORY = 20


def _with_gaps(grids: QuerySet[Grid]) -> QuerySet[Grid]:
    serving = Term.objects.current().filter(grid=OuterRef("pk"))
    return grids.annotate(
        has_leader=Exists(serving.filter(role=Term.Role.LEADER)),
        has_worker=Exists(serving.exclude(role=Term.Role.LEADER)),
        has_boundary=Exists(Boundary.objects.filter(pk=OuterRef("pk"))),
    )


def figures_below(code: str) -> list[dict[str, Any]]:
    """One row per division below, with the number of its grids and of those that lack something."""
    length = NEXT_LENGTH[len(code)]
    grids = _with_gaps(Grid.objects.active().micro(False).within(code)).annotate(
        part=Substr("division__code", 1, length)
    )
    rows = grids.order_by().values("part").annotate(
        grids=Count("pk"),
        leaderless=Count("pk", filter=Q(has_leader=False)),
        workerless=Count("pk", filter=Q(has_worker=False)),
        undrawn=Count("pk", filter=Q(has_boundary=False)),
    )  # fmt: skip
    by_part = {row["part"]: row for row in rows}
    nothing = {"grids": 0, "leaderless": 0, "workerless": 0, "undrawn": 0}
    return [{"division": one, **by_part.get(one.code, nothing)} for one in children(code) if one.is_active]


def grids_of_community(code: str) -> list[Grid]:
    """Grids and micro-grids of a community, those out of use last."""
    current = Term.objects.current().select_related("user").order_by("pk")
    rows = _with_gaps(Grid.objects.within(code)).select_related("division")
    rows = rows.prefetch_related(Prefetch("terms", queryset=current, to_attr="current_terms"))
    return list(rows.order_by("-division__is_active", "pk"))


def terms_of(grid: Grid) -> list[Term]:
    """All terms of a grid, the latest first: the history is kept."""
    return list(grid.terms.select_related("user").order_by("-started_on", "-pk"))


def changes_of(grid: Grid) -> list[Access]:
    rows = Access.objects.filter(object_type="grids.grid", object_id=grid.code, action=Access.Action.CHANGE)
    return list(rows.select_related("user").order_by("-at")[:HISTORY])


def boundary_of(code: str) -> Boundary | None:
    return Boundary.objects.filter(pk=code).defer("geometry").first()

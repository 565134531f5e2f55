"""Questions about grids and who serves in them; other rooms and apps ask only here."""

from jiaozuo_social.accounts.models import AnyUser, User
from jiaozuo_social.places.models import Division

from .models import Grid, Term

Role = Term.Role
LEADERS = (Role.LEADER,)
WORKERS = (Role.WORKER, Role.MICRO_LEADER)
GRID_DIGITS = 15


def grid_of(code: str) -> Grid | None:
    """The grid or micro-grid of a place code; None for any other place."""
    return Grid.objects.select_related("division").filter(pk=code).first()


def grids_of(user: AnyUser) -> list[Grid]:
    """Active grids in which the user serves now, by code; read once per user object (one query)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    cached: list[Grid] | None = getattr(user, "_current_grids", None)
    if cached is None:
        serving = Term.objects.current().filter(user=user)
        rows = Grid.objects.active().filter(pk__in=serving.values("grid"))
        cached = list(rows.select_related("division").order_by("pk"))
        user._current_grids = cached
    return cached


def leaders_of(code: str) -> list[User]:
    """网格长 of a place, nearest first: its grid, else any of its community."""
    return _serving(code, LEADERS)


def workers_of(code: str) -> list[User]:
    """网格员 and 微网格长 of a place, nearest first: micro-grid, grid, else any of its community."""
    return _serving(code, WORKERS)


def _serving(code: str, roles: tuple[str, ...]) -> list[User]:
    """People of the smallest area around the code in which anybody holds one of the roles now."""
    found = list(
        Term.objects.current()
        .filter(grid__division__code__startswith=code[:12], role__in=roles, user__is_active=True)
        .filter(grid__division__is_active=True)
        .select_related("user")
        .order_by("grid", "pk")
    )
    if len(code) < 12:
        return []
    for area in (code, code[:GRID_DIGITS], code[:12]):
        people = {term.user_id: term.user for term in found if str(term.grid_id).startswith(area)}
        if people:
            return list(people.values())
    return []


def grids_within(code: str) -> list[Grid]:
    """Active grids (not micro-grids) of a community or any larger area, by code."""
    rows = Grid.objects.active().within(code).filter(division__level=Division.Level.GRID)
    return list(rows.select_related("division"))

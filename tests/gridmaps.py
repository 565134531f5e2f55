"""Small builders of grids and terms for tests."""

from typing import Any

from grids.models import Grid, Term
from tests.places.outlines import division


def grid(code: str, name: str = "", **fields: Any) -> Grid:
    """A grid or micro-grid with every division above it."""
    found, _ = Grid.objects.get_or_create(
        division=division(code, name or f"第{int(code[12:15])}网格"), defaults=fields
    )
    return found


def term(grid: Grid, user: Any, role: str = Term.Role.WORKER, **fields: Any) -> Term:
    return Term.objects.create(grid=grid, user=user, role=role, **fields)

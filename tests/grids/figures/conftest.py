import pytest

from tests.gridwork import grid_town, grid_walk

from .month import GridMonth

__all__ = ["grid_town", "grid_walk", "month"]


@pytest.fixture
def month(db: None) -> GridMonth:
    return GridMonth()

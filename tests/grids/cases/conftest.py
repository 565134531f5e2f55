from tests.gridwork import grid_town, grid_walk

__all__ = ["grid_town", "grid_walk"]

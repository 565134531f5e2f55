"""Pages of the grids app, one room a file."""

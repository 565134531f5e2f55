"""Forms of the grids app: of the moves of a grid case, one room a file, and of grids themselves."""

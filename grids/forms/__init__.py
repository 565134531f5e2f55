"""Forms of the moves of a grid case, one room a file."""

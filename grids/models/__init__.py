"""Tables of the grids app, one noun a file."""

from .grid import Grid
from .term import Term

__all__ = ["Grid", "Term"]

"""Tables of the grids app, one noun a file."""

from .call import Call
from .case import GridCase
from .event import EventAlias, EventLimit
from .grid import Grid
from .proposal import Proposal
from .term import Term

__all__ = ["Call", "EventAlias", "EventLimit", "Grid", "GridCase", "Proposal", "Term"]

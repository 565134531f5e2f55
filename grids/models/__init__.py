"""Tables of the grids app, one noun a file."""

from ..burden.models import (
    BurdenCategory,
    BurdenEntry,
    BurdenFile,
    BurdenItem,
    BurdenRating,
    BurdenTask,
    FieldSynonym,
    InventoryFile,
    InventoryRow,
    ReboundCheck,
    ReturnField,
)
from .call import Call
from .case import GridCase
from .delivery import Delivery
from .event import EventAlias, EventLimit
from .grid import Grid
from .proposal import Proposal
from .term import Term
from .visit import Visit

__all__ = [
    "BurdenCategory",
    "BurdenEntry",
    "BurdenFile",
    "BurdenItem",
    "BurdenRating",
    "BurdenTask",
    "Call",
    "Delivery",
    "EventAlias",
    "EventLimit",
    "FieldSynonym",
    "Grid",
    "GridCase",
    "InventoryFile",
    "InventoryRow",
    "Proposal",
    "ReboundCheck",
    "ReturnField",
    "Term",
    "Visit",
]

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
from ..consultation.models import (
    Ballot,
    Consultation,
    ConsultationCost,
    ConsultationEntry,
    ConsultationFile,
    Household,
    LedgerLine,
    Share,
    Turnout,
)
from ..exchange.models import OrderSource, WorkOrder
from .call import Call
from .case import GridCase
from .delivery import Delivery
from .event import EventAlias, EventLimit
from .everyday import EverydayEvent
from .figure import DayFigure, FigureMaking, OpenFigure
from .grid import Grid
from .proposal import Proposal
from .term import Term
from .visit import Visit

__all__ = [
    "Ballot",
    "BurdenCategory",
    "BurdenEntry",
    "BurdenFile",
    "BurdenItem",
    "BurdenRating",
    "BurdenTask",
    "Call",
    "Consultation",
    "ConsultationCost",
    "ConsultationEntry",
    "ConsultationFile",
    "DayFigure",
    "Delivery",
    "EventAlias",
    "EventLimit",
    "EverydayEvent",
    "FieldSynonym",
    "FigureMaking",
    "Grid",
    "GridCase",
    "Household",
    "InventoryFile",
    "InventoryRow",
    "LedgerLine",
    "OpenFigure",
    "OrderSource",
    "Proposal",
    "ReboundCheck",
    "ReturnField",
    "Share",
    "Term",
    "Turnout",
    "Visit",
    "WorkOrder",
]

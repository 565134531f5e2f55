"""Tables of the 减负 ledger."""

from .catalogue import BurdenCategory, BurdenItem
from .inventory import FieldSynonym, InventoryFile, InventoryRow, ReturnField
from .task import BurdenEntry, BurdenFile, BurdenRating, BurdenTask, ReboundCheck

__all__ = [
    "BurdenCategory", "BurdenEntry", "BurdenFile", "BurdenItem", "BurdenRating", "BurdenTask",
    "FieldSynonym", "InventoryFile", "InventoryRow", "ReboundCheck", "ReturnField",
]  # fmt: skip

"""Rows of imports and exports."""

from .export_run import ExportRun
from .import_run import ImportRun, RowFault
from .mapping import ImportMapping

__all__ = ["ExportRun", "ImportMapping", "ImportRun", "RowFault"]

"""The back office of the grids, one room a file."""

from . import admin_events  # noqa: F401  (registers its pages)

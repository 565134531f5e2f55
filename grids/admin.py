"""The back office of the grids, one room a file."""

from . import admin_events, admin_grids, everydayadmin  # noqa: F401  (they register their pages)
from .exchange import admin  # noqa: F401

"""“Asked twice”: fields that two returns demand from the same street or community (rules §7: data once)."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from .models import InventoryRow

PAGE = 30
# Two returns meet in one unit if both are borne by that level and one area lies in the other.
SQL = """
    SELECT a.row_id, b.row_id, count(DISTINCT a.key),
           array_agg(DISTINCT CASE WHEN a.name = b.name THEN a.name ELSE a.name || '／' || b.name END)
      FROM grids_returnfield a
      JOIN grids_returnfield b ON b.key = a.key AND b.row_id > a.row_id
      JOIN grids_inventoryrow ra ON ra.id = a.row_id
      JOIN grids_inventoryrow rb ON rb.id = b.row_id
     WHERE a.row_id = ANY(%(rows)s) AND b.row_id = ANY(%(rows)s) AND ra.bearer = rb.bearer
       AND (starts_with(ra.place_code, rb.place_code) OR starts_with(rb.place_code, ra.place_code))
       AND (%(department)s::bigint IS NULL OR %(department)s IN (ra.department_id, rb.department_id))
     GROUP BY a.row_id, b.row_id
     ORDER BY count(DISTINCT a.key) DESC, a.row_id, b.row_id
     LIMIT %(limit)s OFFSET %(offset)s
"""


@dataclass(frozen=True)
class Pair:
    first: InventoryRow
    second: InventoryRow
    shared: int
    names: list[str]

    @property
    def place_code(self) -> str:
        """Where both are asked: the smaller of the two areas."""
        return max(self.first.place_code, self.second.place_code, key=len)


def pairs(user: Any, *, limit: int = PAGE, offset: int = 0, department: int | None = None) -> list[Pair]:
    """Pairs among the returns in force that the user may see, those with most in common first."""
    seen = InventoryRow.objects.visible_to(user).in_force().filter(kind=InventoryRow.Kind.RETURN)
    rows = {row.pk: row for row in seen.select_related("department")}
    with connection.cursor() as cursor:
        wanted: dict[str, Any] = {
            "rows": list(rows),
            "limit": limit,
            "offset": offset,
            "department": department,
        }
        cursor.execute(SQL, wanted)
        return [Pair(rows[a], rows[b], shared, sorted(names)) for a, b, shared, names in cursor.fetchall()]

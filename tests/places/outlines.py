"""Small maps for tests: divisions with boundaries, written as the portal writes them."""

import json
from typing import Any

import shapely
from django.db import transaction
from django.utils import timezone

from jiaozuo_social.places import revisions, selectors
from jiaozuo_social.places.models import Boundary, Division

LEVELS = {2: 1, 4: 2, 6: 3, 9: 4, 12: 5, 15: 6, 17: 7}
PARENTS = {4: 2, 6: 4, 9: 6, 12: 9, 15: 12, 17: 15}


def division(code: str, name: str = "", **fields: Any) -> Division:
    """A division with everything above it."""
    parent = division(code[: PARENTS[len(code)]]) if len(code) > 2 else None
    found, _ = Division.objects.get_or_create(
        code=code,
        defaults={"name": name or f"地{code}", "full_name": name or f"地{code}", "level": LEVELS[len(code)], "parent": parent, **fields},
    )  # fmt: skip
    selectors.refresh()
    return found


@transaction.atomic
def outline(code: str, shape: Any, **fields: Any) -> Boundary:
    """Draw or redraw a division."""
    division(code)
    geometry = json.loads(shapely.to_geojson(shape))
    values = {"geometry": geometry, "updated_at": timezone.now(), **fields}
    found, _ = Boundary.objects.update_or_create(pk=code, defaults=values)
    revisions.bump(revisions.BOUNDARIES)
    return found

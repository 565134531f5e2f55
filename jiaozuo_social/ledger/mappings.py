"""Remember which column is which field: by name, and by the set of columns of a file."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from .models import ImportMapping, ImportRun
from .targets import Ledger

Columns = dict[str, list[str]]


def fingerprint(header: list[str]) -> str:
    """The same for two files with the same columns in any order."""
    return hashlib.sha256(json.dumps(sorted(header), ensure_ascii=False).encode()).hexdigest()


def saved_for(run: ImportRun, header: list[str]) -> list[ImportMapping]:
    """Named mappings of the department that this file can be read with."""
    own = ImportMapping.objects.of_department(run.department_id).filter(target=run.target)
    return own.exclude(name="").fitting(header)


def first_proposal(run: ImportRun, ledger: Ledger, header: list[str]) -> Columns:
    """What was used last for these very columns, else a guess by their names."""
    own = ImportMapping.objects.of_department(run.department_id).filter(target=run.target)
    used = own.filter(fingerprint=fingerprint(header)).order_by("-used_at").first()
    return dict(used.columns) if used else ledger.guess(header)


def remember(run: ImportRun, header: list[str], columns: Columns, *, name: str = "") -> None:
    """Keep the mapping for these columns, and under a name if one is given."""
    common = {"columns": columns, "used_at": timezone.now()}
    mark = fingerprint(header)
    key: dict[str, Any] = {"target": run.target, "department_id": run.department_id}
    ImportMapping.objects.update_or_create(**key, name="", fingerprint=mark, defaults=common)
    if name:
        ImportMapping.objects.update_or_create(**key, name=name, defaults={**common, "fingerprint": mark})


def forget(run: ImportRun, pk: int) -> ImportMapping | None:
    """Delete a named mapping of the run's department."""
    own = ImportMapping.objects.of_department(run.department_id).filter(target=run.target)
    found = own.exclude(name="").filter(pk=pk).first()
    if found is not None:
        found.delete()
    return found

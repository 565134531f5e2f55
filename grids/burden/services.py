"""Writing what has no steps: the catalogue and the inventories, each change in the access log."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.moves import MoveRefused
from jiaozuo_social.cases.uploads import CleanUpload

from .. import keptfiles
from . import fieldnames
from .models import InventoryRow

SAME_ROW = "同一范围内，这个单位的这一项已经登记。"


def save_recorded(row: Any, *, act: str, names: Iterable[str], request: HttpRequest | None, by: Any) -> None:
    """Save a row and keep what changed, from what to what."""
    with transaction.atomic():
        old = type(row).objects.filter(pk=row.pk).first() if row.pk else None
        row.save()
        changed = {
            name: [str(getattr(old, name, "")), str(getattr(row, name))]
            for name in names
            if old is None or getattr(old, name) != getattr(row, name)
        }
        record(Access.Action.CHANGE, request=request, user=by, obj=row, act=act, changed=changed)


ROW_FIELDS = (
    "name", "place_code", "bearer", "department", "basis", "frequency", "before_count", "before_on",
    "after_count", "after_on", "state", "task_id", "note",
)  # fmt: skip


def save_row(
    row: InventoryRow,
    *,
    by: Any,
    fields: list[str] | None = None,
    files: Iterable[CleanUpload] = (),
    request: HttpRequest | None = None,
) -> InventoryRow:
    """Enter or change a row of an inventory with the fields of a return and its evidence."""
    act = "修改" if row.pk else "登记"
    try:
        with transaction.atomic():
            save_recorded(row, act=act, names=ROW_FIELDS, request=request, by=by)
            if row.kind == InventoryRow.Kind.RETURN and fields is not None:
                fieldnames.set_fields(row, fields)
            keptfiles.keep(row.files, files, by=by)
    except IntegrityError as exc:
        raise MoveRefused(SAME_ROW) from exc
    return row

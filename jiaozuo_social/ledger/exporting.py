"""Write the filtered list to a file: what the user may see now, in pieces, masked unless allowed."""

import datetime as dt
import logging
from array import array
from contextlib import closing

from constance import config
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record

from . import casecolumns, exportrows, files, selection, writing
from .models import ExportRun
from .models.background import LostClaim

logger = logging.getLogger(__name__)

State = ExportRun.State
KEYS_AT_ONCE = 10_000
STOPPED = "生成时出现意外，请稍后重新导出；如再次出错，请联系系统管理员。"


class TooManyRows(Exception):
    """The list is longer than one file may be."""


def export(pk: int) -> None:
    """Claim the run, write its file, say so in the access log. A second worker finds it taken."""
    run = ExportRun.take(pk, state=State.WRITING)
    if run is None:
        return
    name = files.new_name(files.EXPORTS, run.format)
    try:
        _write(run, name)
    except LostClaim:
        logger.warning("export %s was taken over by another worker", pk)
        files.delete(name)
    except TooManyRows:
        _fail(run, name, f"超过 {config.EXPORT_MAX_ROWS} 行，请缩小查询范围，分几次导出。")
    except Exception:
        logger.exception("export %s stopped", pk)
        _fail(run, name, STOPPED)


def _write(run: ExportRun, name: str) -> None:
    found = selection.chosen(run.user, QueryDict(run.query))
    keys = array("q", found.values_list("pk", flat=True)[: config.EXPORT_MAX_ROWS + 1].iterator(KEYS_AT_ONCE))
    if len(keys) > config.EXPORT_MAX_ROWS:
        raise TooManyRows
    run.note(total=len(keys))
    header = [column.label for column in casecolumns.all_columns()] + list(exportrows.PERSONAL)
    with closing(exportrows.pieces(run, keys, found.query.order_by)) as pieces:
        writing.write_columns(files.path_of(name), header, pieces, name="事项")
    now = timezone.now()
    until = now + dt.timedelta(days=config.EXPORT_KEEP_DAYS)
    with transaction.atomic():  # no file without its entry in the access log
        record(
            Access.Action.EXPORT, user=run.user, obj=run, reason=run.reason, rows=run.rows_done,
            format=run.format, clear=run.is_clear, filter=selection.recorded(run.query),
        )  # fmt: skip
        run.note(file=name, state=State.DONE, finished_at=now, expires_at=until, claim=None)


def _fail(run: ExportRun, name: str, problem: str) -> None:
    files.delete(name)
    ExportRun.objects.filter(pk=run.pk, claim=run.claim).update(
        state=State.FAILED, problem=problem, claim=None
    )

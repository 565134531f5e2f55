"""Write the filtered list to a file: what the user may see now, in pieces, masked unless allowed."""

import datetime as dt
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from constance import config
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Value
from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.models import Party, Rating
from jiaozuo_social.privacy.masks import mask_name, mask_phone

from . import casecolumns, files, selection, writing
from .models import ExportRun
from .models.background import LostClaim

logger = logging.getLogger(__name__)

CHUNK = 1000
NOBODY = ("", "")
PERSONAL = ("评价信访部门", "评价责任单位", "信访人", "联系电话")
State = ExportRun.State
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
    total = found.order_by()[: config.EXPORT_MAX_ROWS + 1].count()
    if total > config.EXPORT_MAX_ROWS:
        raise TooManyRows
    run.note(total=total)
    columns = casecolumns.all_columns()
    header = [*(column.label for column in columns), *PERSONAL]
    writing.write(files.path_of(name), header, _rows(run, found, columns), name="事项")
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


def _rows(run: ExportRun, found: Any, columns: list[casecolumns.Column]) -> Iterator[list[Any]]:
    """Rows come from a cursor in the order of the list, people and ratings in pieces; nothing is kept."""
    clear = selection.clear_for(run.user) if run.is_clear else None
    openly = ExpressionWrapper(clear, BooleanField()) if clear is not None else Value(False)
    cells = {f"cell_{n}": column.expression for n, column in enumerate(columns)}
    readers = [(n, column.read) for n, column in enumerate(columns) if column.read is not None]
    wanted = found.annotate(openly=openly, **cells).values_list("pk", "openly", *cells)
    rows = wanted.iterator(chunk_size=CHUNK)
    done = 0
    while piece := list(islice(rows, CHUNK)):
        pks = [row[0] for row in piece]
        people, ratings = _people(pks), _ratings(pks)
        for pk, is_clear, *row in piece:
            for n, read in readers:
                row[n] = read(row[n])
            row += ratings.get(pk, NOBODY)
            row += _contact(people.get(pk, NOBODY), is_clear)
            yield row
        done += len(piece)
        run.note(rows_done=done)


def _among(pks: list[int]) -> RawSQL:
    """The keys as one parameter: a thousand placeholders cost more than the query."""
    return RawSQL("SELECT unnest(%s::bigint[])", [pks])


def _people(pks: list[int]) -> dict[int, tuple[str, str]]:
    """Name and phone of the first petitioner of each case."""
    found = Party.objects.filter(case_id__in=_among(pks), role=Party.Role.PETITIONER).order_by("-pk")
    return {pk: (name, phone) for pk, name, phone in found.values_list("case_id", "name", "phone")}


def _contact(person: tuple[str, str], openly: bool) -> tuple[str, str]:
    return person if openly else (mask_name(person[0]), mask_phone(person[1]))


def _ratings(pks: list[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, dict[str, str]] = {}
    words = dict(Rating.Level.choices)
    rows = Rating.objects.filter(case_id__in=_among(pks)).values_list("case_id", "about", "level")
    for pk, about, level in rows:
        found.setdefault(pk, {})[about] = str(words.get(level, ""))
    bureau, unit = Rating.About.BUREAU, Rating.About.UNIT
    return {pk: (one.get(bureau, ""), one.get(unit, "")) for pk, one in found.items()}

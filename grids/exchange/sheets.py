"""The outgoing list of a source as a sheet."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from constance import config

from jiaozuo_social.ledger import files, writing
from jiaozuo_social.workdays import localtime

from . import results
from .models import OrderSource

HEADER = ("工单编号", "办理结论", "处置结果", "处置单位", "收到时间", "办结时间", "满意度", "本平台编号")
CHUNK = 500


def write(source: OrderSource, *, until: dt.datetime) -> Path:
    """A fresh file of what is owed as of ``until``; the daily sweep of the ledgers deletes it."""
    path = files.path_of(files.new_name(files.EXPORTS, "xlsx"))
    writing.write(path, HEADER, _rows(source, until), name="办理结果")
    return path


def most() -> int:
    return int(config.ORDER_SHEET_ROWS)


def last_in_sheet(source: OrderSource, until: dt.datetime) -> dt.datetime | None:
    """The result time of the last row that the sheet has: what is acknowledged with it ends there."""
    owed = results.since(source, None, until=until, only_owed=True).order_by("result_at", "pk")
    beyond = owed.values_list("result_at", flat=True)[most() : most() + 1]
    return next((moment - dt.timedelta(microseconds=1) for moment in beyond if moment), until)


def written(moment: dt.datetime | None) -> str:
    """A time as text, as in every exported sheet."""
    return localtime(moment).isoformat(" ")[:16] if moment else ""


def _rows(source: OrderSource, until: dt.datetime) -> Iterator[tuple[Any, ...]]:
    owed = results.since(source, None, until=until, only_owed=True).order_by("result_at", "pk")
    orders = owed.iterator(chunk_size=CHUNK)
    while piece := list(islice(orders, CHUNK)):
        for row in results.read(piece):
            yield (
                row.number, row.outcome_label, row.result, row.department, written(row.received_at),
                written(row.finished_at), row.satisfaction, row.case_number,
            )  # fmt: skip

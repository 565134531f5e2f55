"""An export of 100,000 rows by the job itself, beside the writer alone on the same cells."""

import datetime as dt
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone
from openpyxl import load_workbook
from rustpy_xlsxwriter import write_worksheet

from jiaozuo_social.accounts.models import User
from jiaozuo_social.cases import inbox
from jiaozuo_social.celery import keep_what_is_loaded
from jiaozuo_social.ledger import exporting
from jiaozuo_social.ledger.models import ExportRun

from ..timing import in_turn, percentile

USER = "dengji"
ROWS, FEW = 100_000, 10_000
ROUNDS = 5


def query_of(rows: int) -> str:
    """A filter of the inbox that finds about so many: what came in since some day."""
    cases = inbox.cases(User.objects.get(username=USER)).order_by("-received_at")
    since = list(cases.values_list("received_at", flat=True)[rows : rows + 1])
    if not since:  # a small database: all there is
        return "tab=all"
    return f"tab=all&received_from={timezone.localtime(since[0]).date() + dt.timedelta(days=1)}"


def export(query: str) -> ExportRun:
    run = ExportRun.objects.create(user=User.objects.get(username=USER), query=query)
    exporting.export(run.pk)
    run.refresh_from_db()
    assert run.state == ExportRun.State.DONE, run.problem
    return run


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def cells_of(stream: Any) -> Iterator[list[Any]]:
    sheet = load_workbook(stream, read_only=True).worksheets[0]
    for row in sheet.iter_rows(values_only=True):
        yield ["" if value is None else value for value in row]


def measure() -> dict[str, Any]:
    many = query_of(ROWS)
    export(query_of(FEW))
    few_peak = peak_mib()
    run = export(many)
    many_peak = peak_mib()
    with default_storage.open(run.file) as stream:
        head, *body = cells_of(stream)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "alone.xlsx")
        names = [str(name) for name in head]

        def alone() -> None:
            write_worksheet((dict(zip(names, row, strict=True)) for row in body), path, sheet_name="alone")

        keep_what_is_loaded()  # as in every worker; the cells that are held here would slow both
        taken = in_turn({"export": lambda: export(many), "alone": alone}, times=ROUNDS, warm_up=0)
    return {
        "rows": run.rows_done, "columns": len(head), "peak_mib": many_peak, "peak_mib_at_a_tenth": few_peak,
        **{name: percentile(each, 50) for name, each in taken.items()},
    }  # fmt: skip

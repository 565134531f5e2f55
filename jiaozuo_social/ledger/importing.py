"""Import a ledger in batches: good rows in, bad rows to a sheet, resumable, the same file once."""

import csv
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.db import IntegrityError, transaction
from django.utils import timezone

from . import readers
from .models import ImportRun, RowFault
from .targets import RowError, RowRefused, Target
from .writing import inert

__all__ = ["AlreadyImported", "ErrorSheet", "Result", "RowError", "RowRefused", "begin", "run_import"]

BATCH = 500


class AlreadyImported(Exception):
    """The same file was imported before; the message says when and by whom."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__(sentence(run))
        self.run = run


def sentence(run: ImportRun) -> str:
    when = timezone.localtime(run.finished_at or run.started_at)
    who = f"由{run.department or ''}{run.user}" if run.user else "由系统管理员用命令"
    if run.finished_at is None:
        return f"这个文件已于{when:%Y年%m月%d日 %H:%M}{who}开始导入，不能重复导入。"
    return f"这个文件已于{when:%Y年%m月%d日 %H:%M}{who}导入过（{run.imported} 条），不再重复导入。"


@dataclass
class Result:
    imported: int = 0
    rejected: int = 0
    read: int = 0


class Faults(Protocol):
    def write(self, errors: list[RowError]) -> None: ...


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class ErrorSheet:
    """A csv of refused rows (row, column, reason), opened at the first error only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stream: Any = None

    def write(self, errors: list[RowError]) -> None:
        if self._stream is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self.path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._stream).writerow(["行", "列", "原因"])
        csv.writer(self._stream).writerows(
            [error.row, inert(error.column), inert(error.reason)] for error in errors
        )

    def close(self) -> bool:
        """Close it; returns whether there was any error."""
        if self._stream is not None:
            self._stream.close()
        return self._stream is not None


class FaultRows:
    """Refused rows kept with the run, for its page and its error sheet."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run

    def write(self, errors: list[RowError]) -> None:
        RowFault.objects.bulk_create(
            RowFault(run=self.run, row=one.row, column=one.column[:200], reason=one.reason[:300])
            for one in errors
        )


def earlier(target: str, sha256: str) -> ImportRun | None:
    """The run that brings or has brought this very file in."""
    same = ImportRun.objects.filter(target=target, sha256=sha256).select_related("user", "department")
    return same.filter(state=ImportRun.State.IMPORTING).first() or same.filter(imported__gt=0).first()


def begin(target: Target, path: Path, *, source: str, user: Any = None) -> ImportRun:
    """Start a run from the command line, or take an interrupted one up again."""
    sha256 = digest(path)
    known = earlier(target.name, sha256)
    if known is not None and (known.finished_at is not None or known.department_id is not None):
        raise AlreadyImported(known)
    if known is None:
        name = path.name[:200]
        try:
            with transaction.atomic():
                known = ImportRun.objects.create(
                    target=target.name, sha256=sha256, file_name=name, size=path.stat().st_size,
                    source=source, user=user, state=ImportRun.State.IMPORTING,
                )  # fmt: skip
        except IntegrityError as exc:
            raise AlreadyImported(ImportRun.objects.get(target=target.name, sha256=sha256)) from exc
    taken: ImportRun | None = ImportRun.take(known.pk, state=ImportRun.State.IMPORTING)
    if taken is None:
        raise AlreadyImported(known)
    return taken


def run_import(
    target: Target,
    path: Path,
    errors: Faults | None,
    *,
    run: ImportRun | None,
    progress: Callable[[Result], None] = lambda result: None,
    on_records: Callable[[list[Any]], None] = lambda good: None,
    batch_size: int = BATCH,
) -> Result:
    """Read the whole file. Without a run nothing is written (dry run): the batches roll back."""
    result = Result()
    skip = run.rows_done if run else 0
    if run:
        result.imported, result.rejected = run.imported, run.rejected
    try:
        numbered = _numbered(path)
        while batch := list(islice(numbered, batch_size)):
            fresh = [(number, row) for index, number, row in batch if index > skip]
            result.read = batch[-1][0]
            if fresh:
                on_records(_import_batch(target, fresh, errors, result, run))
                progress(result)
    except BaseException:
        _release(run)
        raise
    if run:
        run.note(finished_at=timezone.now(), state=ImportRun.State.DONE, problem="", claim=None)
    return result


def _release(run: ImportRun | None) -> None:
    """Let the next worker take the run up at once, if it is still ours to give."""
    if run is not None:
        ImportRun.objects.filter(pk=run.pk, claim=run.claim).update(claim=None)


def _numbered(path: Path) -> Iterator[tuple[int, int, readers.Row]]:
    for index, (number, row) in enumerate(readers.rows(path), 1):
        yield index, number, row


def _import_batch(
    target: Target,
    rows: list[tuple[int, readers.Row]],
    errors: Faults | None,
    result: Result,
    run: ImportRun | None,
) -> list[Any]:
    """Returns the records that are in, or would be."""
    records, numbers, refused = [], [], []
    for number, row in rows:
        try:
            records.append(target.parse(number, row))
            numbers.append(number)
        except RowRefused as exc:
            refused.append(exc.errors)
    with transaction.atomic():
        late = (_rehearsal(target) if run is None else target.write)(records)
        refused += [[error] for error in late]
        result.imported += len(records) - len(late)
        result.rejected += len(refused)
        faults = [error for found in refused for error in found]
        if run is None:
            transaction.set_rollback(True)
        else:
            FaultRows(run).write(faults)
            run.note(rows_done=result.read, imported=result.imported, rejected=result.rejected)
    if errors is not None and faults:
        errors.write(faults)
    out = {error.row for error in late}
    return [record for number, record in zip(numbers, records, strict=True) if number not in out]


def _rehearsal(target: Target) -> Callable[[list[Any]], list[RowError]]:
    """A target may know what its ``write`` would refuse without the work of writing."""
    rehearse: Callable[[list[Any]], list[RowError]] = getattr(target, "rehearse", target.write)
    return rehearse


def error_sheet_path(folder: Path, path: Path) -> Path:
    stem = path.name.split(".")[0][:60]
    return folder / f"{stem}-{dt.datetime.now(tz=dt.UTC):%Y%m%d%H%M%S}-errors.csv"

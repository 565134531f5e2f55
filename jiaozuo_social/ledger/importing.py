"""Import a ledger in batches: good rows in, bad rows to a sheet, resumable, the same file once."""

import csv
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from . import readers
from .models import ImportRun


class AlreadyImported(Exception):
    """The same file was imported before; the message says when."""


@dataclass(frozen=True)
class RowError:
    """Why a row is refused; ``row`` and ``column`` as the user sees them in the sheet."""

    row: int
    column: str
    reason: str


class Target(Protocol):
    """What a kind of ledger does with its rows."""

    name: str

    def parse(self, number: int, row: readers.Row) -> Any:
        """Return a record; raise RowRefused with one or more errors."""

    def write(self, records: list[Any]) -> list[RowError]:
        """Save a batch inside the caller's transaction; return the rows that the database refused."""


class RowRefused(Exception):
    def __init__(self, errors: list[RowError]) -> None:
        super().__init__(errors)
        self.errors = errors


@dataclass
class Result:
    imported: int = 0
    rejected: int = 0
    read: int = 0


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
            [error.row, error.column, _inert(error.reason)] for error in errors
        )

    def close(self) -> bool:
        """Close it; returns whether there was any error."""
        if self._stream is not None:
            self._stream.close()
        return self._stream is not None


def _inert(text: str) -> str:
    """A cell that a spreadsheet will not run as a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def begin(target: Target, path: Path, *, source: str, user: Any = None) -> ImportRun:
    """Start a run, or take an interrupted one up again; refuses a file that was imported whole."""
    run, created = ImportRun.objects.get_or_create(
        target=target.name,
        sha256=digest(path),
        defaults={"file_name": path.name[:200], "source": source, "user": user},
    )
    if not created and run.finished_at is not None:
        when = timezone.localtime(run.finished_at)
        raise AlreadyImported(
            f"这个文件已于{when:%Y年%m月%d日 %H:%M}导入过（{run.imported} 条），不再重复导入。"
        )
    return run


def run_import(
    target: Target,
    path: Path,
    errors: ErrorSheet,
    *,
    run: ImportRun | None,
    progress: Callable[[Result], None] = lambda result: None,
    batch_size: int = 500,
) -> Result:
    """Read the whole file. Without a run nothing is written (dry run): the batches roll back."""
    result = Result()
    skip = run.rows_done if run else 0
    if run:
        result.imported, result.rejected = run.imported, run.rejected
    numbered = _numbered(path)
    while batch := list(islice(numbered, batch_size)):
        fresh = [(number, row) for index, number, row in batch if index > skip]
        result.read = batch[-1][0]
        if fresh:
            _import_batch(target, fresh, errors, result, run)
            progress(result)
    if run:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
    return result


def _numbered(path: Path) -> Iterator[tuple[int, int, readers.Row]]:
    for index, (number, row) in enumerate(readers.rows(path), 1):
        yield index, number, row


def _import_batch(
    target: Target,
    rows: list[tuple[int, readers.Row]],
    errors: ErrorSheet,
    result: Result,
    run: ImportRun | None,
) -> None:
    records, refused = [], []
    for number, row in rows:
        try:
            records.append(target.parse(number, row))
        except RowRefused as exc:
            refused.append(exc.errors)
    with transaction.atomic():
        late = target.write(records)
        refused += [[error] for error in late]
        result.imported += len(records) - len(late)
        result.rejected += len(refused)
        if run is None:
            transaction.set_rollback(True)
        else:
            run.rows_done, run.imported, run.rejected = result.read, result.imported, result.rejected
            run.save(update_fields=["rows_done", "imported", "rejected"])
    for found in refused:
        errors.write(found)


def error_sheet_path(folder: Path, path: Path) -> Path:
    stem = path.name.split(".")[0][:60]
    return folder / f"{stem}-{dt.datetime.now(tz=dt.UTC):%Y%m%d%H%M%S}-errors.csv"

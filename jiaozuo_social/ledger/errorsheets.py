"""The refused rows of a run as a sheet, written when it is asked for."""

from pathlib import Path

from . import files, writing
from .models import ImportRun

FORMS = ("xlsx", "csv")
CHUNK = 2000


def write(run: ImportRun, form: str) -> Path:
    """A fresh file; the daily sweep deletes it."""
    path = files.path_of(files.new_name(files.IMPORTS, form))
    faults = run.faults.values_list("row", "column", "reason").iterator(chunk_size=CHUNK)
    writing.write(path, ("行", "列", "原因"), faults, name="错误")
    return path

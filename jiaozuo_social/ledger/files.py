"""Where imports and exports keep their files: private, under names that nobody can guess."""

import datetime as dt
import uuid
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone

IMPORTS, EXPORTS = "ledger/imports", "ledger/exports"
UNREFERRED = dt.timedelta(days=1)


def new_name(folder: str, suffix: str) -> str:
    return f"{folder}/{uuid.uuid4().hex}.{suffix}"


def path_of(name: str) -> Path:
    return Path(default_storage.path(name))


def delete(name: str) -> None:
    if name:
        default_storage.delete(name)


def delete_unreferred(folder: str, kept: set[str]) -> int:
    """Delete what no row names: left by requests and workers that died in between."""
    if not default_storage.exists(folder):
        return 0
    before = timezone.now() - UNREFERRED
    names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]} - kept
    old = [name for name in names if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return len(old)

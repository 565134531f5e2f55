"""The steps of an import as its pages take them; the work itself is in ``working``."""

from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases import viruses
from jiaozuo_social.cases.uploads import clean_name
from jiaozuo_social.orgs.models import Department

from . import files, importing, mappings, readers
from .models import ImportRun
from .nudge import nudge
from .readers import formats
from .targets import Ledger

State = ImportRun.State


def upload(*, user: AnyUser, ledger: Ledger, desk: Department, file: Any) -> ImportRun:
    """Keep a file that can be read and was not imported yet; raises UnreadableFile, AlreadyImported."""
    shown = clean_name(file.name)
    suffix = formats.suffix_of(shown)
    viruses.scan(file, shown)
    name = default_storage.save(files.new_name(files.IMPORTS, suffix), file)
    try:
        path = files.path_of(name)
        readers.columns(path)
        sha256 = importing.digest(path)
        known = importing.earlier(ledger.name, sha256)
        if known is not None:
            raise importing.AlreadyImported(known)
    except BaseException:
        files.delete(name)
        raise
    return ImportRun.objects.create(
        target=ledger.name, file_name=shown, sha256=sha256, size=file.size, file=name, user=user,
        department=desk, place_code=desk.place_code, source=_source(desk),
    )  # fmt: skip


def _source(desk: Department) -> str:
    return f"{desk.short_name or desk.name}台账"[:40]


def check(run: ImportRun, *, columns: mappings.Columns, source: str, save_as: str = "") -> bool:
    """Set what the columns mean and have every row checked; False if the run is past that."""
    open_states = [State.MAPPING, State.CHECKED, State.FAILED]
    with transaction.atomic():
        fresh: dict[str, Any] = {
            "checked": 0,
            "good": 0,
            "bad": 0,
            "preview": [],
            "problem": "",
            "claim": None,
        }
        rows = ImportRun.objects.filter(pk=run.pk, state__in=open_states, rows_done=0)
        if not rows.update(state=State.CHECKING, columns=columns, source=source, **fresh):
            return False
        run.faults.all().delete()
        mappings.remember(run, readers.columns(files.path_of(run.file)), columns, name=save_as)
        transaction.on_commit(lambda: nudge("ledger.check", run.pk))
    return True


def start(run: ImportRun) -> bool:
    """Have the good rows imported; False if the run is not ready. Raises AlreadyImported."""
    try:
        with transaction.atomic():
            ready = ImportRun.objects.filter(pk=run.pk, state__in=[State.CHECKED, State.FAILED], good__gt=0)
            if not ready.update(state=State.IMPORTING, problem="", claim=None):
                return False
            if not run.rows_done:
                run.faults.all().delete()
            transaction.on_commit(lambda: nudge("ledger.import", run.pk))
    except IntegrityError as exc:
        known = importing.earlier(run.target, run.sha256)
        if known is None or known.pk == run.pk:
            raise
        raise importing.AlreadyImported(known) from exc
    return True


def discard(run: ImportRun) -> bool:
    """Give a run up of which nothing is in yet, and delete its file."""
    idle = [State.MAPPING, State.CHECKED, State.FAILED]
    if not ImportRun.objects.filter(pk=run.pk, state__in=idle, imported=0).update(
        state=State.DISCARDED, file="", preview=[]
    ):
        return False
    run.faults.all().delete()
    files.delete(run.file)
    return True

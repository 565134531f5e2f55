"""What the beat does for imports and exports: restart what stands still, delete what is old."""

import datetime as dt

from constance import config
from django.utils import timezone

from . import files
from .models import ExportRun, ImportRun, RowFault
from .nudge import nudge

State = ImportRun.State


def resume() -> None:
    """Ask again for runs that nobody works on: the broker was down, or a worker died."""
    idle = ImportRun.objects.unfinished().filter(ImportRun.waiting()).exclude(department=None)
    for pk, state in idle.values_list("pk", "state"):
        nudge("ledger.check" if state == State.CHECKING else "ledger.import", pk)
    writing = ExportRun.objects.filter(ExportRun.waiting(), state=ExportRun.State.WRITING)
    for pk in writing.values_list("pk", flat=True):
        nudge("ledger.export", pk)


def sweep() -> None:
    _sweep_imports()
    _sweep_exports()


def _sweep_imports() -> None:
    """Files, error rows and previews hold personal data; after some days only the figures stay."""
    before = timezone.now() - dt.timedelta(days=config.LEDGER_KEEP_DAYS)
    old = ImportRun.objects.filter(started_at__lt=before).exclude(state__in=[State.CHECKING, State.IMPORTING])
    for run in old.exclude(file=""):
        files.delete(run.file)
    RowFault.objects.filter(run__in=old).delete()
    old.filter(state__in=[State.MAPPING, State.CHECKED]).update(state=State.DISCARDED)
    old.update(file="", preview=[])
    kept = ImportRun.objects.exclude(file="").values_list("file", flat=True)
    files.delete_unreferred(files.IMPORTS, set(kept))


def _sweep_exports() -> None:
    for run in ExportRun.objects.filter(expires_at__lt=timezone.now()).exclude(file=""):
        files.delete(run.file)
        ExportRun.objects.filter(pk=run.pk).update(file="", query="", state=ExportRun.State.EXPIRED)
    kept = ExportRun.objects.exclude(file="").values_list("file", flat=True)
    files.delete_unreferred(files.EXPORTS, set(kept))

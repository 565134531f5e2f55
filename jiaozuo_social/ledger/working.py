"""What a worker does for an import: check every row, or bring the good ones in. May run twice."""

import logging
from collections.abc import Callable
from typing import Any

from . import files, importing, targets
from .models import ImportRun
from .models.background import LostClaim
from .readers import UnreadableFile

logger = logging.getLogger(__name__)

PREVIEW_ROWS = 20
State = ImportRun.State
INTERRUPTED = "处理时出现意外，已停在最后完成的一批。请稍后点“继续导入”；如再次中断，请联系系统管理员。"


def check(pk: int) -> None:
    _work(pk, State.CHECKING, _check)


def bring_in(pk: int) -> None:
    _work(pk, State.IMPORTING, _bring_in)


def _work(pk: int, state: str, act: Callable[[ImportRun], None]) -> None:
    """Claim the run and act; whatever goes wrong is said on the run's page."""
    run = ImportRun.take(pk, state=state)
    if run is None:
        return
    claim = run.claim
    try:
        act(run)
    except LostClaim:
        logger.warning("import %s was taken over by another worker", pk)
    except UnreadableFile as exc:
        _fail(pk, claim, state, str(exc))
    except FileNotFoundError:
        _fail(pk, claim, state, "文件已按规定删除，请重新上传。")
    except Exception:
        logger.exception("import %s stopped", pk)
        _fail(pk, claim, state, INTERRUPTED)


def _fail(pk: int, claim: Any, state: str, problem: str) -> None:
    """The claim may be released already, but the state is ours until somebody else claims."""
    rows = ImportRun.objects.filter(pk=pk, state=state, claim__in=[claim]) | ImportRun.objects.filter(
        pk=pk, state=state, claim=None
    )
    rows.update(state=State.FAILED, problem=problem[:500], claim=None)


def _target(run: ImportRun) -> targets.Target:
    ledger = targets.get(run.target)
    area = run.department.place_code if run.department else run.place_code
    by = {"by": run.user} if ledger.acts_as_user else {}
    return ledger.build(columns=run.columns, source=run.source, place_code=run.place_code, area=area, **by)


def _check(run: ImportRun) -> None:
    target = _target(run)
    shown: list[list[str]] = []
    run.faults.all().delete()

    def look(records: list[Any]) -> None:
        shown.extend(target.preview(record) for record in records[: PREVIEW_ROWS - len(shown)])

    def progress(result: importing.Result) -> None:
        run.note(checked=result.read, good=result.imported, bad=result.rejected)

    importing.run_import(
        target,
        files.path_of(run.file),
        importing.FaultRows(run),
        run=None,
        progress=progress,
        on_records=look,
    )
    run.note(state=State.CHECKED, preview=shown, claim=None)


def _bring_in(run: ImportRun) -> None:
    importing.run_import(_target(run), files.path_of(run.file), None, run=run)

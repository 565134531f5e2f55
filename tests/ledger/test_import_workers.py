"""Workers may run twice, die in the middle, or be many: every good row comes in once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from constance import config
from django.core.files.storage import default_storage
from django.utils import timezone

from jiaozuo_social.cases.models import Case
from jiaozuo_social.ledger import files, importing, sweeping, working
from jiaozuo_social.ledger.models import ImportRun, RowFault
from jiaozuo_social.ledger.models.background import STALE_AFTER, LostClaim
from petitions.imports import PetitionLedger
from tests.threads import at_once

from .conftest import row

pytestmark = pytest.mark.django_db
Send = Callable[..., ImportRun]


def started(page: Any, run: ImportRun) -> ImportRun:
    assert page.post(f"/ledger/imports/{run.token}/start/").status_code == 302
    return run


@pytest.mark.django_db(transaction=True)
def test_eight_workers_import_a_file_once(page: Any, sent: Send) -> None:
    run = started(page, sent([row(str(n)) for n in range(60)]))
    at_once([lambda: working.bring_in(run.pk)] * 8, threads=8)
    run.refresh_from_db()
    assert (run.state, run.imported, Case.objects.count()) == ("done", 60, 60)


@pytest.mark.django_db(transaction=True)
def test_of_two_files_with_one_content_one_is_started(page: Any, sent: Send) -> None:
    runs = [sent([row("1")]) for _ in range(4)]
    from jiaozuo_social.ledger import services

    outcomes = at_once([lambda run=run: services.start(run) for run in runs], threads=4)
    assert sorted(isinstance(one, importing.AlreadyImported) for one in outcomes) == [False, True, True, True]


def test_a_dead_worker_is_followed_by_another_where_it_stopped(
    page: Any, sent: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(page, sent([row(str(n), **({"收到时间": "?"} if n == 1 else {})) for n in range(10)]))
    monkeypatch.setattr(importing, "BATCH", 3)
    monkeypatch.setattr(
        importing.run_import, "__kwdefaults__", {**importing.run_import.__kwdefaults__, "batch_size": 3}
    )
    write, calls = PetitionLedger.write, []

    def dies(self: Any, records: Any) -> Any:
        calls.append(len(records))
        if len(calls) == 3:
            raise SystemExit("killed")
        return write(self, records)

    monkeypatch.setattr(PetitionLedger, "write", dies)
    with pytest.raises(SystemExit):
        working.bring_in(run.pk)
    run.refresh_from_db()
    assert (run.rows_done, run.imported, run.state) == (6, 5, "importing")
    working.bring_in(run.pk)
    run.refresh_from_db()
    assert (run.state, run.imported, run.rejected, Case.objects.count()) == ("done", 9, 1, 9)
    assert RowFault.objects.filter(run=run).count() == 1


def test_a_worker_that_was_given_up_writes_nothing(page: Any, sent: Send) -> None:
    run = started(page, sent([row("1")]))
    slow = ImportRun.take(run.pk, state="importing")
    assert slow is not None and ImportRun.take(run.pk, state="importing") is None
    ImportRun.objects.update(heartbeat_at=timezone.now() - STALE_AFTER - dt.timedelta(seconds=1))
    assert ImportRun.take(run.pk, state="importing") is not None
    target = PetitionLedger(columns=run.columns, source=run.source, place_code="410802")
    with pytest.raises(LostClaim):
        importing.run_import(target, files.path_of(run.file), None, run=slow)
    assert not Case.objects.exists()


def test_an_unexpected_error_is_said_and_the_run_goes_on_later(
    page: Any, sent: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(page, sent([row("1")]))
    with monkeypatch.context() as broken:
        broken.setattr(PetitionLedger, "write", lambda self, records: 1 / 0)
        working.bring_in(run.pk)
    assert "继续导入" in page.get(f"/ledger/imports/{run.token}/").content.decode()
    started(page, run)
    working.bring_in(run.pk)
    run.refresh_from_db()
    assert (run.state, run.problem, Case.objects.count()) == ("done", "", 1)


def test_a_vanished_file_is_said(page: Any, sent: Send) -> None:
    run = started(page, sent([row("1")]))
    files.delete(run.file)
    working.bring_in(run.pk)
    run.refresh_from_db()
    assert run.state == "failed" and "重新上传" in run.problem


def test_what_nobody_works_on_is_asked_for_again(
    page: Any, sent: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(page, sent([row("1")]))
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(sweeping, "nudge", lambda task, pk: asked.append((task, pk)))
    sweeping.resume()
    assert asked == [("ledger.import", run.pk)]
    ImportRun.take(run.pk, state="importing")
    sweeping.resume()
    assert len(asked) == 1


def test_old_files_previews_and_errors_are_deleted_and_figures_stay(page: Any, sent: Send) -> None:
    run = started(page, sent([row("1"), row("2", 收到时间="?")]))
    working.bring_in(run.pk)
    sweeping.sweep()
    run.refresh_from_db()
    assert default_storage.exists(run.file)
    name = run.file
    ImportRun.objects.update(started_at=timezone.now() - dt.timedelta(days=config.LEDGER_KEEP_DAYS + 1))
    sweeping.sweep()
    run.refresh_from_db()
    assert not default_storage.exists(name) and not RowFault.objects.exists()
    assert (run.file, run.preview, run.imported, run.rejected) == ("", [], 1, 1)

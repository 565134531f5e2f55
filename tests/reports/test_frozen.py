"""An approved month stays as it is, byte for byte; recomputing shows what changed."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client, RequestFactory

from jiaozuo_social.audit.models import Access
from jiaozuo_social.reports import access, computing, frames, services
from jiaozuo_social.reports.models import Failure, Snapshot
from tests.clockwork import at, now
from tests.threads import at_once

from .conftest import OCTOBER
from .month import Month
from .test_rows import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(month: Month) -> Snapshot:
    return services.take(OCTOBER, "4108")


@pytest.fixture
def frozen(kept: Snapshot, people: dict[str, Any]) -> Snapshot:
    answer = approve(enter(people["approver"]), kept)
    assert answer.status_code == 302
    kept.refresh_from_db()
    return kept


def approve(client: Client, snapshot: Snapshot, **changes: Any) -> Any:
    data = {"area": snapshot.scope, "snapshot": snapshot.pk, "checked": "on", "note": "已核对", **changes}
    return client.post(f"/reports/{snapshot.month}/freeze/", data)


def edit(month: Month) -> None:
    """What people do afterwards: a channel corrected, a repeat found, a late answer, a rating."""
    month["a1"].channel = "letter"
    month["a1"].save()
    month["a9"].is_repeat = True
    month["a9"].save()
    month._petition("late", "2026-10-30 09:00", "web", "demand", "410811001", "", "")


def test_who_when_and_what_is_kept(frozen: Snapshot, people: dict[str, Any]) -> None:
    assert frozen.is_frozen and frozen.frozen_by == people["approver"] and frozen.freeze_note == "已核对"
    assert frozen.sha256 == hashlib.sha256(frozen.content.encode()).hexdigest()
    look = Access.objects.get(action="change")
    assert (look.user, look.reason, look.detail) == (
        people["approver"],
        "核定月报",
        {"sha256": frozen.sha256},
    )


def test_later_edits_do_not_change_it(frozen: Snapshot, month: Month, people: dict[str, Any]) -> None:
    client = enter(people["approver"])
    before = {form: client.get(f"/reports/2026-10/file.{form}/").content for form in ("json",)}
    edit(month)
    client.post("/reports/2026-10/compute/", {"area": "4108"})
    assert {form: client.get(f"/reports/2026-10/file.{form}/").content for form in before} == before
    assert Snapshot.objects.count() == 2  # the new figures are kept beside it, not shown as the month's
    assert client.get("/reports/2026-10/").context["snapshot"] == frozen
    assert hashlib.sha256(before["json"]).hexdigest() == frozen.sha256


def test_recomputing_shows_each_difference(frozen: Snapshot, month: Month, people: dict[str, Any]) -> None:
    client = enter(people["approver"])
    assert client.get("/reports/2026-10/differences/").context["differences"] == []
    edit(month)
    found = client.get("/reports/2026-10/differences/").context["differences"]
    shown = {(one.table, one.row, one.column): (one.before, one.after) for one in found}
    assert ("信访形式", "网上", "本月") not in shown  # one corrected away, one more: the same five
    assert shown["信访形式", "来信", "本月"] == ("2", "3")
    assert shown["信访形式", "合计", "本月"] == ("15", "16")
    assert shown["区域分布", "山阳区", "本月"] == ("4", "5")
    assert shown["主要指标", "重复信访率", "本月"] == ("13.33%（2/15）", "18.75%（3/16）")
    assert not any(one.before == one.after for one in found)
    frozen.refresh_from_db()
    assert frozen.is_intact


def test_a_row_that_is_gone_or_new_is_a_difference(
    frozen: Snapshot, month: Month, people: dict[str, Any]
) -> None:
    for name in ("a4", "a5", "c2"):
        month[name].category = None
        month[name].save()
    found = enter(people["approver"]).get("/reports/2026-10/differences/").context["differences"]
    assert ("生态环境", "2", "无此行") in {(one.row, one.before, one.after) for one in found}


def test_a_renamed_unit_is_no_difference(frozen: Snapshot, month: Month, people: dict[str, Any]) -> None:
    month.town.housing.name = "解放区住房局"
    month.town.housing.save()
    found = enter(people["approver"]).get("/reports/2026-10/differences/").context["differences"]
    assert [one for one in found if one.table != "督办超期清单"] == []
    assert "解放区住建局" in frozen.content


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_snapshot SET content = '{}'",
        "UPDATE reports_snapshot SET frozen_at = NULL, frozen_by_id = NULL",
        "UPDATE reports_snapshot SET freeze_note = 'x'",
        "DELETE FROM reports_snapshot",
    ],
)
def test_the_database_refuses(statement: str, frozen: Snapshot) -> None:
    with pytest.raises(IntegrityError, match="final"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_figures_of_a_draft_do_not_change_either(kept: Snapshot) -> None:
    with pytest.raises(IntegrityError, match="compute a new one"), transaction.atomic():
        Snapshot.objects.filter(pk=kept.pk).update(content="{}")
    assert Snapshot.objects.filter(pk=kept.pk).delete()[0] == 1


@pytest.mark.parametrize(
    ("who", "scope", "done"),
    [
        ("approver", "4108", True),
        ("leader", "4108", True),
        ("solicitor", "4108", False),
        ("approver", "410802", False),  # the county's own approves
        ("leader", "410802", False),
        ("county approver", "410802", True),
    ],
)
def test_who_approves(who: str, scope: str, done: bool, month: Month, people: dict[str, Any]) -> None:
    snapshot = services.take(OCTOBER, scope)
    approve(enter(people[who]), snapshot)
    snapshot.refresh_from_db()
    assert snapshot.is_frozen is done
    assert access.may_freeze(people[who], scope) is done


def test_not_approved_without_the_tick(kept: Snapshot, people: dict[str, Any]) -> None:
    answer = approve(enter(people["approver"]), kept, checked="")
    kept.refresh_from_db()
    assert answer.status_code == 302 and not kept.is_frozen


def test_a_month_that_is_not_over_is_not_approved(month: Month, people: dict[str, Any]) -> None:
    with now("2026-10-20 09:00"):
        preview = services.take(OCTOBER, "4108")
    answer = enter(people["approver"])
    approve(answer, preview)
    preview.refresh_from_db()
    assert not preview.is_frozen and not preview.covers_the_month


def test_a_month_is_approved_once(frozen: Snapshot, month: Month, people: dict[str, Any]) -> None:
    edit(month)
    other = services.take(OCTOBER, "4108")
    assert other != frozen
    approve(enter(people["leader"]), other)
    other.refresh_from_db()
    assert not other.is_frozen and services.valid(OCTOBER, "4108") == frozen


def test_the_same_figures_are_kept_once(kept: Snapshot, month: Month) -> None:
    """A month that is over gives the same bytes on any later day."""
    with time_machine.travel(dt.datetime(2026, 12, 24, tzinfo=dt.UTC)):
        assert services.take(OCTOBER, "4108") == kept
    assert Snapshot.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once(month: Month, people: dict[str, Any]) -> None:
    first = services.take(OCTOBER, "4108")
    edit(month)
    second = services.take(OCTOBER, "4108")

    def call(snapshot: Snapshot, user: Any) -> Any:
        request = RequestFactory().post("/")
        request.user = user
        return lambda: services.freeze(Snapshot.objects.get(pk=snapshot.pk), request=request)

    calls = [call(first, people["approver"]), call(second, people["leader"])] * 2
    results = at_once(calls, threads=4)
    assert sum(isinstance(one, Snapshot) for one in results) == 1
    assert sum(isinstance(one, services.FreezeRefused) for one in results) == 3
    assert Snapshot.objects.frozen().count() == 1
    assert Access.objects.filter(reason="核定月报").count() == 1


@pytest.mark.django_db(transaction=True)
def test_all_tables_see_the_same_rows(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that comes in while the report is computed is in none of its tables."""
    compute = computing.compute

    def with_an_arrival(frame: frames.Frame) -> dict[str, Any]:
        first = compute(frame)
        at_once(
            [lambda: month._petition("x", "2026-10-12 09:00", "web", "demand", "410811001", "", "")],
            threads=1,
        )
        assert compute(frame) == first
        return first

    monkeypatch.setattr(computing, "compute", with_an_arrival)
    services.draft(OCTOBER, "4108")
    monkeypatch.undo()
    assert json.loads(services.draft(OCTOBER, "4108").content)["sections"][0]["summary"][0].find("16件次") > 0


def test_the_nightly_job_makes_last_month_once(month: Month) -> None:
    assert services.compute_last_month(dt.date(2026, 11, 1)) == 3  # the city and its two counties
    assert services.compute_last_month(dt.date(2026, 11, 2)) == 0
    assert {snapshot.month for snapshot in Snapshot.objects.all()} == {"2026-10"}


def test_a_preview_does_not_stand_for_the_month(month: Month) -> None:
    with now("2026-10-20 09:00"):
        services.take(OCTOBER, "4108")
    assert services.compute_last_month(dt.date(2026, 11, 1)) == 3


def test_an_area_that_fails_is_told_and_does_not_stop_the_others(
    month: Month, people: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    take = services.take

    def failing(period: Any, scope: str, **options: Any) -> Snapshot:
        if scope == "4108":
            raise ZeroDivisionError
        return take(period, scope, **options)

    monkeypatch.setattr(services, "take", failing)
    assert services.compute_last_month(dt.date(2026, 11, 1)) == 2
    assert Failure.objects.get().problem == "ZeroDivisionError"
    client = enter(people["approver"])
    assert "已失败 1 次" in client.get("/reports/2026-10/?area=4108").content.decode()
    monkeypatch.undo()
    client.post("/reports/2026-10/compute/", {"area": "4108"})
    assert "已失败" not in client.get("/reports/2026-10/?area=4108").content.decode()


@pytest.mark.parametrize("form", ["json", "docx", "xlsx"])
def test_the_command_writes_the_approved_report(
    form: str, frozen: Snapshot, month: Month, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(month)
    file = tmp_path / f"report.{form}"
    call_command("monthly_report", "2026-10", "--format", form, "--out", str(file))
    assert f"approved sha256 {frozen.sha256}" in capsys.readouterr().out
    assert file.read_bytes() if form != "json" else file.read_text() == frozen.content
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("arguments", [["2026-13"], ["2026-10", "--area", "99"], ["october"]])
def test_the_command_refuses_nonsense(arguments: list[str], month: Month, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("monthly_report", *arguments, "--out", str(tmp_path / "x"))


def test_a_preview_is_marked_as_one(kept: Snapshot, people: dict[str, Any]) -> None:
    assert kept.computed_at >= at("2026-01-01 00:00")
    assert "待核定" in enter(people["approver"]).get("/reports/2026-10/").content.decode()

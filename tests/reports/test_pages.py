"""Pages, charts and the registry."""

import json
import re
from typing import Any

import pytest

from jiaozuo_social.reports import sections, services
from jiaozuo_social.reports.measures import Basis, Measure
from jiaozuo_social.reports.models import Snapshot

from .conftest import OCTOBER
from .month import Month
from .test_rows import enter

pytestmark = pytest.mark.django_db


def test_a_month_without_a_report_offers_to_compute_it(month: Month, people: dict[str, Any]) -> None:
    client = enter(people["approver"])
    answer = client.get("/reports/2026-10/")
    assert "还没有计算" in answer.content.decode()
    computed = client.post("/reports/2026-10/compute/", {"area": "4108"}, follow=True)
    assert computed.context["snapshot"] == Snapshot.objects.get()
    assert Snapshot.objects.get().computed_by == people["approver"]


def test_the_chart_has_its_table_as_text(month: Month, people: dict[str, Any]) -> None:
    services.take(OCTOBER, "4108")
    page = enter(people["leader"]).get("/reports/2026-10/").content.decode()
    found = re.search(r'<script id="chart-petitions-channels" type="application/json">(.*?)</script>', page)
    assert found
    data = json.loads(found[1])
    assert data["labels"][:4] == ["网上", "来信", "来访", "来电"]
    assert [one["values"][:4] for one in data["series"]] == [[5, 2, 6, 2], [2, 1, 1, 0], [1, 0, 0, 1]]
    assert "<caption>信访形式</caption>" in page


def test_the_list_says_what_is_approved(month: Month, people: dict[str, Any]) -> None:
    snapshot = services.take(OCTOBER, "4108")
    client = enter(people["approver"])
    client.post("/reports/2026-10/freeze/", {"area": "4108", "snapshot": snapshot.pk, "checked": "on"})
    listed = {one.key: one.snapshot for one in client.get("/reports/").context["months"]}
    assert len(listed) == 24 and listed["2026-10"].is_frozen and listed["2026-09"] is None


def test_the_menu_shows_the_report_to_its_readers(month: Month, people: dict[str, Any]) -> None:
    for name, shown in (("approver", True), ("leader", True), ("clerk", False)):
        assert ('href="/reports/"' in enter(people[name]).get("/cases/start/").content.decode()) is shown


def test_the_menu_holds_nothing_that_is_empty_for_ever(month: Month, people: dict[str, Any]) -> None:
    """部门领导 read numbers, 系统管理员 manage: neither has an inbox, exports or anything to search for."""
    shown = {}
    for name, user in people.items():
        if name != "citizen":
            page = enter(user).get("/cases/start/").content.decode()
            places = ('href="/cases/"', "/ledger/exports/", "/reports/", 'role="search"')
            shown[name] = [place in page for place in places]
    assert shown.pop("leader") == [False, False, True, False]
    assert shown.pop("admin") == [False, False, False, False]
    assert all(row[0] and row[1] and row[3] for row in shown.values())


def test_two_sections_may_not_claim_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "_sections", dict(sections._sections))
    first = sections.all_sections()[0]
    with pytest.raises(ValueError, match="registered twice"):
        sections.register(first)
    basis = Basis("x", lambda frame: Snapshot.objects.all(), {})
    clash = sections.Section("other", "另一", 1, [Measure(first.measures[0].key, "", basis)], first.build)
    with pytest.raises(ValueError, match="registered twice"):
        sections.register(clash)

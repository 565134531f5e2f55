"""The petition section of the monthly report (rules §2)."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from constance import config
from django.utils import timezone

from jiaozuo_social.places import selectors as places
from jiaozuo_social.reports import cells
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Reckoning
from jiaozuo_social.reports.rates import counted, rated, rates, trend
from jiaozuo_social.reports.sections import Content, Section
from jiaozuo_social.reports.tables import Table, row, table
from jiaozuo_social.web.dates import date_cn

from . import report_bases as bases
from . import report_measures as m
from . import report_openness as openness
from . import report_tables as t
from .choices import VisitLevel
from .models import Petition
from .report_purposes import purposes


def punctuality(reckoning: Reckoning) -> Table:
    """What the denominators of 受理率 and 答复率 are made of (rules §2: 按期、超期、未、超期未)."""
    columns = [
        ("due", "本月到期"), ("timely", "按期"), ("late", "超期完成"), ("pending", "未到期未完成"),
        ("overdue", "超期未完成"),
    ]  # fmt: skip
    rows = [row(key, label, [counted(reckoning, one) for one in parts]) for key, label, parts in m.PARTS]
    return table("punctuality", "登记、受理和答复情况", columns, rows, head="环节")


def visits(reckoning: Reckoning) -> Table:
    levels = [("", ""), *((str(value), str(label)) for value, label in VisitLevel.choices)]
    columns = [
        (f"{level}{unit}", f"{name}{word}")
        for level, name in levels
        for unit, word in (("-times", "批次"), ("-people", "人次"))
    ]
    rows = [
        row(
            kind, label,
            [counted(reckoning, measure) for level, _ in levels for measure in m.VISITS[kind, level]],
            is_total=kind == "visit",
        )
        for kind, label in (("single", "个访"), ("group", "集访"), ("visit", "合计"))
    ]  # fmt: skip
    return table("visits", "走访情况", columns, rows, note="批次、人次；未登记走访层级的只计入前两列。")


def supervision(reckoning: Reckoning) -> Table:
    columns = [("number", "件数")]
    rows = [
        row("supervised", "本月督办", [counted(reckoning, m.SUPERVISED)]),
        row("supervised-overdue", "期末督办超期", [counted(reckoning, m.SUPERVISED_OVERDUE)]),
    ]
    return table("supervision", "督办情况", columns, rows)


def overdue_list(reckoning: Reckoning) -> Table:
    """Numbers, no titles: leaders read it too."""
    frame = reckoning.frame
    columns = [
        ("unit", "被督办单位"), ("category", "内容"), ("area", "属地"), ("issued", "督办日期"),
        ("due", "期限"), ("days", "超期天数"),
    ]  # fmt: skip
    found = m.SUPERVISED_OVERDUE.rows(frame, {}).select_related("case__category", "department")
    rows, limit = [], int(config.REPORT_LIST_ROWS)
    today = timezone.localdate(frame.until)
    for one in found.order_by("issued_at", "pk")[:limit]:
        due = _earliest(one)
        words = [
            str(one.department or "未明确"), str(one.case.category or "未填"),
            places.label(one.case.place_code) or one.case.place_code, date_cn(one.issued_at), date_cn(due),
        ]  # fmt: skip
        made = [*(cells.text(word) for word in words), cells.count((today - due).days)]
        rows.append(row(f"{one.case.number}|{one.pk}", one.case.number, made))
    total = reckoning.total(m.SUPERVISED_OVERDUE)
    note = f"共{total}件，列出督办最早的{limit}件。" if total > limit else ""
    return table("overdue-list", "督办超期清单", columns, rows, note=note, head="编号", is_list=True)


def _earliest(one: Any) -> dt.date:
    """The first of the limits that are overdue; the basis holds rows that have one."""
    days = [one.due_on] if one.is_unanswered else []
    days += [timezone.localdate(one.first_due)] if one.first_due else []
    return min(days)


def opening(reckoning: Reckoning) -> list[str]:
    """The sentences with which the section begins."""
    frame = reckoning.frame
    total, before, year = (reckoning.total(m.RECEIVED, shift) for shift in ("", "previous", "year"))
    group, people = (reckoning.total(measure) for measure in m.VISITS["group", ""])
    return [
        f"{frame.period.label}共收到信访事项{total}件次，环比{trend(total, before)}，"
        f"同比{trend(total, year)}；其中集体访{group}批{people}人次。",
        *(
            f"{label}{cells.words(rated(reckoning, top, bottom))}"
            f"（{reckoning.total(top)}/{reckoning.total(bottom)}）。"
            for label, top, bottom in t.MONTHLY_RATES
            if label in ("及时受理率", "按期答复率", "群众满意率（责任单位）") and reckoning.total(bottom)
        ),
    ]


def _notes(frame: Frame) -> list[str]:
    unknown = Petition.objects.filter(
        received_unknown=True, place_code__startswith=frame.scope, **frame.in_period("received_at")
    ).exclude(bases.confidential())
    return [f"本月导入的收到时间不详的信访件{unknown.count()}件，未计入各表。"]


SPECS: tuple[Callable[[Reckoning], Table], ...] = (
    lambda r: rates("rates", "主要指标", r, t.MONTHLY_RATES),
    punctuality, t.CHANNELS.build, visits, purposes, t.CONTENTS.build, t.AREAS.build, t.UNITS.build, t.ASSESSMENT.build,
    t.RESOLUTION.build, t.HOTSPOTS.build, supervision, overdue_list,
)  # fmt: skip


def build(reckoning: Reckoning) -> Content:
    return Content(
        tables=[make(reckoning) for make in SPECS],
        summary=opening(reckoning),
        notes=_notes(reckoning.frame),
        definitions=list(t.DEFINITIONS),
    )


SECTION = Section("petitions", "信访工作情况", 10, (*m.MEASURES, *openness.MEASURES), build)

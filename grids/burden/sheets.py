"""The ledger as spreadsheets, formula-safe, of what the user may see; each export is in the access log."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from jiaozuo_social.ledger import writing
from jiaozuo_social.places.selectors import label as place_label

from . import selectors, twice
from .models import InventoryRow

MOST_PAIRS = 5000
Rows = Iterable[list[Any]]


@dataclass(frozen=True)
class Sheet:
    label: str
    header: tuple[str, ...]
    rows: Callable[[Any], Rows]


def _tasks(user: Any) -> Rows:
    rows = selectors.tasks(user).prefetch_related("co", "files").order_by("due_on", "pk")
    for task in rows.iterator(chunk_size=500):
        ratings = selectors.ratings(task).counts
        yield [
            task.number, task.item.category.name if task.item.category else "", task.item.name,
            place_label(task.place_code), task.problem, task.measure, task.lead.name,
            "、".join(department.name for department in task.co.all()), task.source_file,
            f"{task.started_on:%Y-%m-%d}", f"{task.due_on:%Y-%m-%d}", task.status_label, task.standard,
            len(task.files.all()), "，".join(f"{one['label']}{one['count']}" for one in ratings),
            f"{task.settled_on:%Y-%m-%d}" if task.settled_on else "",
        ]  # fmt: skip


def _inventory(user: Any) -> Rows:
    rows = InventoryRow.objects.visible_to(user).select_related("department", "reported_by")
    for row in rows.prefetch_related("fields").order_by("kind", "pk").iterator(chunk_size=500):
        yield [
            row.get_kind_display(), row.name, row.department.name, place_label(row.place_code),
            row.get_bearer_display(), row.basis, row.frequency, row.before_count,
            f"{row.before_on:%Y-%m-%d}", "" if row.after_count is None else row.after_count,
            f"{row.after_on:%Y-%m-%d}" if row.after_on else "", row.get_state_display(),
            "、".join(field.name for field in row.fields.all()), row.reported_by.name, row.note,
        ]  # fmt: skip


def _twice(user: Any) -> Rows:
    for pair in twice.pairs(user, limit=MOST_PAIRS):
        first, second = pair.first, pair.second
        yield [
            first.name, first.department.name, first.frequency, second.name, second.department.name,
            second.frequency, place_label(pair.place_code), first.get_bearer_display(), pair.shared,
            "、".join(pair.names),
        ]  # fmt: skip


SHEETS = {
    "tasks": Sheet(
        "减负台账",
        ("编号", "类别", "事项", "属地", "问题", "整治措施", "牵头单位", "配合单位", "依据文件", "开始日期",
         "完成时限", "状态", "完成标准", "佐证材料件数", "基层评价", "完成日期"),
        _tasks,
    ),
    "inventory": Sheet(
        "减负清册",
        ("类别", "名称", "提出单位", "涉及范围", "由谁承担", "依据", "频次", "清理前数量", "清理前统计日期",
         "清理后数量", "清理后统计日期", "处理", "字段", "登记单位", "备注"),
        _inventory,
    ),
    "twice": Sheet(
        "重复要数",
        ("报表甲", "提出单位甲", "频次甲", "报表乙", "提出单位乙", "频次乙", "共同范围", "由谁承担",
         "重复字段数", "重复字段"),
        _twice,
    ),
}  # fmt: skip


def write(sheet: Sheet, user: Any, form: str) -> Path:
    """A temporary file; who opens it deletes it."""
    folder = Path(tempfile.mkdtemp(prefix="burden-"))
    path = folder / f"{sheet.label}-{timezone.localdate():%Y%m%d}.{form}"
    writing.write(path, sheet.header, sheet.rows(user), name=sheet.label)
    return path

"""Ledgers that the 减负专班 brings in: tasks, and inventories with the fields of returns."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.utils import timezone

from jiaozuo_social.ledger import cells
from jiaozuo_social.ledger.readers import Row, text_of
from jiaozuo_social.ledger.targets import Field, Ledger, RowError, RowRefused
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import desks_of
from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import label as place_label

from . import access, fieldnames, selectors
from .models import BurdenItem, BurdenTask, InventoryRow
from .states import TaskState

STATES = {str(label): str(value) for value, label in TaskState.choices if value in ("not_started", "ongoing")}
STATES["逾期"] = str(TaskState.ONGOING)


class RowReader:
    """What both ledgers share: columns, departments by name or code, faults of a row."""

    FIELDS: tuple[Field, ...] = ()

    def __init__(self, columns: dict[str, list[str]], source: str, place_code: str, area: str = "") -> None:
        self.columns, self.source, self.place_code = columns, source, place_code

    @cached_property
    def _departments(self) -> dict[str, Department]:
        rows = selectors.lead_departments(self.place_code)
        return {key: row for row in rows for key in (row.code, row.short_name, row.name) if key}

    @cached_property
    def _office(self) -> Department | None:
        """The office whose ledger this is: the one that uploaded it."""
        return next(iter(desks_of(self.place_code, Duty.BURDEN)), None)

    def department(self, value: Any) -> Department:
        text = cells.required_text(value, longest=100)
        if text not in self._departments:
            raise cells.BadCell(f"没有单位“{text[:20]}”，请写单位全称、简称或代码")
        return self._departments[text]

    def departments(self, value: Any) -> list[Department]:
        return [self.department(name) for name in fieldnames.SEPARATORS.split(text_of(value)) if name.strip()]

    def day(self, value: Any) -> dt.date | None:
        found = cells.moment(value)
        return timezone.localdate(found) if found else None

    def required_day(self, value: Any) -> dt.date:
        found = self.day(value)
        if found is None:
            raise cells.BadCell("不能为空")
        return found

    def count(self, value: Any) -> int | None:
        text = text_of(value)
        if not text:
            return None
        if not text.isdecimal() or len(text) > 6:
            raise cells.BadCell(f"“{text[:20]}”不是数量")
        return int(text)

    def read(self, number: int, row: Row, wanted: dict[str, Any]) -> dict[str, Any]:
        """Every field by its converter; all faults of the row at once."""
        values, errors = {}, []
        for name, convert in wanted.items():
            try:
                values[name] = convert(self.cell(row, name))
            except cells.BadCell as exc:
                errors.append(RowError(number, self.column(name), str(exc)))
        if errors:
            raise RowRefused(errors)
        return values

    def cell(self, row: Row, name: str) -> Any:
        for column in self.columns.get(name, ()):
            if text_of(row.get(column)):
                return row.get(column)
        return None

    def column(self, name: str) -> str:
        label = next(field.label for field in self.FIELDS if field.name == name)
        return "/".join(self.columns.get(name, ())) or label

    def refuse(self, number: int, name: str, why: str) -> RowRefused:
        return RowRefused([RowError(number, self.column(name), why)])


def text(longest: int, *, required: bool = False) -> Any:
    convert = cells.required_text if required else cells.limited_text
    return lambda value: convert(value, longest=longest)


class TaskLedger(RowReader):
    name = "burden_tasks"
    FIELDS = (
        Field("number", "编号", is_required=True, hint="本专班台账内不能重复"),
        Field("item", "事项", is_required=True, hint="减负事项的序号或名称"),
        Field("problem", "问题", is_required=True),
        Field("measure", "整治措施", is_required=True),
        Field("standard", "完成标准", is_required=True),
        Field("source_file", "依据文件"),
        Field("lead", "牵头单位", is_required=True, hint="单位全称、简称或代码"),
        Field("co", "配合单位", hint="几个单位用顿号分开"),
        Field("started_on", "开始日期", hint="空着的按导入当日"),
        Field("due_on", "完成时限", is_required=True),
        Field("state", "状态", hint="未启动或推进中；已完成的请在系统里凭佐证认定"),
    )

    @cached_property
    def _items(self) -> dict[str, BurdenItem]:
        return {key: item for item in selectors.items() for key in (str(item.number), item.name, str(item))}

    def _item(self, value: Any) -> BurdenItem:
        found = cells.required_text(value, longest=200)
        if found not in self._items:
            raise cells.BadCell(f"没有减负事项“{found[:20]}”，请写序号或名称")
        return self._items[found]

    def parse(self, number: int, row: Row) -> tuple[int, BurdenTask, list[Department]]:
        values = self.read(number, row, {
            "number": text(20, required=True), "item": self._item, "problem": text(5000, required=True),
            "measure": text(5000, required=True), "standard": text(2000, required=True),
            "source_file": text(200), "lead": self.department, "co": self.departments,
            "started_on": self.day, "due_on": self.required_day,
            "state": lambda value: cells.one_of(value, STATES, default=TaskState.NOT_STARTED),
        })  # fmt: skip
        co = values.pop("co")
        values["started_on"] = values["started_on"] or min(timezone.localdate(), values["due_on"])
        if values["due_on"] < values["started_on"]:
            raise self.refuse(number, "due_on", "完成时限早于开始日期")
        if self._office is None:
            raise self.refuse(number, "number", "本辖区没有减负专班")
        task = BurdenTask(department=self._office, place_code=self._office.place_code, **values)
        return number, task, co

    def write(self, records: list[tuple[int, BurdenTask, list[Department]]]) -> list[RowError]:
        asked = [task.number for _, task, _ in records]
        taken = set(
            BurdenTask.objects.filter(department=self._office, number__in=asked).values_list(
                "number", flat=True
            )
        )
        refused = []
        for number, task, co in records:
            if task.number in taken:
                refused.append(
                    RowError(number, self.column("number"), f"编号 {task.number} 已存在，未重复导入")
                )
                continue
            taken.add(task.number)
            task.save(force_insert=True)
            task.co.set(co)
            task.entries.create(step="create", label="台账导入", after=task.state, note=self.source)
        return refused

    def preview(self, record: tuple[int, BurdenTask, list[Department]]) -> list[str]:
        number, task, co = record
        return [
            str(number), task.number, task.item.name, task.problem[:60], task.lead.name,
            "、".join(one.name for one in co), f"{task.due_on:%Y-%m-%d}", task.status_label,
        ]  # fmt: skip


class InventoryLedger(RowReader):
    name = "burden_inventory"
    FIELDS = (
        Field("kind", "类别", is_required=True, hint="挂牌、证明事项、报表、App和工作群、考核"),
        Field("name", "名称", is_required=True),
        Field("department", "提出单位", is_required=True, hint="单位全称、简称或代码"),
        Field("place", "涉及范围", hint="县（市、区）、街道乡镇或社区的名称、区划代码；空着的为本单位辖区"),
        Field("bearer", "由谁承担", hint="街道乡镇或村（社区）；空着的按村（社区）"),
        Field("basis", "依据"),
        Field("frequency", "频次"),
        Field("before_count", "清理前数量"),
        Field("after_count", "清理后数量"),
        Field("state", "处理", hint="待清理、保留、合并、取消"),
        Field("fields", "字段", hint="报表要填的字段，用顿号分开"),
        Field("note", "备注"),
    )

    @cached_property
    def _places(self) -> dict[str, str]:
        within = Division.objects.filter(
            code__startswith=self.place_code, level__lte=Division.Level.COMMUNITY
        )
        rows = within.order_by("-level")
        return {key: one.code for one in rows for key in (one.name, place_label(one.code), one.code) if key}

    def _place(self, value: Any) -> str:
        found = text_of(value)
        if found and found not in self._places:
            raise cells.BadCell(f"“{found[:20]}”不在本单位辖区")
        return self._places.get(found, self.place_code)

    def parse(self, number: int, row: Row) -> tuple[int, InventoryRow, list[str]]:
        words = {name: {str(v): k for k, v in choices} for name, choices in (
            ("kind", InventoryRow.Kind.choices), ("bearer", InventoryRow.Bearer.choices),
            ("state", InventoryRow.State.choices),
        )}  # fmt: skip
        values = self.read(number, row, {
            "kind": lambda v: cells.one_of(cells.required_text(v, longest=20), words["kind"], default=""),
            "name": text(200, required=True), "department": self.department, "place": self._place,
            "bearer": lambda v: cells.one_of(v, words["bearer"], default=InventoryRow.Bearer.COMMUNITY),
            "basis": text(200), "frequency": text(40), "before_count": self.count, "after_count": self.count,
            "state": lambda v: cells.one_of(v, words["state"], default=InventoryRow.State.PENDING),
            "fields": text_of, "note": text(300),
        })  # fmt: skip
        if values["state"] == InventoryRow.State.CANCELLED and values["after_count"] != 0:
            raise self.refuse(number, "after_count", "已取消的，清理后数量应填 0")
        if self._office is None:
            raise self.refuse(number, "name", "本辖区没有减负专班")
        names = fieldnames.split(values.pop("fields"))
        before = values.pop("before_count")
        found = InventoryRow(
            place_code=values.pop("place"), before_count=1 if before is None else before,
            after_on=None if values["after_count"] is None else timezone.localdate(),
            reported_by=self._office, **values,
        )  # fmt: skip
        return number, found, names if found.kind == InventoryRow.Kind.RETURN else []

    def write(self, records: list[tuple[int, InventoryRow, list[str]]]) -> list[RowError]:
        refused = []
        for number, row, names in records:
            key = {"kind": row.kind, "name": row.name, "place_code": row.place_code}
            same = InventoryRow.objects.filter(**key, department=row.department, bearer=row.bearer)
            if same.exists():
                refused.append(RowError(number, self.column("name"), "这一项已经登记，未重复导入"))
                continue
            row.save(force_insert=True)
            fieldnames.set_fields(row, names)
        return refused

    def preview(self, record: tuple[int, InventoryRow, list[str]]) -> list[str]:
        number, row, names = record
        return [
            str(number), row.get_kind_display(), row.name, row.department.name, place_label(row.place_code),
            str(row.before_count), "" if row.after_count is None else str(row.after_count),
            row.get_state_display(), "、".join(names)[:80],
        ]  # fmt: skip


def guess(fields: tuple[Field, ...]) -> Any:
    return lambda header: {field.name: [field.label] for field in fields if field.label in header}


TASKS = Ledger(
    name=TaskLedger.name,
    label="减负任务台账",
    fields=TaskLedger.FIELDS,
    preview_columns=("行", "编号", "事项", "问题", "牵头单位", "配合单位", "完成时限", "状态"),
    guess=guess(TaskLedger.FIELDS),
    desks=access.offices,
    build=TaskLedger,
)
INVENTORY = Ledger(
    name=InventoryLedger.name,
    label="减负清册",
    fields=InventoryLedger.FIELDS,
    preview_columns=("行", "类别", "名称", "提出单位", "涉及范围", "清理前", "清理后", "处理", "字段"),
    guess=guess(InventoryLedger.FIELDS),
    desks=access.offices,
    build=InventoryLedger,
)

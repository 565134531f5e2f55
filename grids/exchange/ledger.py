"""The ledger of work orders: a source's sheet, read row by row through the same door as its program."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jiaozuo_social.ledger import cells
from jiaozuo_social.ledger.readers import Row, text_of
from jiaozuo_social.ledger.targets import Field, Ledger, RowError, RowRefused
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.places.selectors import label as place_label
from jiaozuo_social.privacy.masks import mask_name, mask_phone

from ..choices import Urgency
from . import batches, changes, orders
from .models import OrderSource, WorkOrder
from .orders import Order
from .reading import Reader, Unreadable

SYNONYMS: dict[str, tuple[str, ...]] = {
    "number": ("工单编号", "工单号", "受理编号", "诉求编号", "事件编号", "编号"),
    "title": ("标题", "工单标题", "诉求标题", "主题"),
    "body": ("内容", "诉求内容", "工单内容", "事件描述", "反映内容", "描述", "详情"),
    "category": ("分类", "诉求分类", "事项类型", "事件类型", "问题分类", "事项代码", "类型"),
    "urgency": ("紧急程度", "缓急程度", "等级"),
    "place": ("属地", "所属社区", "所属街道", "街道", "社区", "区县"),
    "place_detail": ("具体地点", "事发地址", "地址", "事件地址", "详细地址"),
    "name": ("姓名", "反映人", "诉求人", "联系人"),
    "phone": ("电话", "联系电话", "来电号码", "手机"),
    "received_at": ("受理时间", "来电时间", "登记时间", "上报时间", "创建时间", "收到时间"),
}
FIELDS = (
    Field("number", "工单编号", is_required=True, hint="同一来源同一编号只办一件；再次导入即为更新"),
    Field("title", "标题"),
    Field("body", "内容", is_required=True),
    Field("category", "分类", hint="按“事项代码对照”认；认不出的归来源的默认事项"),
    Field("urgency", "紧急程度", hint="紧急、较急、一般；空着的按来源的默认"),
    Field("place", "属地", hint="街道、社区、网格的名称或区划代码；空着的归接收单位辖区"),
    Field("place_detail", "具体地点"),
    Field("name", "反映人姓名"),
    Field("phone", "反映人电话"),
    Field("received_at", "对方收到时间"),
)
PREVIEW = ("行", "工单编号", "标题", "事项", "紧急程度", "属地", "反映人", "电话")
LENGTHS = {
    "title": 200,
    "category": 60,
    "urgency": 10,
    "place": 120,
    "place_detail": 200,
    "name": 50,
    "phone": 30,
}


def guess_columns(header: list[str]) -> dict[str, list[str]]:
    found = {field: [name for name in names if name in header] for field, names in SYNONYMS.items()}
    return {field: names for field, names in found.items() if names}


@dataclass
class OrderLedger:
    """Import target; ``source`` is the code of a source whose desk brings the sheet."""

    columns: dict[str, list[str]]
    source: str
    place_code: str
    area: str = ""

    name = "work_order"

    @cached_property
    def _source(self) -> OrderSource:
        return OrderSource.objects.select_related("department", "default_event").get(code=self.source)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self._source)

    def _cell(self, row: Row, field: str) -> Any:
        return next((row[name] for name in self.columns.get(field, ()) if text_of(row.get(name))), None)

    def _column(self, field: str) -> str:
        return "/".join(self.columns.get(field, ())) or SYNONYMS[field][0]

    def parse(self, number: int, row: Row) -> tuple[int, Order]:
        """Return (row number, order); raises RowRefused with every fault of the row."""
        errors: list[RowError] = []

        def read(field: str, convert: Any, **how: Any) -> Any:
            try:
                return convert(self._cell(row, field), **how)
            except (cells.BadCell, Unreadable) as exc:
                errors.append(RowError(number, self._column(field), str(exc)))
                return None

        mark = read("number", cells.required_text, longest=64)
        body = read("body", cells.required_text, longest=50_000)
        texts = {name: read(name, cells.limited_text, longest=most) or "" for name, most in LENGTHS.items()}
        received_at = read("received_at", cells.past_moment)
        event = read("category", lambda cell: self._reader.event(text_of(cell)))
        urgency = event and read("urgency", lambda cell: self._reader.urgency(text_of(cell), event))
        place = read("place", lambda cell: self._reader.place(text_of(cell)))
        if errors:
            raise RowRefused(errors)
        return number, Order(
            number=mark, title=" ".join(texts["title"].split()), body=body, event=event.category, urgency=urgency,
            place_code=place, place_detail=texts["place_detail"], category_words=texts["category"],
            is_mapped=event.is_mapped, name=texts["name"], phone=texts["phone"], received_at=received_at,
        )  # fmt: skip

    def write(self, records: list[tuple[int, Order]]) -> list[RowError]:
        """Take the orders in; say which were there already, unchanged."""
        taken = batches.Batch(self._source, [sent for _, sent in records]).take_in()
        told = ((number, sent, _reason(one)) for (number, sent), one in zip(records, taken, strict=True))
        return [self._refused(number, sent, reason) for number, sent, reason in told if reason]

    def rehearse(self, records: list[tuple[int, Order]]) -> list[RowError]:
        """What :meth:`write` would say, without writing; a number that comes twice is an update of itself."""
        known = batches.unchanged(self._source, [sent for _, sent in records])
        refused = []
        for number, sent in records:
            said = hash(tuple(getattr(sent, name) for name in changes.FIELDS))
            if sent.number in known:
                refused.append(self._refused(number, sent, _unchanged(known[sent.number])))
            elif self._said.get(sent.number) == said:
                refused.append(self._refused(number, sent, "在这份文件里已经有一行，没有变化"))
            self._said[sent.number] = said
        return refused

    def _refused(self, number: int, sent: Order, reason: str) -> RowError:
        return RowError(number, self._column("number"), f"{sent.number}：{reason}")

    @cached_property
    def _said(self) -> dict[str, int]:
        return {}

    def preview(self, record: tuple[int, Order]) -> list[str]:
        number, sent = record
        return [
            str(number), sent.number, sent.title, f"{sent.event.code} {sent.event.name}",
            str(Urgency(sent.urgency).label), place_label(sent.place_code), mask_name(sent.name), mask_phone(sent.phone),
        ]  # fmt: skip


def _reason(taken: orders.Taken) -> str:
    """Why the row brought nothing new. One in petition procedure is brought in: its result is owed at once."""
    return "" if taken.created or taken.changed else _unchanged(taken.order)


def _unchanged(order: WorkOrder) -> str:
    if order.outcome == WorkOrder.Outcome.IN_PROCEDURE:
        return "已收过，没有变化；该事项已进入信访程序"
    return f"已收过，没有变化，事项 {order.case.number}"


def desks_of(user: Any) -> list[Department]:
    """Receiving departments of active sources in which the user is 调度员."""
    held = {one.department_id: one.department for one in memberships_of(user) if one.duty == Duty.DISPATCHER}
    if not held:
        return []
    rows = OrderSource.objects.filter(is_active=True, department__in=held)
    return [held[pk] for pk in rows.order_by().values_list("department_id", flat=True).distinct()]


def sources_of(desk: Department) -> list[tuple[str, str]]:
    rows = OrderSource.objects.filter(is_active=True, department=desk)
    return list(rows.values_list("code", "name"))


LEDGER = Ledger(
    name=OrderLedger.name,
    label="工单（12345、其他平台）",
    fields=FIELDS,
    preview_columns=PREVIEW,
    guess=guess_columns,
    desks=desks_of,
    build=OrderLedger,
    sources=sources_of,
)

"""The ledger of petitions: which columns it may have and how a row becomes a petition."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from jiaozuo_social.cases import bulk, clocks, numbers
from jiaozuo_social.cases.models import Case, Category, Clock, ClockRule, Document, Party
from jiaozuo_social.ledger import cells
from jiaozuo_social.ledger.readers import Row, text_of
from jiaozuo_social.ledger.targets import Field, Ledger, RowError, RowRefused
from jiaozuo_social.orgs.models import Department, Duty
from jiaozuo_social.orgs.selectors import is_desk, memberships_of
from jiaozuo_social.places.models import Division
from jiaozuo_social.places.selectors import label as place_label

from .choices import Purpose
from .models import Petition
from .states import PetitionState

# Field → names under which ledgers carry it; the first column with a value wins.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "number": ("信访编号", "受理编号", "工单编号", "留言编号", "编号", "序号", "rid", "id"),
    "title": ("标题", "信访标题", "留言主题", "主题", "title"),
    "body": ("内容", "信访内容", "留言详情", "诉求内容", "详情", "content", "body", "text"),
    "received_at": (
        "收到时间",
        "信访日期",
        "来信时间",
        "登记时间",
        "留言时间",
        "受理时间",
        "时间",
        "日期",
        "time",
        "date",
    ),
    "purpose": ("信访目的", "类型", "诉求类型", "kind"),
    "channel": ("信访形式", "渠道", "来源渠道", "channel"),
    "category": ("内容分类", "一级分类", "一级标签", "问题属地类别", "label"),
    "place": ("属地", "区县", "问题属地", "district"),
    "detail": ("具体地点", "地址描述", "waterway"),
    "name": ("姓名", "信访人", "信访人姓名"),
    "phone": ("电话", "手机", "联系电话"),
    "address": ("住址", "地址"),
    "anonymous": ("匿名", "是否匿名", "anonymous"),
    "is_public": ("是否同意公开", "同意公开", "是否公开", "公开意愿"),
    "reply": ("答复意见", "答复内容", "办理结果", "reply"),
    "replied_at": ("答复时间", "办结时间"),
}

PURPOSES = {
    "申诉求决": "demand", "意见建议": "opinion", "检举控告": "accusation", "求决": "demand", "申诉求决类": "demand", "投诉": "demand", "求助": "demand",
    "咨询": "opinion", "建议": "opinion", "意见": "opinion", "建议意见类": "opinion",
    "表扬": "opinion", "感谢": "opinion", "其他": "opinion",
    "举报": "accusation", "检举控告类": "accusation",
}  # fmt: skip

CHANNELS = {
    "网上": "web", "网站": "web", "网络": "web", "信息网络": "web", "微信": "web", "app": "web",
    "来信": "letter", "书信": "letter", "信件": "letter", "来访": "visit", "走访": "visit",
    "来电": "phone", "电话": "phone", "热线": "phone", "传真": "fax", "短信": "phone", "邮件": "web",
    "上级转交": "transfer", "转交": "transfer",
}  # fmt: skip

CONSENT = {
    "是": "yes", "同意": "yes", "同意公开": "yes", "公开": "yes", "1": "yes", "Y": "yes",
    "否": "", "不同意": "", "不同意公开": "", "不公开": "", "0": "", "N": "",
}  # fmt: skip

TITLE_FROM_BODY = 40
OPENING_CLOCKS = ("P0", "P1")


def guess_columns(header: list[str]) -> dict[str, list[str]]:
    """Map fields to the columns of this ledger by their usual names."""
    found = {field: [name for name in names if name in header] for field, names in SYNONYMS.items()}
    return {field: names for field, names in found.items() if names}


@dataclass
class PetitionLedger:
    """Import target. ``columns``: field → columns; ``place_code`` for rows without a known place.

    A row whose place is known and lies outside ``area`` is refused.
    """

    columns: dict[str, list[str]]
    source: str
    place_code: str
    area: str = ""

    name = "petition"

    def __post_init__(self) -> None:
        self._seen: set[str] = set()

    @cached_property
    def _categories(self) -> dict[str, Category]:
        return {c.name: c for c in Category.objects.filter(kind=Petition.KIND, is_active=True)}

    @cached_property
    def _places(self) -> dict[str, str]:
        """Names and codes of divisions; of two with one name the larger, and the own before others."""
        known = Division.objects.filter(level__in=[2, 3, 4]).order_by("-level")
        elsewhere = [one for one in known if not one.code.startswith(self.place_code)]
        within = [one for one in known if one.code.startswith(self.place_code)]
        return {
            name: one.code
            for one in [*elsewhere, *within]
            for name in (one.code, one.full_name, place_label(one.code), one.name)
            if name
        }

    def _place(self, value: Any) -> str:
        """The code of the place that a row names; the default for an unknown or empty one."""
        text = text_of(value)
        code = self._places.get(text, self.place_code)
        if not code.startswith(self.area):
            raise cells.BadCell(f"“{text[:20]}”不在本单位辖区（{place_label(self.area)}），不能导入")
        return code

    @cached_property
    def _rules(self) -> list[ClockRule]:
        return list(ClockRule.objects.filter(code__in=OPENING_CLOCKS))

    def _cell(self, row: Row, field: str) -> Any:
        for column in self.columns.get(field, ()):
            value = row.get(column)
            if text_of(value):
                return value
        return None

    def parse(self, number: int, row: Row) -> tuple[int, bulk.NewCase]:
        """Return (row number, new case); raises RowRefused with every fault of the row."""
        errors: list[RowError] = []

        def read(field: str, convert: Any, **how: Any) -> Any:
            try:
                return convert(self._cell(row, field), **how)
            except cells.BadCell as exc:
                errors.append(RowError(number, self._column(field), str(exc)))
                return None

        body = read("body", cells.required_text, longest=50_000)
        title = read("title", cells.limited_text, longest=200) or (body or "")[:TITLE_FROM_BODY]
        values = {
            "title": " ".join(title.split()),
            "body": body,
            "received_at": read("received_at", cells.past_moment),
            "purpose": read("purpose", cells.one_of, words=PURPOSES, default="demand"),
            "channel": read("channel", self._channel),
            "is_public": bool(read("is_public", cells.one_of, words=CONSENT, default="")),
            "replied_at": read("replied_at", cells.past_moment),
            "reply": read("reply", cells.limited_text, longest=50_000),
            "source_number": read("number", cells.limited_text, longest=64),
            "place_code": read("place", self._place),
        }
        for field, longest in (("name", 100), ("phone", 50), ("address", 300)):
            read(field, cells.limited_text, longest=longest)
        if values["replied_at"] and values["received_at"] and values["replied_at"] < values["received_at"]:
            errors.append(RowError(number, self._column("replied_at"), "答复时间早于收到时间"))
        if errors:
            raise RowRefused(errors)
        return number, self._new_case(row, values)

    def _channel(self, value: Any) -> str:
        text = text_of(value).lower()
        for word, channel in CHANNELS.items():
            if word in text:
                return channel
        return Case.Channel.IMPORT

    def _column(self, field: str) -> str:
        return "/".join(self.columns.get(field, ())) or SYNONYMS[field][0]

    def _new_case(self, row: Row, values: dict[str, Any]) -> bulk.NewCase:
        reply, replied_at = values.pop("reply"), values.pop("replied_at")
        category, place = text_of(self._cell(row, "category")), text_of(self._cell(row, "place"))
        detail = " ".join(filter(None, [place, text_of(self._cell(row, "detail"))]))
        received_at = values.pop("received_at")
        name = text_of(self._cell(row, "name"))
        is_confidential = values["purpose"] == "accusation"
        values["is_public"] = values["is_public"] and not is_confidential
        case = Petition(
            **values,
            received_at=received_at or timezone.now(),
            received_unknown=received_at is None,
            category=self._categories.get(category),
            place_detail=detail[:200],
            is_anonymous=not name,
            is_confidential=is_confidential,
            source=self.source,
            replied_at=replied_at,
            state=PetitionState.REPLIED if reply else PetitionState.SUBMITTED,
        )
        new = bulk.NewCase(case=case, facts={"category": category} if category else {})
        self._add_party(new, row, name)
        if reply:
            new.documents.append(_answer(reply, replied_at))
        else:
            self._add_clocks(new)
        return new

    def _add_party(self, new: bulk.NewCase, row: Row, name: str) -> None:
        phone, address = text_of(self._cell(row, "phone")), text_of(self._cell(row, "address"))
        if name or phone or address:
            party = Party(role=Party.Role.PETITIONER, wants_sms=False)
            party.set_contact(name=name, phone=phone, address=address)
            new.parties.append(party)

    def _add_clocks(self, new: bulk.NewCase) -> None:
        """An old ledger's open matter is due from the day it is brought in, not years ago."""
        now = timezone.now()
        for rule in self._rules:
            due = clocks.due_at(rule, now)
            new.clocks.append(
                Clock(rule=rule, started_at=now, due_at=due, original_due_at=due, next_step_at=now)
            )
        new.case.due_at = min((clock.due_at for clock in new.clocks), default=None)

    def write(self, records: list[tuple[int, bulk.NewCase]]) -> list[RowError]:
        """Insert a batch; refuse numbers that exist already or came twice in the file."""
        asked = [new.case.source_number for _, new in records if new.case.source_number]
        known = Case.objects.filter(source=self.source, source_number__in=asked)
        taken = set(known.values_list("source_number", flat=True)) | self._seen
        refused, good = [], []
        for number, new in records:
            mark = new.case.source_number
            if mark and mark in taken:
                refused.append(RowError(number, self._column("number"), f"编号 {mark} 已存在，未重复导入"))
                continue
            if mark:
                taken.add(mark)
                self._seen.add(mark)
            good.append(new)
        answers = numbers.next_document_numbers("台账", sum(len(new.documents) for new in good))
        bulk.insert(good, label="台账导入", document_number=iter(answers).__next__)
        return refused

    def preview(self, record: tuple[int, bulk.NewCase]) -> list[str]:
        number, new = record
        case: Any = new.case
        person = new.parties[0] if new.parties else None
        received = (
            "不详" if case.received_unknown else f"{timezone.localtime(case.received_at):%Y-%m-%d %H:%M}"
        )
        shown = [
            str(number), case.source_number, case.title, received, str(Purpose(case.purpose).label),
            str(case.get_channel_display()), case.category.name if case.category else "",
            place_label(case.place_code), person.masked_name if person else "匿名",
            person.masked_phone if person else "", "已答复" if new.documents else "待办理",
        ]  # fmt: skip
        return self._veiled(shown) if case.is_confidential else shown

    def _veiled(self, shown: list[str]) -> list[str]:
        """The whole desk reads the preview: of 检举控告 only that there is one (art. 30)."""
        told = {"行", "信访目的", "状态"}
        return [cell if name in told else "保密" for name, cell in zip(PREVIEW, shown, strict=True)]


PREVIEW = ("行", "编号", "标题", "收到时间", "信访目的", "渠道", "内容分类", "属地", "信访人", "电话", "状态")


def _answer(reply: str, replied_at: dt.datetime | None) -> Document:
    return Document(
        kind=Document.Kind.REPLY,
        title="答复意见（台账）",
        body=reply,
        issued_at=replied_at or timezone.now(),
        delivered_on=timezone.localdate(replied_at) if replied_at else None,
    )


FIELDS = (
    Field("number", "编号", hint="同一来源内不能重复"),
    Field("title", "标题", hint="不选时取内容的开头"),
    Field("body", "内容", is_required=True),
    Field("received_at", "收到时间", hint="如 2026-11-23、2026/11/23 14:05、2026年11月23日"),
    Field("purpose", "信访目的", hint="申诉求决、意见建议、检举控告等；空着的按申诉求决"),
    Field("channel", "渠道", hint="网上、来信、来访、来电等"),
    Field("category", "内容分类"),
    Field("place", "属地", hint="县（市、区）或街道乡镇的名称、区划代码；认不出的归本单位辖区"),
    Field("detail", "具体地点"),
    Field("name", "信访人姓名", hint="空着的按匿名"),
    Field("phone", "联系电话"),
    Field("address", "住址"),
    Field("is_public", "是否同意公开", hint="是、否；空着的按不同意，检举控告一律不公开"),
    Field("reply", "答复意见", hint="有答复的行导入为“已答复”"),
    Field("replied_at", "答复时间"),
)


def desks_of(user: Any) -> list[Department]:
    """Petition offices whose ledger the user may bring in: 登记员 and 审批 of the office itself."""
    held = [m for m in memberships_of(user) if m.duty in (Duty.REGISTRAR, Duty.APPROVER)]
    return list({m.department_id: m.department for m in held if is_desk(m.department, m.duty)}.values())


LEDGER = Ledger(
    name=PetitionLedger.name,
    label="信访台账",
    fields=FIELDS,
    preview_columns=PREVIEW,
    guess=guess_columns,
    desks=desks_of,
    build=PetitionLedger,
)

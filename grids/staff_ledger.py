"""The ledger of people in grids: which columns it may have and how a row becomes a term of office."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.ledger import cells
from jiaozuo_social.ledger.readers import Row, text_of
from jiaozuo_social.ledger.targets import Field, Ledger, RowError, RowRefused
from jiaozuo_social.orgs.models import Department
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.places.selectors import label as place_label
from jiaozuo_social.privacy.digests import normalise_phone
from jiaozuo_social.privacy.masks import mask_name, mask_phone

from . import terms
from .models import Grid, Term
from .refusals import GridRefused
from .rights import MANAGING_DUTIES

Role = Term.Role
SYNONYMS: dict[str, tuple[str, ...]] = {
    "code": ("网格编号", "网格代码", "网格编码", "编号", "代码"),
    "role": ("岗位", "职务", "角色"),
    "name": ("姓名", "网格员姓名"),
    "phone": ("手机号", "手机", "联系电话", "电话"),
    "public_phone": ("公示电话", "对外电话"),
    "started_on": ("起始日", "任职时间", "任职日期"),
}
ROLES = {
    "网格长": Role.LEADER.value, "网格员": Role.WORKER.value, "专职网格员": Role.WORKER.value,
    "微网格长": Role.MICRO_LEADER.value,
}  # fmt: skip
FIELDS = (
    Field("code", "网格编号", is_required=True, hint="15 位或 17 位；17 位的在 Excel 里须设为文本"),
    Field("role", "岗位", is_required=True, hint="网格长、网格员、微网格长"),
    Field("name", "姓名", is_required=True),
    Field("phone", "手机号", is_required=True, hint="用来认人和登录，不公示"),
    Field("public_phone", "公示电话", hint="空着的不公示电话"),
    Field("started_on", "起始日", hint="空着的从今天起"),
)
PREVIEW = ("行", "网格编号", "网格", "岗位", "姓名", "手机号", "公示电话", "起始日")
EXACT = 10**15  # a spreadsheet keeps no more digits of a number


@dataclass
class StaffLedger:
    """Import target; ``by`` is who puts the people in office, with his own rights."""

    columns: dict[str, list[str]]
    source: str
    place_code: str
    area: str = ""
    by: AnyUser = None

    name = "grid_staff"

    def __post_init__(self) -> None:
        rows = Grid.objects.within(self.area).select_related("division")
        self._grids = {grid.code: grid for grid in rows}

    def _cell(self, row: Row, field: str) -> Any:
        return next((row[name] for name in self.columns.get(field, ()) if text_of(row.get(name))), None)

    def _column(self, field: str) -> str:
        return "/".join(self.columns.get(field, ())) or SYNONYMS[field][0]

    def parse(self, number: int, row: Row) -> tuple[int, Grid, dict[str, Any]]:
        """Return (row number, grid, who and what); raises RowRefused with every fault of the row."""
        errors: list[RowError] = []

        def read(field: str, convert: Any, **how: Any) -> Any:
            try:
                return convert(self._cell(row, field), **how)
            except cells.BadCell as exc:
                errors.append(RowError(number, self._column(field), str(exc)))
                return None

        grid = read("code", self._grid)
        facts = {
            "role": read("role", _role),
            "name": "".join((read("name", cells.required_text, longest=50) or "").split()),
            "phone": read("phone", _phone),
            "public_phone": read("public_phone", _public_phone),
            "started_on": read("started_on", _day),
        }
        if errors:
            raise RowRefused(errors)
        return number, grid, facts

    def _grid(self, value: Any) -> Grid:
        if isinstance(value, int | float) and value >= EXACT:
            raise cells.BadCell("17 位编号在表里是数字，末位已不准确，请把这一列设为文本后重新填写")
        code = cells.required_text(value, longest=20)
        found = self._grids.get(code)
        if found is None:
            raise cells.BadCell(f"“{code}”不是{place_label(self.area) or '本辖区'}内的网格编号")
        return found

    def write(self, records: list[tuple[int, Grid, dict[str, Any]]]) -> list[RowError]:
        refused = []
        for number, grid, facts in records:
            try:
                terms.appoint(grid, by=self.by, **facts)
            except GridRefused as refusal:
                column = self._column(refusal.field) if refusal.field in SYNONYMS else self._column("code")
                refused.append(RowError(number, column, str(refusal)))
        return refused

    def preview(self, record: tuple[int, Grid, dict[str, Any]]) -> list[str]:
        number, grid, facts = record
        return [
            str(number), grid.code, place_label(grid.code), str(Role(facts["role"]).label),
            mask_name(facts["name"]), mask_phone(facts["phone"]), facts["public_phone"], f"{facts['started_on']:%Y-%m-%d}",
        ]  # fmt: skip


def _role(value: Any) -> str:
    found = cells.one_of(value, ROLES, default="")
    if not found:
        raise cells.BadCell("不能为空")
    return found


def _phone(value: Any) -> str:
    phone = normalise_phone(cells.required_text(value, longest=30))
    if not re.fullmatch(r"1[3-9]\d{9}", phone):
        raise cells.BadCell("不是 11 位手机号")
    return phone


def _public_phone(value: Any) -> str:
    phone = text_of(value)
    if phone and not re.fullmatch(r"[0-9+\- ]{7,30}", phone):
        raise cells.BadCell("不是电话号码，只用数字、空格和“-”")
    return phone


def _day(value: Any) -> dt.date:
    found = cells.moment(value)
    return timezone.localdate(found) if found else timezone.localdate()


def guess_columns(header: list[str]) -> dict[str, list[str]]:
    """Map each field to the first column that bears one of its usual names."""
    found = {field: [name for name in names if name in header][:1] for field, names in SYNONYMS.items()}
    return {field: names for field, names in found.items() if names}


def desks_of(user: AnyUser) -> list[Department]:
    """Departments for whose area the user looks after grids."""
    held = [m for m in memberships_of(user) if m.duty in MANAGING_DUTIES]
    return list({m.department_id: m.department for m in held}.values())


LEDGER = Ledger(
    name=StaffLedger.name,
    label="网格人员台账",
    fields=FIELDS,
    preview_columns=PREVIEW,
    guess=guess_columns,
    desks=desks_of,
    build=StaffLedger,
    acts_as_user=True,
)

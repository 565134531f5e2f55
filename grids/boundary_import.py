"""Bring boundaries in from GeoJSON: new grids are created on the way, everything or nothing is written."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace

from constance import config
from django.db import transaction
from django.http import HttpRequest

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.places import boundaries, geojson, topology
from jiaozuo_social.places.geojson import Fault, Feature
from jiaozuo_social.places.models import Division

from . import numbering, rights, services
from .refusals import GridRefused


@dataclass
class Report:
    """What an import found; nothing is written while there are faults."""

    read: int = 0
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    is_written: bool = False


class _Undo(Exception):
    """Leaves the transaction with nothing written."""


def run(
    content: bytes,
    *,
    datum: str,
    by: AnyUser,
    source: str = "",
    request: HttpRequest | None = None,
    may_have_gaps: bool = False,
    dry_run: bool = False,
) -> Report:
    """Raises geojson.UnreadableFile; every other fault is a row of the report."""
    features, faults = geojson.read(content)
    report = Report(read=len(features) + len(faults), faults=faults)
    try:
        with transaction.atomic():
            boundaries.lock()
            _bring_in(features, report, datum=datum, by=by, request=request, may_have_gaps=may_have_gaps)
            if report.faults or dry_run:
                raise _Undo
            record(
                Access.Action.CHANGE, request=request, user=by, reason="导入边界", datum=datum, source=source,
                codes=report.drawn[:500], count=len(report.drawn), sha256=hashlib.sha256(content).hexdigest(),
            )  # fmt: skip
    except _Undo:
        report.faults.sort(key=lambda fault: (fault.row, fault.code))
    else:
        report.is_written = True
    return report


def _bring_in(
    features: list[Feature],
    report: Report,
    *,
    datum: str,
    by: AnyUser,
    request: HttpRequest | None,
    may_have_gaps: bool,
) -> None:
    shown = [replace(one, shape=boundaries.in_wgs84(one.shape, datum)) for one in features]
    rows = _known_and_created(shown, report, by=by, request=request)
    shapes = {one.code: one.shape for one in rows}
    numbers = {one.code: one.row for one in rows}
    layout = boundaries.layout(shapes, may_have_gaps=may_have_gaps)
    report.faults += [Fault(numbers.get(code, 0), code, words) for code, words in topology.faults(layout)]
    if not may_have_gaps:
        report.remarks += [words for _, words in topology.undrawn(layout)]
    if not report.faults:
        boundaries.write(shapes, datum=datum, source=f"导入（容差 {config.BOUNDARY_TOLERANCE_M:g} 米）")
        report.drawn = sorted(shapes)


def _known_and_created(
    features: list[Feature], report: Report, *, by: AnyUser, request: HttpRequest | None
) -> list[Feature]:
    """Features whose division exists, or exists now."""
    active = dict(
        Division.objects.filter(pk__in={one.code for one in features if one.code}).values_list(
            "code", "is_active"
        )
    )
    found: list[Feature] = []
    for one in _with_codes(features, report):
        sentence = ""
        if not rights.may_create(by, one.code):
            sentence = "不在您管理的辖区内。"
        elif one.code in active and not active[one.code]:
            sentence = "此区划已停用，请先启用。"
        elif one.code not in active:
            sentence = _create(one, report, by=by, request=request)
        if sentence:
            report.faults.append(Fault(one.row, one.code, sentence))
        else:
            found.append(one)
    return found


def _create(one: Feature, report: Report, *, by: AnyUser, request: HttpRequest | None) -> str:
    """Create a grid; the sentence that says why not."""
    if len(one.code) not in (15, 17):
        return "区划名录中没有这个代码。"
    if not one.name:
        return "新网格须写名称（name）。"
    try:
        parent = one.code[: -3 if len(one.code) == 15 else -2]
        services.create(parent, name=one.name, code=one.code, by=by, request=request)
    except GridRefused as refusal:
        return str(refusal)
    report.created.append(one.code)
    return ""


def _with_codes(features: list[Feature], report: Report) -> list[Feature]:
    """Rows without a code get the next ones of their parent, from west to east, from north to south."""
    waiting: dict[str, list[Feature]] = defaultdict(list)
    for one in features:
        if not one.code:
            waiting[one.parent].append(one)
    given: list[Feature] = [one for one in features if one.code]
    for parent, rows in waiting.items():
        by_row = {one.row: one for one in rows}
        try:
            codes = numbering.codes_after(parent, len(rows), taken=[one.code for one in given])
        except GridRefused as refusal:
            report.faults += [Fault(one.row, "", str(refusal)) for one in rows]
            continue
        order = numbering.in_order((one.row, one.shape) for one in rows)
        given += [replace(by_row[row], code=code) for row, code in zip(order, codes, strict=True)]
    return sorted(given, key=lambda one: (len(one.code), one.code))


def words_of(report: Report) -> str:
    """One line of what came of it."""
    if report.faults:
        return f"共 {report.read} 个图形，{len(report.faults)} 处问题，没有写入任何边界。"
    done = f"{len(report.drawn)} 个边界，其中新建网格 {len(report.created)} 个"
    return f"已写入 {done}。" if report.is_written else f"检查通过：可写入 {done}。没有写入。"

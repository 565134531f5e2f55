"""Columns of grid cases in the exported list of cases."""

from jiaozuo_social.ledger.casecolumns import Column, moment, words, yes_no

from .choices import ReporterKind, Urgency

COLUMNS: tuple[Column, ...] = (
    words("紧急程度", "gridcase__urgency", Urgency.choices),
    words("上报人", "gridcase__reporter_kind", ReporterKind.choices),
    Column("事项代码", "category__code"),
    moment("立案时间", "gridcase__filed_at"),
    moment("派遣时间", "gridcase__dispatched_at"),
    moment("反馈时间", "gridcase__fed_back_at"),
    Column("退回次数", "gridcase__returns_count"),
    Column("返工次数", "gridcase__rework_count"),
    yes_no("自行处置", "gridcase__is_self_handled"),
    yes_no("延期", "gridcase__is_extended"),
)

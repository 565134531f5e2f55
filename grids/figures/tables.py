"""The tables of the grid section: taking in and dispatching, then handling, by area, class and department."""

from jiaozuo_social.reports import picking
from jiaozuo_social.reports.measures import Measure
from jiaozuo_social.reports.tables import Column, Spec, change, counted, ratio, score

from ..choices import ReporterKind
from . import measures as m

RATES: tuple[tuple[str, Measure, Measure], ...] = (
    ("有效上报率", m.VALID, m.REPORTED),
    ("立案率", m.TAKEN_UP, m.VALID),
    ("按时立案率", m.FILED_TIMELY, m.FILED),
    ("准确派遣率", m.WELL_DISPATCHED, m.TO_DISPATCH),
    ("按期核实率", m.VERIFIED_TIMELY, m.TO_VERIFY),
    ("按期核查率", m.CHECKED_TIMELY, m.TO_CHECK),
    ("处置率", m.HANDLED, m.DUE),
    ("按期处置率", m.HANDLED_TIMELY, m.DUE),
    ("结案率", m.CLOSED, m.DUE),
    ("按期结案率", m.CLOSED_TIMELY, m.DUE),
    ("返工率", m.REWORKED, m.DUE),
    ("超期待处置率", m.OVERDUE, m.DUE),
    ("延期率", m.EXTENDED, m.DUE),
)
COMPARED: tuple[Column, ...] = (
    counted("reported", "上报", m.REPORTED),
    change("mom", "环比", m.REPORTED, "previous"),
    change("yoy", "同比", m.REPORTED, "year"),
)
INTAKE: tuple[Column, ...] = (
    *COMPARED,
    *(ratio(top.key, label, top, bottom) for label, top, bottom in RATES[:6]),
)
WORK: tuple[Column, ...] = (
    counted("due", "应处置", m.DUE),
    *(ratio(top.key, label, top, bottom) for label, top, bottom in RATES[6:]),
    score("score", "得分", m.POINTS, m.DUE),
)

SOURCES = Spec(
    "grid-sources", "上报来源", ("source",),
    (
        *COMPARED,
        counted("valid", "有效上报", m.VALID),
        counted("void", "不予立案", m.VOID),
        counted("taken-up", "立案", m.TAKEN_UP),
        counted("self-handled", "自行处置", m.SELF_HANDLED),
    ),
    picking.choices(ReporterKind.choices), head="来源", share="占比",
    note="按上报人的身份统计，不对网格员个人统计和排名。",
)  # fmt: skip
AREAS_IN = Spec(
    "grid-areas", "各区域上报、立案和派遣", ("area",), INTAKE, picking.areas, head="区域", chart=("reported",)
)
AREAS = Spec("grid-areas-work", "各区域处置和结案", ("area",), WORK, picking.areas, head="区域")
CLASSES_IN = Spec(
    "grid-classes", "各大类上报、立案和派遣", ("class",), INTAKE, picking.categories, head="大类",
    chart=("reported",),
)  # fmt: skip
CLASSES = Spec("grid-classes-work", "各大类处置和结案", ("class",), WORK, picking.categories, head="大类")
UNITS = Spec("grid-units", "各部门处置和结案", ("unit",), WORK, picking.units, head="单位")
SPECS = (SOURCES, AREAS_IN, AREAS, CLASSES_IN, CLASSES, UNITS)

"""Table ③ of rules §2: purposes, and what may be said of 检举控告."""

from constance import config
from django.conf import settings
from django.db.models import Count
from django.db.models.functions import Left

from jiaozuo_social.cases.figures import COUNTY_DIGITS
from jiaozuo_social.reports import cells
from jiaozuo_social.reports.frames import Frame
from jiaozuo_social.reports.measures import Reckoning, query_of
from jiaozuo_social.reports.picking import UNNAMED
from jiaozuo_social.reports.tables import TOTAL, Row, Table, row, table

from . import report_bases as bases
from . import report_measures as m
from .choices import Purpose

SHIFTS = ("", "previous", "year")
COLUMNS = [
    ("now", "本月"),
    ("share", "占比"),
    ("previous", "上月"),
    ("mom", "环比"),
    ("year", "去年同期"),
    ("yoy", "同比"),
]


def purposes(reckoning: Reckoning) -> Table:
    """检举控告 is a count at most: below the limit not even that, and no total lets it be worked out."""
    amounts = {shift: reckoning.amounts(m.RECEIVED.basis, ("purpose",), shift) for shift in SHIFTS}
    listed = [(str(value), str(label)) for value, label in Purpose.choices if value != Purpose.ACCUSATION]
    known = {key for key, _ in listed}
    others = [(key, UNNAMED) for (key,) in amounts[""] if key not in known]

    def of(key: str, shift: str) -> int:
        groups = amounts[shift]
        chosen = groups.values() if key == TOTAL else [groups[(key,)]] if (key,) in groups else []
        return sum(own[m.RECEIVED.key] for own in chosen)

    def line(key: str, label: str) -> Row:
        group = {} if key == TOTAL else {"purpose": key}
        here, before, year = (query_of(m.RECEIVED, group, shift) for shift in SHIFTS)
        now, last, then = (of(key, shift) for shift in SHIFTS)
        made = [
            cells.count(now, here), cells.ratio(now, of(TOTAL, ""), here, query_of(m.RECEIVED, {})),
            cells.count(last, before), cells.change(now, last, here, before),
            cells.count(then, year), cells.change(now, then, here, year),
        ]  # fmt: skip
        return row(key, label, made, is_total=key == TOTAL)

    below = int(config.REPORT_SUPPRESS_BELOW)
    secret = [_accusations(reckoning.frame, below), *[cells.withheld()] * (len(COLUMNS) - 1)]
    rows = [
        *(line(key, label) for key, label in (*listed, *others)),
        line(TOTAL, "合计（不含检举控告）"),
        row("accusation", "检举控告（含其他保密事项）", secret),
    ]
    note = (
        f"检举控告只列件数，少于{below}件（含0件）的不列；全市的数会使人算出某县市区不列的数的，也不列。"
        "其他各表均不含检举控告。"
    )
    return table("purposes", "信访目的", COLUMNS, rows, note=note, head="目的")


def _accusations(frame: Frame, below: int) -> cells.Cell:
    """Each county's own report tells its number, if large enough: the city's may not give away the rest."""
    found = bases.known(frame).filter(bases.confidential())
    by_area = dict(
        found.annotate(county=Left("place_code", COUNTY_DIGITS)).values_list("county").annotate(n=Count("pk"))
    )
    number = sum(by_area.values())
    if number < below:
        return cells.suppressed(below)
    told_elsewhere = sum(n for area, n in by_area.items() if len(area) == COUNTY_DIGITS and n >= below)
    if frame.scope == settings.CITY_CODE and number - told_elsewhere < below:
        return cells.withheld()
    return cells.count(number)

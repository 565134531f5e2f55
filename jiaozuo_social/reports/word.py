"""The report as a Word file in the form of an official document."""

from typing import Any

from constance import config
from docx.shared import Length, Mm

from jiaozuo_social import gongwen
from jiaozuo_social.web.dates import date_cn

from . import cells
from .models import Snapshot

LABELS = {6: Mm(56), 7: Mm(44)}  # a unit's name in one line where the other columns leave room
NARROW_LABEL = Mm(32.5)


def render(snapshot: Snapshot) -> bytes:
    data = snapshot.data
    month = snapshot.period.label
    paper = gongwen.Gongwen(author=data["department"], title=f"{data['scope']['name']}{month}月报")
    paper.title(f"{data['scope']['name']}{month}", data.get("title") or config.REPORT_TITLE)
    paper.centred(data["department"])
    paper.centred(_state(snapshot))
    paper.blank()
    for section in data["sections"]:
        _section(paper, section)
    paper.heading("指标口径")
    for section in data["sections"]:
        paper.subheading(section["title"])
        for one in section["definitions"]:
            paper.item(f"{one['name']}：{one['formula']}")
    paper.sign(data["department"], date_cn(snapshot.issued_on()))
    return paper.save()


def _state(snapshot: Snapshot) -> str:
    if snapshot.frozen_at:
        return f"（{date_cn(snapshot.frozen_at)}核定）"
    return f"（预览稿，未经核定；数据截至{date_cn(snapshot.as_of)}）"


def _section(paper: gongwen.Gongwen, section: dict[str, Any]) -> None:
    paper.heading(section["title"])
    if section["summary"]:
        paper.body("".join(section["summary"]))
    for note in section["notes"]:
        paper.body(note)
    for table in section["tables"]:
        paper.subheading(table["title"])
        if not table["rows"]:
            paper.body("本月没有。")
            continue
        if table["note"]:
            paper.body(table["note"], before_table=True)
        head = [table["head"], *(column["label"] for column in table["columns"])]
        rows = [[row["label"], *(cells.words(cell) for cell in row["cells"])] for row in table["rows"]]
        paper.table(head, rows, widths=_widths(len(head)))


def _widths(columns: int) -> list[Length]:
    """The first column holds names; the others share the rest of the 156 mm."""
    label = LABELS.get(max(columns, 6), NARROW_LABEL)
    rest = Length(int((gongwen.WIDTH - label) / (columns - 1)))
    return [label, *[rest] * (columns - 1)]

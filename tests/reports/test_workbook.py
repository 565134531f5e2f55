"""The workbook read by a second reader: numbers are numbers, texts are never formulas, charts are native."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from jiaozuo_social.reports import services, workbook

from .conftest import OCTOBER
from .month import Month

pytestmark = pytest.mark.django_db
EVIL = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "http://example.org/", "\tx")


@pytest.fixture
def book(month: Month) -> Any:
    month.town.housing.name = EVIL[0]
    month.town.housing.save()
    for category, name in zip(month.categories.values(), EVIL[1:], strict=False):
        category.name = name
        category.save()
    return workbook.render(services.take(OCTOBER, "4108"))


def test_no_cell_is_a_formula_or_a_link(book: bytes) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert set(EVIL[:3]) <= texts


def test_figures_are_numbers(month: Month) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(workbook.render(services.take(OCTOBER, "4108"))))
    channels = {row[0]: row[1:6] for row in sheets["3 信访形式"].iter_rows(min_row=5, values_only=True)}
    assert channels["合计"] == (15, 4, 2.75, 2, 6.5)
    assert channels["来电"] == (2, 0, "—", 1, 1)
    rates = sheets["1 主要指标"]
    cell = next(row[3] for row in rates.iter_rows(min_row=5) if row[0].value == "及时受理率")
    assert (cell.value, cell.number_format) == (0.5, "0.00%")
    purposes = {row[0]: row[1] for row in sheets["5 信访目的"].iter_rows(min_row=5, values_only=True)}
    assert purposes["检举控告（含其他保密事项）"] == "<3"


def test_every_cell_stands_in_the_list(month: Month) -> None:
    snapshot = services.take(OCTOBER, "4108")
    sheets = openpyxl.load_workbook(io.BytesIO(workbook.render(snapshot)))
    cells = sum(
        len(row["cells"]) for s in snapshot.data["sections"] for t in s["tables"] for row in t["rows"]
    )
    listed = list(sheets["全部数据"].iter_rows(min_row=2, values_only=True))
    assert len(listed) == cells
    assert ("信访工作情况", "主要指标", "及时受理率", "本月", "50%", 50, 3, 6) in listed


def test_charts_are_native_and_read_their_sheet(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    assert len(charts) == 5
    assert "'3 信访形式'!$A$5:$A$8" in charts[0]  # four channels, without the total

"""Dates as people write them, and what is none."""

import datetime as dt

import pytest
from django.utils import timezone

from jiaozuo_social.ledger import cells


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02 09:05", "2026/3/2 9:05:00", "2026/03/02 09:05", "2026.3.2 9:05", "2026年3月2日 9:05",
        "2026年3月2日9时5分", "２０２６-０３-０２　０９：０５", "2026-03-02T09:05:00", "2026-03-02 09:05:00.000",
        "2026年03月02日 09:05:00", dt.datetime(2026, 3, 2, 9, 5), "46083.378472222",
    ],
)  # fmt: skip
def test_a_time_in_many_forms(text: str | dt.datetime) -> None:
    found = cells.moment(text)
    assert found is not None and timezone.localtime(found).replace(second=0) == timezone.make_aware(
        dt.datetime(2026, 3, 2, 9, 5)
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-3-2",
        "2026/3/2",
        "2026.03.02",
        "2026年3月2日",
        "20260302",
        20260302,
        20260302.0,
        46083,
        dt.date(2026, 3, 2),
    ],
)
def test_a_day_in_many_forms(text: object) -> None:
    assert cells.moment(text) == timezone.make_aware(dt.datetime(2026, 3, 2))


@pytest.mark.parametrize(
    "text", ["去年", "2026-13-01", "2026-02-30", "1-2", "99999", "0001-01-01", "=TODAY()", "1" * 500]
)
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(cells.BadCell):
        cells.moment(text)


def test_an_empty_cell_is_no_error() -> None:
    assert cells.moment(" ") is None and cells.moment(None) is None

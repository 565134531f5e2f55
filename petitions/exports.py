"""Columns of petitions in the exported list of cases."""

from jiaozuo_social.ledger.casecolumns import Column, moment, words

from .choices import Decision, Purpose

COLUMNS: tuple[Column, ...] = (
    words("信访目的", "petition__purpose", Purpose.choices),
    words("处理意见", "petition__decision", Decision.choices),
    moment("答复时间", "petition__replied_at"),
)

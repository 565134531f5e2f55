"""Columns of petitions in the exported list of cases."""

from jiaozuo_social.ledger.casecolumns import Column, moment, words, yes_no

from .choices import Decision, Purpose

COLUMNS: tuple[Column, ...] = (
    words("信访目的", "petition__purpose", Purpose.choices),
    words("处理意见", "petition__decision", Decision.choices),
    yes_no("同意公开", "is_public"),
    moment("答复时间", "petition__replied_at"),
)

"""Templates of notices and answers: which are offered, and their fields filled in for a case."""

import re
from typing import TYPE_CHECKING

from django.utils import timezone

from jiaozuo_social.web.dates import date_cn

from .models import AnswerTemplate

if TYPE_CHECKING:
    from .models import Case

FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")
FIELDS = {
    "number": "编号",
    "title": "标题",
    "department": "承办单位",
    "received": "收到日期",
    "today": "今天",
}


def fill_in(text: str, case: "Case") -> str:
    """Replace ``{{ number }}``-style fields; an unknown field stays as it is, to be seen and mended."""
    values = {
        "number": case.number,
        "title": case.title,
        "department": case.department.name if case.department else "有关单位",
        "received": date_cn(case.received_at),
        "today": date_cn(timezone.localdate()),
    }
    return FIELD.sub(lambda match: values.get(match[1], match[0]), text)


def offered(case_kind: str, document_kind: str, category_id: int | None = None) -> list[AnswerTemplate]:
    """Templates of a document: those for the case's category first, then the general ones."""
    rows = AnswerTemplate.objects.filter(
        case_kind=case_kind, document_kind=document_kind, is_active=True
    ).order_by("name")
    fitting = [row for row in rows if row.category_id in (None, category_id)]
    return sorted(fitting, key=lambda row: row.category_id is None)

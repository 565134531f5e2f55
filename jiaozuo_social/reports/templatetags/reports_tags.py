"""Cells of a report on a page, with the way to their rows."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import cells, charts

register = template.Library()


@register.simple_tag(takes_context=True)
def report_cell(context: dict[str, Any], cell: dict[str, Any]) -> SafeString:
    """``{% report_cell cell %}``: the figure; a ratio shows what it is made of, each part a link."""
    words = cells.words(cell)
    if cell["kind"] == "ratio" and cell["value"] is not None:
        top = _link(context, cell["numerator"], cell.get("query", ""))
        bottom = _link(context, cell["denominator"], cell.get("of", ""))
        return format_html('{}<span class="made">{}/{}</span>', words, top, bottom)
    if cell["kind"] == "count":
        return _link(context, cell["value"], cell.get("query", ""))
    return format_html("{}", words)


def _link(context: dict[str, Any], number: int, query: str) -> SafeString:
    """Nothing leads to no rows; leaders read numbers only."""
    if not (query and number and context["links"]):
        return format_html("{}", number)
    asked, snapshot = context["asked"], context["snapshot"]
    address = reverse("reports:rows", args=[asked.month])
    return format_html(
        '<a href="{}?area={}&amp;snapshot={}&amp;{}">{}</a>', address, asked.scope, snapshot.pk, query, number
    )


@register.filter
def cell_tone(cell: dict[str, Any]) -> str:
    """Figures to the right, words to the left."""
    return "text" if cell["kind"] == "text" else "num"


@register.simple_tag(takes_context=True)
def chart_for(
    context: dict[str, Any], section: dict[str, Any], table: dict[str, Any]
) -> dict[str, Any] | None:
    key = charts.chart_id(section, table)
    found = context["charts"].get(key)
    return {"id": key, "data": found} if found else None

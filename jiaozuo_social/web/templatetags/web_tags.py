"""Tags and filters of all templates: dates, masks, states, days left, icons."""

import datetime as dt
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jiaozuo_social.privacy import masks
from jiaozuo_social.web import dates
from jiaozuo_social.web.error_links import ErrorLink, error_links
from jiaozuo_social.web.icons import ICONS

register = template.Library()

register.filter("date_cn", dates.date_cn)
register.filter("datetime_cn", dates.datetime_cn)
register.filter("mask_name", masks.mask_name)
register.filter("mask_phone", masks.mask_phone)
register.filter("mask_id_number", masks.mask_id_number)
register.filter("mask_address", masks.mask_address)

TONES = ("neutral", "info", "warning", "danger", "success")


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "bell" %}``: decoration, the word beside it carries the meaning."""
    # ICONS is our own constant markup, never input.
    shape = mark_safe(ICONS[name])  # noqa: S308
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shape)


@register.simple_tag
def state_badge(word: str, tone: str = "neutral") -> SafeString:
    """``{% state_badge case.state_word case.state_tone %}``: word, shape and colour together."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"unknown tone {tone!r}")
    return format_html('<span class="badge tone-{}">{}<span>{}</span></span>', tone, icon(tone), word)


@register.simple_tag
def days_left(due: dt.datetime | dt.date | None) -> SafeString:
    """``{% days_left case.due_at %}``: 还剩 3 天 / 今天到期 / 超期 2 天."""
    return state_badge(*dates.days_left_words(due))


@register.filter
def level_tone(level_tag: str) -> str:
    """The tone of a message of Django's messages framework."""
    return {"error": "danger", "warning": "warning", "success": "success"}.get(level_tag, "info")


@register.filter
def needs_words(field: BoundField) -> bool:
    """True where （必填） or （选填） is said: not for a lone checkbox that must not be ticked."""
    return field.field.required or field.widget_type != "checkbox"


@register.simple_tag(name="error_links")
def error_links_tag(form: Any) -> list[ErrorLink]:
    """``{% error_links form as links %}``: every error of a form or formset, with what to jump to."""
    return error_links(form)

"""Words for a case in lists and on its page."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from jiaozuo_social.cases import kinds
from jiaozuo_social.cases.inbox import count_words
from jiaozuo_social.cases.models import Case
from jiaozuo_social.places.selectors import label as place_label
from jiaozuo_social.places.selectors import label_below_street
from jiaozuo_social.web.templatetags.web_tags import state_badge

register = template.Library()

register.filter("count_words", count_words)
register.filter("place_name", place_label)
register.filter("place_below_street", label_below_street)


@register.filter
def kind_label(case: Case) -> str:
    return kinds.get(case.kind).label


@register.filter
def department_of(case: Case) -> str:
    """Who has the case, or in the kind's own word that nobody has it yet."""
    return str(case.department or kinds.get(case.kind).unassigned)


@register.filter
def person_of(case: Case) -> str:
    """What people call who brought such a case in: 信访人, 建议人, 反映人."""
    return kinds.get(case.kind).face.person


@register.filter
def state_words(state: str, kind: str) -> str:
    """The word of a state of a kind; "" for a state that is no more."""
    states = kinds.get(kind).states
    return str(states(state).label) if state in states.values else ""


@register.simple_tag
def case_state(case: Case) -> SafeString:
    """The state as a badge: in work, or ended."""
    return state_badge(state_words(case.state, case.kind), "info" if case.is_open else "neutral")


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    return mapping.get(key)

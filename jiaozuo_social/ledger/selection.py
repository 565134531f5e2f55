"""Which rows an export takes: the inbox's own tabs and filters, and in which personal data is clear."""

from typing import Any

from django.db.models import Q
from django.http import QueryDict

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases import inbox, kinds, search
from jiaozuo_social.cases.filters import CaseFilter
from jiaozuo_social.cases.querysets import CaseQuerySet
from jiaozuo_social.orgs.models import Duty
from jiaozuo_social.orgs.selectors import is_desk, memberships_of

DESK_DUTIES = (Duty.REGISTRAR, Duty.APPROVER)


def tab_of(params: QueryDict) -> inbox.Tab:
    """As the inbox chooses it: a search without a tab looks everywhere."""
    return inbox.tab(params.get("tab", ""), default="all" if params.get("q", "").strip() else "mine")


def filter_of(user: AnyUser, params: QueryDict) -> CaseFilter:
    return CaseFilter(params, queryset=inbox.cases(user, tab_of(params).key), user=user)


def chosen(user: AnyUser, params: QueryDict) -> CaseQuerySet:
    """The rows of the list in its order; none for a filter that the inbox would refuse."""
    found = filter_of(user, params)
    if not found.form.is_valid() or found.too_short:
        return inbox.cases(user, "all").none()
    sort = params.get("sort", "")
    order = inbox.ORDERINGS[sort if sort in inbox.ORDERINGS else tab_of(params).sort]
    rows: CaseQuerySet = found.qs.order_by(*order)
    return rows


def clear_for(user: AnyUser) -> Q | None:
    """Rows whose personal data the duty lets out: those of the own desk, and the confidential ones
    for their officer. None without such a duty."""
    match: Q | None = None
    for membership in memberships_of(user):
        place = Q(place_code__startswith=membership.department.place_code)
        if membership.duty in DESK_DUTIES and is_desk(membership.department, membership.duty):
            own = Q(kind__in=kinds.with_desk_duty(membership.duty), is_confidential=False) & place
        elif membership.duty == Duty.CONFIDENTIAL:
            own = Q(is_confidential=True)
        else:
            continue
        match = own if match is None else match | own
    return match


def recorded(query: str) -> dict[str, list[str]]:
    """The filter as the access log keeps it; a phone number that was searched for is not repeated."""
    params = {name: values for name, values in QueryDict(query).lists() if any(values)}
    if any(search.PHONE.fullmatch(word.strip()) for word in params.get("q", [])):
        params["q"] = ["（电话号码）"]
    return params


def words(found: CaseFilter) -> list[tuple[str, str]]:
    """The conditions in use as people chose them: (label, value)."""
    if not found.form.is_valid():
        return []
    used = []
    for name, field in found.form.fields.items():
        value = found.form.cleaned_data.get(name)
        if value not in (None, "", []):
            choices = flat(getattr(field, "choices", ()))
            chosen = value if isinstance(value, list) else [value]
            used.append((str(field.label), "、".join(choices.get(str(one), str(one)) for one in chosen)))
    return used


def flat(choices: Any) -> dict[str, str]:
    """Choices without their groups."""
    known: dict[str, str] = {}
    for value, label in choices:
        known |= flat(label) if isinstance(label, list | tuple) else {str(value): str(label)}
    return known

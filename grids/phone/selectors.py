"""What the phone's pages show; every row comes through its own rule of who may see it."""

from typing import Any

from django.db.models import F
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.cases import waits
from jiaozuo_social.cases.models import Case
from jiaozuo_social.orgs.selectors import memberships_of
from jiaozuo_social.outbox.selectors import notices_of
from jiaozuo_social.places import selectors as places
from jiaozuo_social.places.models import Boundary

from .. import selectors as grids
from ..models import Grid, Visit
from .access import REPORTING

KIND = "grid"
STREET, COMMUNITY = 9, 12  # digits of their codes
TASKS, REPORTS, NOTICES, VISITS = 50, 20, 10, 50


def own_grids(user: AnyUser) -> list[Grid]:
    """Where the user serves by a term of office, and every grid of the own community."""
    found = {grid.code: grid for grid in grids.grids_of(user)}
    for code in communities(user):
        found |= {grid.code: grid for grid in grids.grids_within(code)}
    return [found[code] for code in sorted(found)]


def communities(user: AnyUser) -> list[str]:
    """Communities in which the user holds a duty of the grids; of a street, all of them."""
    held = [m.department.place_code for m in memberships_of(user) if m.duty in REPORTING]
    below = [child.code for code in held if len(code) == STREET for child in places.children(code)]
    return sorted({code[:COMMUNITY] for code in held if len(code) >= COMMUNITY} | set(below))


def tasks(user: AnyUser) -> list[Case]:
    """Open grid cases whose next step is this user's, the most pressing first."""
    mine = Case.objects.visible_to(user).of_kind(KIND).open().filter(waits.waiting_for(user))
    return list(mine.select_related("category").order_by(F("due_at").asc(nulls_last=True), "pk")[:TASKS])


def open_reports(user: AnyUser) -> list[Case]:
    """What the user reported and is not closed, the newest first."""
    mine = Case.objects.filed_by(user).of_kind(KIND).open()
    return list(mine.select_related("category").order_by("-received_at", "-pk")[:REPORTS])


def notices(user: AnyUser) -> list[dict[str, Any]]:
    """Unread notices; a grid case is opened on the phone's own page, the rest asks for the ordinary login."""
    rows = list(notices_of(user).unread().order_by("-created_at", "-pk")[:NOTICES])
    told = {row.pk: _case_of(row.link) for row in rows}
    here = Case.objects.visible_to(user).of_kind(KIND).filter(pk__in=[pk for pk in told.values() if pk])
    on_the_phone = set(here.values_list("pk", flat=True))
    return [_linked(row, told[row.pk], told[row.pk] in on_the_phone) for row in rows]


def _linked(row: Any, case: int | None, is_here: bool) -> dict[str, Any]:
    link = reverse("grids:phone-task", args=[case]) if is_here else row.link
    return {"notice": row, "link": link, "is_elsewhere": bool(link) and not is_here}


def _case_of(link: str) -> int | None:
    try:
        found = resolve(link)
    except Resolver404:
        return None
    return found.kwargs["pk"] if found.view_name == "cases:case" else None


def visits(user: AnyUser) -> list[Visit]:
    rows = Visit.objects.visible_to(user).select_related("grid__division", "author")
    return list(rows.order_by("-day", "-pk")[:VISITS])


def follow_ups(user: AnyUser) -> list[Visit]:
    """Places that the user wanted to look at again, up to today."""
    due = Visit.objects.owned_by(user).to_look_at_again().filter(follow_up_on__lte=timezone.localdate())
    return list(due.select_related("grid__division").order_by("follow_up_on", "pk"))


def with_micro_grids(codes: list[str]) -> list[str]:
    """The grids, each followed by its micro-grids."""
    below = {
        code: [code, *(child.code for child in places.children(code) if child.is_active)] for code in codes
    }
    return list(dict.fromkeys(one for group in below.values() for one in group))


def outlines(user: AnyUser) -> list[dict[str, Any]]:
    """The user's grids with their boundaries, for finding the grid without a network."""
    codes = with_micro_grids([grid.code for grid in own_grids(user)])
    rows = Boundary.objects.filter(pk__in=codes).order_by("pk").values_list("pk", "geometry")
    return [
        {"code": code, "label": places.label_below_street(code), "geometry": geometry}
        for code, geometry in rows
    ]


def names_of_places(user: AnyUser) -> dict[str, Any]:
    """Names for choosing a place without a network: all streets, and everything below the user's own."""
    held = [*communities(user), *(grid.code for grid in own_grids(user))]
    streets = sorted({code[:STREET] for code in held})
    counties = places.choices_for_counties()
    names = [*counties, *(pair for county, _ in counties for pair in places.choices_below(county))]
    fresh = list(streets)
    while fresh:
        found = [pair for code in fresh for pair in places.choices_below(code)]
        names += found
        fresh = [code for code, _ in found]
    return {"streets": streets, "names": names}

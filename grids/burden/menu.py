"""Places of the 减负 ledger in the staff menu."""

from django.http import HttpRequest

from jiaozuo_social.web.navigation import NavItem

from . import access, selectors


def has_ledger(request: HttpRequest) -> bool:
    """Three places of the menu ask on every page: the answer is kept with the request."""
    kept: bool | None = request.__dict__.get("_has_burden_ledger")
    if kept is None:
        user = request.user
        sees_area = access.overseers(user) or access.grassroots_units(user)
        kept = request.__dict__["_has_burden_ledger"] = bool(sees_area) or selectors.has_anything(user)
    return kept


def due_checks(request: HttpRequest) -> int | None:
    """Rebound checks that wait for this person's office."""
    return selectors.open_checks(request.user).count() if access.offices(request.user) else None


GROUP = "基层减负"
ITEMS = (
    NavItem("减负台账", "grids:burden-tasks", has_ledger, 70, GROUP, due_checks),
    NavItem("减负清册", "grids:burden-inventory", has_ledger, 71, GROUP),
    NavItem("重复要数", "grids:burden-twice", has_ledger, 72, GROUP),
)

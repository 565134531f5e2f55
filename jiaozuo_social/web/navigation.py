"""The staff menu: apps put their places in it from ``AppConfig.ready()``, so web knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

Count = Callable[[HttpRequest], int | None]
Allowed = Callable[[HttpRequest], bool]


def everyone(request: HttpRequest) -> bool:
    """Any member of staff may go there."""
    return True


@dataclass(frozen=True)
class NavItem:
    """One place in the menu. ``allowed`` hides it; the view behind it still checks for itself."""

    label: str
    url_name: str
    allowed: Allowed = everyone
    order: int = 100
    group: str = ""
    badge: Count | None = None


@dataclass(frozen=True)
class NavLink:
    label: str
    url: str
    badge: int | None
    current: bool


@dataclass(frozen=True)
class NavGroup:
    label: str
    links: list[NavLink]


@dataclass(frozen=True)
class Bell:
    url: str
    count: int


_items: dict[str, NavItem] = {}
_slots: dict[str, str] = {}
_bell: dict[str, Count] = {}
_searchers: dict[str, Allowed] = {}


def register(item: NavItem) -> None:
    """Add a place; the same url name twice replaces, so that ``ready()`` may run again."""
    _items[item.url_name] = item


def register_home(url_name: str) -> None:
    """Name the page behind the site's name in the staff bar."""
    _slots["home"] = url_name


def register_search(url_name: str, allowed: Allowed = everyone) -> None:
    """Name the page that the search box in the bar asks (GET ``q``), and who has something to find there."""
    _slots["search"] = url_name
    _searchers["allowed"] = allowed


def register_bell(url_name: str, count: Count) -> None:
    """Name the page of notices and say how many are unread."""
    _slots["bell"] = url_name
    _bell["count"] = count


class Navigation:
    """The menu for one request; templates read it, so nothing is counted on pages without a menu."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def home_url(self) -> str:
        return _url(_slots.get("home", "home")) or "/"

    @property
    def search_url(self) -> str:
        if not _searchers.get("allowed", everyone)(self.request):
            return ""
        return _url(_slots.get("search", ""))

    @cached_property
    def bell(self) -> Bell | None:
        url = _url(_slots.get("bell", ""))
        return Bell(url, _bell["count"](self.request) or 0) if url else None

    @property
    def groups(self) -> list[NavGroup]:
        """Groups in the order of their first item; hidden places and unknown urls are left out."""
        if not hasattr(self, "_groups"):
            self._groups = self._build_groups()
        return self._groups

    def _build_groups(self) -> list[NavGroup]:
        ordered = sorted(_items.values(), key=lambda item: (item.order, item.label))
        seen = [
            (item, url) for item in ordered if (url := _url(item.url_name)) and item.allowed(self.request)
        ]
        here = max((url for _, url in seen if self.request.path.startswith(url)), key=len, default="")
        rank = {group: n for n, group in reversed(list(enumerate(item.group for item, _ in seen)))}
        seen.sort(key=lambda pair: rank[pair[0].group])
        return [
            NavGroup(label, [self._link(item, url, here) for item, url in pairs])
            for label, pairs in groupby(seen, key=lambda pair: pair[0].group)
        ]

    def _link(self, item: NavItem, url: str, here: str) -> NavLink:
        return NavLink(item.label, url, item.badge(self.request) if item.badge else None, url == here)


def _url(name: str) -> str:
    """The address of a name, or "" while its app is not installed."""
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""

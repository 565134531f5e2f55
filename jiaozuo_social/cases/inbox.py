"""The inbox: its tabs, what each holds and how many that is, counted only as far as it matters."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.web.dates import SOON_DAYS

from . import waits
from .models import Case
from .querysets import CaseQuerySet

COUNT_LIMIT = 100  # beyond it "99+" says enough
BY_DUE, BY_RECEIVED = ("due_at", "pk"), ("-received_at", "-pk")
ORDERINGS = {"due": BY_DUE, "received": BY_RECEIVED}


def _soon(user: AnyUser) -> Q:
    now = timezone.localtime()
    end = (now + dt.timedelta(days=SOON_DAYS + 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(is_open=True, due_at__gte=now, due_at__lt=end)


@dataclass(frozen=True)
class Tab:
    key: str
    label: str
    holds: Callable[[AnyUser], Q]
    sort: str = "due"
    is_counted: bool = True
    empty: str = "没有符合条件的事项。"


TABS = (
    Tab("mine", "我的", lambda user: Q(is_open=True) & waits.waiting_for(user), empty="没有等您处理的事项。"),
    Tab("unit", "本单位", lambda user: Q(is_open=True) & waits.with_departments_of(user)),
    Tab("soon", "三日内到期", _soon, empty="三日内没有到期的事项。"),
    Tab(
        "overdue", "已超期", lambda user: Q(is_open=True, due_at__lt=timezone.now()), empty="没有超期的事项。"
    ),
    Tab("supervised", "督办", lambda user: Q(is_supervised=True), empty="没有督办中的事项。"),
    Tab("all", "全部", lambda user: Q(), sort="received", is_counted=False),
)


def tab(key: str, default: str = "mine") -> Tab:
    by_key = {one.key: one for one in TABS}
    return by_key.get(key) or by_key[default]


def cases(user: AnyUser, key: str = "all") -> CaseQuerySet:
    """What a tab holds for a user."""
    found: CaseQuerySet = Case.objects.visible_to(user).filter(tab(key).holds(user))
    return found


def whole_rows() -> CaseQuerySet:
    """How the rows of a page are read; which rows those are, the page has asked of :func:`cases`.

    Without its conditions: else the database answers them twice.
    """
    rows: CaseQuerySet = Case.objects.select_related("department", "handler", "category").defer("body")
    return rows


def counts(user: AnyUser, *keys: str) -> dict[str, int]:
    """How many each tab holds, up to COUNT_LIMIT, in one query; read once per user object."""
    cached: dict[str, int] = user.__dict__.setdefault("_inbox_counts", {})
    missing = [key for key in keys if key not in cached]
    if missing:
        cached.update(limited_counts({key: cases(user, key) for key in missing}))
    return {key: cached[key] for key in keys}


def limited_counts(querysets: Mapping[str, CaseQuerySet]) -> dict[str, int]:
    """Count several querysets in one statement, none of them further than COUNT_LIMIT."""
    parts: list[str] = []
    params: list[Any] = []
    for queryset in querysets.values():
        try:
            sql, own = queryset.order_by().values("pk")[:COUNT_LIMIT].query.sql_with_params()
        except EmptyResultSet:  # nothing can match: the rights or the filter exclude everything
            parts.append("0")
            continue
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")
        params += own
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        row: tuple[Any, ...] = cursor.fetchone()
    return dict(zip(querysets, row, strict=True))


def count_words(count: int) -> str:
    return f"{COUNT_LIMIT - 1}+" if count >= COUNT_LIMIT else str(count)

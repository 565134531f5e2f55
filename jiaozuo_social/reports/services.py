"""Compute and keep a report, approve it, and what the nightly job does."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.cases.figures import Period

from . import access, computing
from .frames import frame_of, previous
from .models import Failure, Snapshot

log = logging.getLogger(__name__)


class FreezeRefused(Exception):
    """``str(exc)`` is the sentence for the user."""


@contextmanager
def one_view() -> Iterator[None]:
    """All tables of a report see the same rows, whatever is written meanwhile.

    Inside a caller's transaction its own isolation holds: it can no longer be changed there.
    """
    is_ours = not connection.in_atomic_block
    with transaction.atomic():
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def valid(period: Period, scope: str) -> Snapshot | None:
    return Snapshot.objects.of(period, scope).valid()


def draft(period: Period, scope: str, as_of: dt.datetime | None = None) -> Snapshot:
    """An unsaved snapshot of the data as they are."""
    frame = frame_of(period, scope, as_of)
    with one_view():
        content = computing.canonical(computing.compute(frame))
    return Snapshot(
        scope=scope, starts_on=period.start, ends_on=period.end, as_of=frame.as_of,
        content=content, sha256=computing.digest(content),
    )  # fmt: skip


def take(period: Period, scope: str, *, by: Any = None) -> Snapshot:
    """Compute and keep; figures that are those of the latest snapshot give no second row."""
    made = draft(period, scope)
    latest = Snapshot.objects.of(period, scope).order_by("-computed_at", "-pk").first()
    if latest is not None and latest.sha256 == made.sha256:
        return latest
    made.computed_by = by
    made.save()
    return made


def freeze(snapshot: Snapshot, *, request: HttpRequest, note: str = "") -> Snapshot:
    """Approve exactly these figures for the month, once and for all."""
    if not access.may_freeze(request.user, snapshot.scope):
        raise FreezeRefused("月报由本级信访部门审批人员或本级部门领导核定。")
    if not snapshot.covers_the_month:
        raise FreezeRefused("本月尚未结束或数据未到月末，请在月末后重新计算再核定。")
    if not snapshot.is_intact:
        raise FreezeRefused("月报内容与校验值不符，不能核定。")
    try:
        with transaction.atomic():
            frozen = Snapshot.objects.filter(pk=snapshot.pk, frozen_at=None).update(
                frozen_at=timezone.now(), frozen_by=request.user, freeze_note=note
            )
            if not frozen:
                raise FreezeRefused("本月月报已核定。")
            record(
                Access.Action.CHANGE, request=request, obj=snapshot, reason="核定月报", sha256=snapshot.sha256
            )
    except IntegrityError:
        raise FreezeRefused("本月月报已核定。") from None
    snapshot.refresh_from_db()
    return snapshot


def compute_last_month(today: dt.date | None = None) -> int:
    """Every area's report of the month before, unless there is one already; returns how many were made.

    Runs every night, so that a first of the month that was missed is made good. One area that fails
    does not stop the others: it is noted for the readers and tried again the next night.
    """
    period = previous(Period.month_of(today or timezone.localdate()))
    made = failed = 0
    for scope, _ in access.all_scopes():
        known = Snapshot.objects.of(period, scope)
        if any(snapshot.covers_the_month for snapshot in known.defer("content")):
            continue
        try:
            take(period, scope)
            made += 1
        except Exception as problem:
            failed += 1
            log.exception("report of %s for %s failed", period.start, scope)
            Failure.objects.create(scope=scope, starts_on=period.start, problem=type(problem).__name__)
    if failed:
        log.error("%d reports of %s failed", failed, period.start)
    return made


def failures(period: Period, scope: str) -> int:
    """How often the nightly job failed since the last report that succeeded."""
    latest = Snapshot.objects.of(period, scope).order_by("-computed_at").first()
    found = Failure.objects.filter(scope=scope, starts_on=period.start)
    return (found.filter(at__gt=latest.computed_at) if latest else found).count()

"""The one door to grids: create, change, put out of use. Every change is recorded with before and after."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.places import services as places
from jiaozuo_social.places.models import Division

from . import numbering, rights
from .models import Grid
from .refusals import GridRefused

FIELDS = ("type", "households", "range_text", "supervising_phone")


def _locked_parent(code: str) -> Division:
    """New siblings of one parent wait for one another."""
    parent = Division.objects.select_for_update().filter(pk=code).first()
    if parent is None or len(code) not in numbering.DIGITS:
        raise GridRefused("网格只能建在村（社区）之下，微网格只能建在网格之下。")
    if not parent.is_active:
        raise GridRefused(f"“{parent.name}”已停用，不能在其下新建。")
    return parent


def _check_name(parent: str, name: str, *, but: str = "") -> str:
    name = name.strip()
    if not name:
        raise GridRefused("请填写名称。", "name")
    if Division.objects.filter(parent=parent, name=name).exclude(pk=but).exists():
        raise GridRefused(f"已有名为“{name}”的网格，请换一个名称。", "name")
    return name


@transaction.atomic
def create(
    parent: str, *, name: str, by: AnyUser, request: HttpRequest | None = None, code: str = "", **fields: Any
) -> Grid:
    """A grid under a community or a micro-grid under a grid; it gets the next number unless one is given."""
    if not rights.may_create(by, parent):
        raise GridRefused("新建网格由网格平台调度员或系统管理员在本辖区内办理。")
    _locked_parent(parent)
    name = _check_name(parent, name)
    if code and (not code.startswith(parent) or len(code) - len(parent) != numbering.DIGITS[len(parent)]):
        raise GridRefused(f"编号应为上级代码 {parent} 加 {numbering.DIGITS[len(parent)]} 位数字。")
    if code and Division.objects.filter(pk=code).exists():
        raise GridRefused(f"编号 {code} 已使用，不能重复。")
    division = places.add(code or numbering.next_code(parent), name)
    grid = Grid.objects.create(division=division, **_known(fields))
    record(Access.Action.CHANGE, request=request, user=by, obj=grid, act="新建", after=described(grid))
    return grid


@transaction.atomic
def change(grid: Grid, *, by: AnyUser, name: str, request: HttpRequest | None = None, **fields: Any) -> None:
    """Change what is known of a grid; its code stays for ever, since cases point at it."""
    if not rights.may_manage(by, grid.code):
        raise GridRefused("只能修改本辖区的网格。")
    grid.refresh_from_db(from_queryset=Grid.objects.select_for_update())
    before = described(grid)
    name = _check_name(str(grid.division.parent_id), name, but=grid.code)
    if name != grid.division.name:
        places.rename(grid.division, name)
        grid.division.refresh_from_db()
    for field, value in _known(fields).items():
        setattr(grid, field, value)
    grid.save()
    _record_change(grid, before, by=by, request=request, act="修改")


@transaction.atomic
def close(grid: Grid, *, by: AnyUser, request: HttpRequest | None = None) -> None:
    """Put a grid out of use: its terms end today, points fall to the community, old cases stay."""
    from . import terms

    _lock_to_switch(grid, by)
    if Division.objects.active().filter(parent=grid.code).exists():
        raise GridRefused("网格下还有启用的微网格，请先停用微网格。")
    before = described(grid)
    places.set_active(grid.division, False)
    today = timezone.localdate()
    for term in grid.terms.filter(ended_on=None).select_related("grid", "user"):
        terms.end(term, on=max(today, term.started_on), by=by, request=request, closing=True)
    _record_change(grid, before, by=by, request=request, act="停用")


@transaction.atomic
def reopen(grid: Grid, *, by: AnyUser, request: HttpRequest | None = None) -> None:
    _lock_to_switch(grid, by)
    parent = grid.division.parent
    if parent is not None and not parent.is_active:
        raise GridRefused(f"上级“{parent.name}”已停用，请先启用上级。")
    before = described(grid)
    places.set_active(grid.division, True)
    _record_change(grid, before, by=by, request=request, act="启用")


def _lock_to_switch(grid: Grid, by: AnyUser) -> None:
    if not rights.may_create(by, grid.code):
        raise GridRefused("停用、启用网格由网格平台调度员或系统管理员在本辖区内办理。")
    Division.objects.select_for_update().get(pk=grid.code[:12])
    grid.refresh_from_db(from_queryset=Grid.objects.select_for_update())
    grid.division.refresh_from_db()


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of a grid: {sorted(unknown)}")
    return fields


def described(grid: Grid) -> dict[str, Any]:
    own = {name: getattr(grid, name) for name in FIELDS}
    return {"code": grid.code, "name": grid.division.name, "is_active": grid.division.is_active, **own}


def _record_change(
    grid: Grid, before: dict[str, Any], *, by: AnyUser, request: HttpRequest | None, act: str
) -> None:
    after = described(grid)
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        record(
            Access.Action.CHANGE, request=request, user=by, obj=grid, act=act,
            before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
        )  # fmt: skip

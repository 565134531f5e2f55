"""The one door to terms of office: appoint and end. Nothing is deleted, the history stays.

A term goes with the duty of the same name in the community's department, so that rights begin and end
with the office.
"""

import datetime as dt
import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from jiaozuo_social.accounts.models import AnyUser, User
from jiaozuo_social.accounts.services import create_user
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record
from jiaozuo_social.orgs import services as orgs
from jiaozuo_social.orgs.models import Duty, Membership
from jiaozuo_social.places.models import Division
from jiaozuo_social.privacy.masks import mask_name

from . import rights
from .models import Grid, Term
from .refusals import GridRefused
from .units import unit_of

Role = Term.Role
DUTIES = {Role.LEADER: Duty.GRID_LEADER, Role.WORKER: Duty.GRID_WORKER, Role.MICRO_LEADER: Duty.GRID_WORKER}


@transaction.atomic
def appoint(
    grid: Grid,
    *,
    role: str,
    name: str,
    phone: str,
    by: AnyUser,
    public_phone: str = "",
    started_on: dt.date | None = None,
    request: HttpRequest | None = None,
) -> Term:
    """Put a person in office; somebody without an account gets one (an administrator gives the password)."""
    _check(grid, role, by)
    Division.objects.select_for_update().get(pk=grid.community_code)
    person = _person(name, phone)
    day = started_on or timezone.localdate()
    if Term.objects.filter(grid=grid, user=person, role=role, ended_on=None).exists():
        raise GridRefused(f"{name}在该网格已是{Role(role).label}。", "name")
    unit = unit_of(grid.community_code)
    try:
        held = orgs.grant(person, unit, DUTIES[Role(role)], by=by, started_on=day, request=request)
    except orgs.OrgsRefused as exc:
        raise GridRefused(str(exc)) from exc
    if held.started_on > day:
        raise GridRefused(f"此人在该社区的职责自 {held.started_on} 起，任期不能更早。", "started_on")
    term = Term.objects.create(
        grid=grid, user=person, role=role, public_phone=public_phone or "", started_on=day
    )
    record(Access.Action.CHANGE, request=request, user=by, obj=term, act="任职", after=described(term))
    return term


@transaction.atomic
def end(
    term: Term, *, on: dt.date, by: AnyUser, request: HttpRequest | None = None, closing: bool = False
) -> None:
    """End a term from a day on; the duty in the community goes with the last term that carried it."""
    if not rights.may_appoint(by, str(term.grid_id), term.role):
        raise GridRefused("您不能终止此岗位的任期。")
    Division.objects.select_for_update().get(pk=str(term.grid_id)[:12])
    term.refresh_from_db(from_queryset=Term.objects.select_for_update())
    if term.ended_on is not None and term.ended_on <= timezone.localdate():
        raise GridRefused("任期已经终止，可能已有人先行办理。")
    if on < term.started_on:
        raise GridRefused("终止日不能早于起始日。", "ended_on")
    before = described(term)
    term.ended_on = on
    term.save(update_fields=["ended_on"])
    act = "网格停用，任期终止" if closing else "终止任期"
    record(
        Access.Action.CHANGE,
        request=request,
        user=by,
        obj=term,
        act=act,
        before=before,
        after=described(term),
    )
    _end_duty(term, on=on, by=by, request=request)


def _check(grid: Grid, role: str, by: AnyUser) -> None:
    if not rights.may_appoint(by, grid.code, role):
        raise GridRefused("您不能任命此岗位；网格长由网格平台调度员或系统管理员任命。", "role")
    if not grid.division.is_active:
        raise GridRefused("网格已停用，不能任职。")
    if (role == Role.MICRO_LEADER) != grid.is_micro:
        raise GridRefused("微网格设微网格长；网格设网格长、网格员。", "role")


def _person(name: str, phone: str) -> User:
    """The owner of the phone, if it is the same person; else a new account."""
    owner = User.objects.phone_owner(phone)
    if owner is None:
        return _new_person(name, phone)
    if not owner.is_active:
        raise GridRefused("此手机号的账号已停用，请联系系统管理员。", "phone")
    if owner.name and owner.name != name:
        raise GridRefused(f"此手机号已登记在{mask_name(owner.name)}名下，请核对姓名和手机号。", "phone")
    if not owner.name:
        owner.name = name
        owner.save(update_fields=["name"])
    return owner


def _new_person(name: str, phone: str) -> User:
    try:
        with transaction.atomic():
            return create_user(username=f"wg{secrets.token_hex(5)}", name=name, phone=phone)
    except (IntegrityError, ValidationError) as exc:
        raise GridRefused("此手机号刚被另一账号登记，请重新提交。", "phone") from exc


def _end_duty(term: Term, *, on: dt.date, by: AnyUser, request: HttpRequest | None) -> None:
    """By the latest end of the other terms with the same duty in the community."""
    duty = DUTIES[Role(term.role)]
    community = str(term.grid_id)[:12]
    same = [role for role in DUTIES if DUTIES[role] == duty]
    others = Term.objects.filter(
        user=term.user, role__in=same, grid__division__code__startswith=community
    ).exclude(pk=term.pk)
    if others.filter(ended_on=None).exists():
        return
    later = others.filter(ended_on__gt=on).aggregate(last=Max("ended_on"))["last"]
    held = Membership.objects.filter(
        user=term.user, duty=duty, department__place_code=community, ended_on=None
    ).select_related("department", "user")
    for membership in held:
        orgs.revoke(membership, by=by, on=later or on, request=request)


def described(term: Term) -> dict[str, str | None]:
    """What the record keeps of a term: no personal data beyond whose it is."""
    ended = term.ended_on.isoformat() if term.ended_on else None
    return {
        "grid": str(term.grid_id), "user": str(term.user_id), "role": term.role,
        "started_on": term.started_on.isoformat(), "ended_on": ended,
    }  # fmt: skip

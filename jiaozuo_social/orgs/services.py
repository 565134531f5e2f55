"""Give and end duties, move departments. Every change is recorded with its before and after."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.http import HttpRequest
from django.utils import timezone

from jiaozuo_social.accounts.models import User
from jiaozuo_social.audit.models import Access
from jiaozuo_social.audit.services import record

from .models import Department, Duty, Membership


class OrgsRefused(Exception):
    """An act that is not allowed; the text can be shown to the user."""


def _forget_memberships(user: User) -> None:
    user.__dict__.pop("_current_memberships", None)


def _sync_is_staff(user: User) -> None:
    """Keep the flag that Django's own parts look at in step with the 系统管理员 duty."""
    admin = Membership.objects.current().filter(user=user, duty=Duty.ADMIN).exists()
    user.is_staff = user.is_superuser or admin
    user.save(update_fields=["is_staff"])
    _forget_memberships(user)


def describe(membership: Membership) -> dict[str, str | None]:
    """The fields of a membership that the audit keeps: no personal data."""
    ended = membership.ended_on
    return {
        "department": membership.department.code,
        "duty": membership.duty,
        "started_on": membership.started_on.isoformat(),
        "ended_on": ended.isoformat() if ended else None,
    }


@transaction.atomic
def grant(
    user: User,
    department: Department,
    duty: str,
    *,
    by: User,
    started_on: dt.date | None = None,
    request: HttpRequest | None = None,
) -> Membership:
    """Put a user in a duty; granting what is already held returns the open membership."""
    if by.pk == user.pk and not by.is_superuser:
        raise OrgsRefused("不能给自己授予职责，请由另一位系统管理员办理。")
    if not department.is_active:
        raise OrgsRefused(f"单位“{department.name}”已停用，不能任职。")
    membership, created = Membership.objects.get_or_create(
        user=user,
        department=department,
        duty=duty,
        ended_on=None,
        defaults={"started_on": started_on or timezone.localdate()},
    )
    if created:
        _sync_is_staff(user)
        record(Access.Action.CHANGE, request=request, user=by, obj=membership, after=describe(membership))
    return membership


@transaction.atomic
def revoke(
    membership: Membership,
    *,
    by: User,
    on: dt.date | None = None,
    request: HttpRequest | None = None,
) -> Membership:
    """End a membership from a day on (today if none is given); it is never deleted."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    day = on or timezone.localdate()
    if membership.ended_on is not None and membership.ended_on <= day:
        return membership
    before = describe(membership)
    membership.ended_on = max(day, membership.started_on)
    membership.save(update_fields=["ended_on"])
    _sync_is_staff(membership.user)
    record(
        Access.Action.CHANGE,
        request=request,
        user=by,
        obj=membership,
        before=before,
        after=describe(membership),
    )
    return membership


@transaction.atomic
def move_department(
    department: Department,
    parent: Department | None,
    *,
    by: User,
    request: HttpRequest | None = None,
) -> Department:
    """Hang a department with all below it under another; the whole tree is locked meanwhile."""
    tree = {row.pk: row for row in Department.objects.select_for_update().order_by("pk")}
    moved = tree[department.pk]
    target = tree[parent.pk] if parent else None
    if target is not None and target.path.startswith(moved.path):
        raise OrgsRefused(f"不能把“{moved.name}”移到它自己或它的下级单位之下。")
    old_path = moved.path
    new_path = f"{target.path if target else ''}{moved.code}/"
    Department.objects.filter(pk=moved.pk).update(parent=target)
    Department.objects.filter(path__startswith=old_path).update(
        path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1))
    )
    department.refresh_from_db()
    record(
        Access.Action.CHANGE,
        request=request,
        user=by,
        obj=department,
        before={"path": old_path},
        after={"path": new_path},
    )
    return department

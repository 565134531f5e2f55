"""Questions about who serves where."""

from jiaozuo_social.accounts.models import AnyUser

from .models import Department, Duty, Membership


def memberships_of(user: AnyUser) -> list[Membership]:
    """Current memberships with their departments; read once per user object (one query)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    cached = getattr(user, "_current_memberships", None)
    if cached is None:
        cached = list(
            Membership.objects.current()
            .filter(user=user, department__is_active=True)
            .select_related("department")
            .order_by("department__path", "duty")
        )
        user._current_memberships = cached
    return cached


def duties_of(user: AnyUser) -> set[str]:
    return {membership.duty for membership in memberships_of(user)}


def has_duty(user: AnyUser, *duties: Duty) -> bool:
    return bool(duties_of(user) & set(duties))


def is_staff_member(user: AnyUser) -> bool:
    """Whether the user serves anywhere (citizens do not)."""
    return bool(memberships_of(user))


def members(department: Department, *duties: Duty) -> list[Membership]:
    """Active people who hold one of the duties in exactly this department, by pk."""
    return list(
        Membership.objects.current()
        .filter(department=department, duty__in=duties, user__is_active=True)
        .select_related("user")
        .order_by("user_id")
    )
